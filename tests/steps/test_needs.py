"""A document needs only its own: each kind says what its final version rests on, checks and generation agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ctg_docs.documents import load_kinds
from ctg_docs.errors import DataError
from ctg_docs.models.ctg import Ctg
from ctg_docs.steps.batch import prepare
from tests.documents.dossiers import ctg

SEANCE = {
    "date": "2023-10-19",
    "heure": "18:30",
    "lieu": "Mairie",
    "president": "a",
    "secretaire": "b",
    "date_convocation": "2023-10-12",
}
ACTE = {
    "id": "delib",
    "organisme": "cc",
    "date": "2023-10-19",
    "numero": "2023-12",
    "objet": "Convention",
    "seance": SEANCE,
    "vote": {"en_exercice": 30, "presents": 20, "pour": 20},
    "dispositif": ["APPROUVE la convention", "AUTORISE Madame la Présidente à la signer"],
}


def unsigned(**fields: Any) -> Ctg:
    """Return a dossier voted and not signed: no date, no place, no strategy, no Caf."""
    val = {
        "id": "val",
        "organismes": ["cc"],
        "nom_court": "le Val",
        "representants": [{"personne": "a", "qualite": "Présidente"}],
        "deliberations": ["delib"],
    }
    return ctg(**{"signataires": [val], "deliberations": [ACTE], **fields})


def test_every_kind_names_parts_of_the_dossier() -> None:
    champs = set(Ctg.model_fields)
    assert len([k for k in load_kinds() if k.besoins]) > 15
    for kind in load_kinds():
        assert {b.split(".")[0] for b in kind.besoins} <= champs


def test_an_act_is_final_before_the_convention_is_signed() -> None:
    (document,) = prepare(unsigned(), ["deliberation"], final=True).documents
    assert document.holes == ()


@pytest.mark.parametrize(
    "change", [{"vote": {"en_exercice": 3, "presents": 20, "pour": 20}}, {"dispositif": []}]
)
def test_its_own_faults_still_refuse_it(change: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        prepare(unsigned(deliberations=[{**ACTE, **change}]), ["deliberation"], final=True)


def test_an_act_that_is_not_taken_does_not_wait_for_the_others() -> None:
    dossier = unsigned(deliberations=[ACTE, {"id": "autre", "organisme": "caf"}])
    assert len(prepare(dossier, ["deliberation"], final=True).documents) == 1


def test_an_act_waits_for_no_representative_of_another_party() -> None:
    val = unsigned().signataires[0]
    caf = {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf", "delibere": False}
    dossier = unsigned(signataires=[val.model_dump(exclude_none=True), caf])
    assert len(prepare(dossier, ["deliberation"], final=True).documents) == 1
    seul = unsigned(signataires=[{**val.model_dump(exclude_none=True), "representants": []}, caf])
    with pytest.raises(DataError):
        prepare(seul, ["deliberation"], final=True)


def test_a_kind_that_has_nothing_says_so_before_what_blocks_others() -> None:
    with pytest.raises(DataError, match="le dossier n’a pas d’avenant"):
        prepare(unsigned(), ["avenant"], final=True)


def test_a_meeting_asks_its_meeting_only() -> None:
    bonne = {
        "id": "copil",
        "titre": "Comité de pilotage",
        "date": "2024-03-05",
        "heure_debut": "14:00",
        "lieu": {"nom": "Mairie"},
        "ordre_du_jour": [{"id": "p1", "titre": "Bilan"}],
    }
    vide = {"id": "vide", "titre": "Autre réunion"}
    dossier = unsigned(reunions=[bonne, vide])
    assert prepare(dossier, ["ordre_du_jour"], final=True, reunion="copil").documents
    with pytest.raises(DataError):
        prepare(dossier, ["ordre_du_jour"], final=True, reunion="vide")


def test_the_history_asks_the_history_only() -> None:
    dossier = unsigned(historique=[{"date": "2018", "texte": "Première convention"}])
    assert prepare(dossier, ["historique"], final=True).documents


@pytest.mark.parametrize("kinds", [None, ["convention"], ["convention", "deliberation"]])
def test_the_convention_asks_for_all_of_it(kinds: list[str] | None) -> None:
    with pytest.raises(DataError, match="bloquent"):
        prepare(unsigned(), kinds, final=True, date_version=date(2024, 1, 1))
