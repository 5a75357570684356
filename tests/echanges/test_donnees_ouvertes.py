"""The délibérations as open data, in the schema of the SCDL."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest

from ctg_docs.echanges.sorties import COLUMNS, build_scdl
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from ctg_docs.steps.exports import export_scdl
from ctg_docs.steps.load import load
from tests.echanges.petit import minimal
from tests.echanges.sorties import COMPLETE

BODY: dict[str, object] = {
    "id": "cc",
    "nature": "communaute_communes",
    "nom": "Communauté",
    "siret": "732 829 320 00074",
}
ACT: dict[str, object] = {
    "id": "acte",
    "organisme": "cc",
    "numero": "2023-10-112",
    "date": "19 octobre 2023",
    "matiere_code": "8.2",
    "matiere_nom": "Aide sociale",
    "objet": "Convention\nterritoriale",
}


def dossier(act: Mapping[str, object], body: Mapping[str, object] | None = None) -> Ctg:
    return minimal(organismes=[{**BODY, **(body or {})}], deliberations=[{**ACT, **act}])


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_scdl_has_the_columns_and_forms_of_the_schema() -> None:
    vote = {"en_exercice": 34, "presents": 30, "pouvoirs": 2, "abstentions": 2, "contre": 1}
    more = {"vote": vote, "budget_annee": 2024, "budget_nom": "Budget principal", "url": "https://x.fr/a.pdf"}
    found = export_scdl(dossier({**more, "date_transmission": "26 octobre 2023"}))
    [row] = table(found.data)
    assert tuple(row) == COLUMNS
    assert list(row.values()) == [
        "Communauté", "73282932000074", "2023-10-112", "2023-10-19", "8.2", "Aide sociale",
        "Convention territoriale", "2024", "Budget principal", "", "2023-10-26", "34", "32", "29", "1", "2",
        "https://x.fr/a.pdf",
    ]  # fmt: skip
    assert (found.written, found.problems) == (("acte",), ())


@pytest.mark.parametrize(
    ("act", "body", "column"),
    [
        ({"numero": None}, {}, "DELIB_ID"),
        ({"date": None}, {}, "DELIB_DATE"),
        ({"matiere_code": None}, {}, "DELIB_MATIERE_CODE"),
        ({"matiere_nom": None}, {}, "DELIB_MATIERE_NOM"),
        ({"objet": None}, {}, "DELIB_OBJET"),
        ({}, {"siret": None}, "COLL_SIRET"),
    ],
)
def test_scdl_leaves_out_what_is_incomplete_and_says_it(
    act: dict[str, object], body: dict[str, object], column: str
) -> None:
    with pytest.raises(DataError, match="aucune n’est complète") as refusal:
        export_scdl(dossier(act, body))
    [problem] = refusal.value.problems
    assert problem.code == "SCD001"
    assert column in problem.message
    assert problem.path.startswith(("deliberations[0].", "organismes[0].siret"))


def test_scdl_refuses_wrong_forms() -> None:
    wrong = build_scdl(dossier({"matiere_code": "8", "url": "www.x.fr"}))
    assert [p.code for p in wrong.problems] == ["SCD002", "SCD003"]
    assert wrong.written == ()
    optional = build_scdl(dossier({"url": "www.x.fr", "budget_annee": 24}))
    assert [p.code for p in optional.problems] == ["SCD003", "SCD003"]
    assert [(r["DELIB_URL"], r["BUDGET_ANNEE"]) for r in table(optional.data)] == [("", "")]


def test_scdl_holds_no_vote_that_nobody_counted() -> None:
    [row] = table(build_scdl(dossier({"vote": {}})).data)
    assert {row[c] for c in COLUMNS if c.startswith("VOTE")} == {""}


def test_scdl_is_for_the_deliberations_of_collectivites() -> None:
    for act, body in (({}, {"nature": "caf"}), ({"nature": "decision"}, {})):
        with pytest.raises(DataError, match="aucune d’une collectivité"):
            export_scdl(dossier(act, body))
    found = export_scdl(load(COMPLETE))
    assert [r["DELIB_ID"] for r in table(found.data)][:2] == ["2023-10-118", "CP-2023-11-042"]
    assert {p.place.file for p in found.problems} == {"deliberations.yaml"}
