"""What final documents lack is told once, at its place in the dossier, in the same pass as everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents import load_kinds
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.options import Options
from ctg_docs.engine import Rich, Template
from ctg_docs.errors import DataError
from ctg_docs.holes import hole, holes_in, is_hole, plain
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Severity
from ctg_docs.ressources import example
from ctg_docs.steps.batch import prepare, unfilled
from ctg_docs.steps.build import compose
from ctg_docs.steps.holes import missing_values
from tests.documents.dossiers import CAF, CC, PERSONNES
from tests.engine.words import make_docx, texts

EXEMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/ctg.yaml"))
FICHE = {"id": "f1", "intitule": "Ouvrir un lieu", "rattachement": "o1"}
CREUX: dict[str, Any] = {
    "territoire": {"nom": "Val"},
    "organismes": [CAF, CC],
    "personnes": [{**PERSONNES[0], "civilite": None}, *PERSONNES[1:]],
    "signataires": [
        {"id": "caf", "organismes": ["caf"], "representants": [{"personne": "a"}]},
        {"id": "cc", "organismes": ["cc"]},
    ],
    "deliberations": [
        {"id": "d1", "organisme": "cc"},
        {"id": "d2", "organisme": "caf", "date": "2023-10-19", "vote": {"presents": 12, "en_exercice": 20}},
    ],
    "strategie": {"objectifs": [{"id": "o1", "intitule": "Accueillir"}]},
    "fiches_actions": [FICHE],
    "gouvernance": {"instances": [{"id": "copil", "nature": "copil", "nom": "Comité de pilotage"}]},
    "reunions": [
        {
            "id": "r1",
            "titre": "COPIL",
            "instance": "copil",
            "date": "2024-01-19",
            "convocation": {},
            "compte_rendu": {},
        }
    ],
    "avenants": [{"id": "avenant-1"}],
    "evaluations": [{"nature": "finale", "questions": [{"critere": "impact", "question": "Quels effets ?"}]}],
    "convention": {"annexes": [{"id": "libre", "contenu": "texte", "titre": "Charte"}]},
}
"""A dossier that lacks whatever documents may ask for."""


@pytest.mark.parametrize(
    "ctg",
    [Ctg.model_validate(CREUX), *map(ctg_docs.load, EXEMPLES)],
    ids=["creux", *(e.name for e in EXEMPLES)],
)
def test_every_hole_of_ours_knows_where_the_dossier_says_it(ctg: Ctg) -> None:
    composed, _ = compose(ctg, load_kinds(), Options())
    found = unfilled(ctg, composed, ())

    # a package that is not installed is no part of the dossier
    assert not [p.message for p in found if not p.path and "complément est absent" not in p.message]


def test_the_hollow_dossier_has_many_holes() -> None:
    composed, _ = compose(Ctg.model_validate(CREUX), load_kinds(), Options())
    paths = {p.path for p in unfilled(Ctg.model_validate(CREUX), composed, ())}

    assert paths >= {
        "convention.lieu_signature",
        "convention.date_debut",
        "signataires[1].nom_court",
        "signataires[1].representants",
        "personnes[0].civilite",
        "deliberations[0].date",
        "deliberations[1].dispositif",
        "fiches_actions[0].publics_cibles",
        "gouvernance.instances[0].composition",
        "reunions[0].compte_rendu.president",
        "avenants[0].motif",
        "convention.annexes[0]",
    }


def test_place_is_never_printed() -> None:
    gap = hole("publics", "fiches_actions.f_1.publics_cibles")
    template = Template.load(make_docx("{{ a }} {{ b }}", header="{{ a }}"))
    printed = template.render({"a": gap, "b": Rich(f"**Avant** {gap} *après*")})

    words = "".join(texts(printed)) + "".join(texts(printed, "word/header1.xml"))
    assert words.count("[à compléter\u00a0: publics]") == 3
    assert "f_1" not in words
    assert (plain(gap), holes_in(gap)) == ("[à compléter\u00a0: publics]", ["publics"])
    assert is_hole(gap)


def dossier(folder: Path, text: str) -> Path:
    (folder / "ctg.yaml").write_text(text, "utf-8")
    return folder


DEUX = """\
territoire: {nom: Val}
organismes:
  - {id: cc, nature: communaute_communes, nom: Communauté de communes du Val}
deliberations:
  - id: d1
    organisme: cc
    date: 2023-10-19
    vote: {presents: 12, en_exercice: 20}
    seance: {date: 2023-10-19}
"""


def test_all_is_told_in_one_pass(tmp_path: Path) -> None:
    found = ctg_docs.diagnose(dossier(tmp_path, DEUX), ["deliberation"], final=True).problems
    blocking = {(p.code, p.path, p.place.file, p.place.line) for p in found if p.blocking}

    told = [(p.code, p.severity) for p in found if p.path == "deliberations[0].dispositif"]
    assert told == [("CTG216", Severity.BLOCKING)]  # the warning of `check`, with its own remedy, once
    assert ("CTG216", "deliberations[0].dispositif", "ctg.yaml", 5) in blocking
    with pytest.raises(DataError) as refused:
        prepare(ctg_docs.load(tmp_path), ["deliberation"], final=True)
    assert {(p.code, p.path, p.place.file, p.place.line) for p in refused.value.problems} == blocking


def test_whatever_else_blocks_hides_no_hole(tmp_path: Path) -> None:
    found = ctg_docs.diagnose(dossier(tmp_path, DEUX), final=True).problems
    codes = {p.code for p in found if p.blocking}

    assert {"CTG101", "CTG216"} <= codes


def test_what_a_check_blocks_is_not_told_again() -> None:
    ctg = Ctg.model_validate(CREUX)
    found = ctg_docs.check(ctg, ["convention"], final=True)
    checked = {p.path for p in found if p.blocking and p.code != "GEN001"}
    lacking = [p.path for p in found if p.code == "GEN001"]

    assert "convention.lieu_signature" in checked
    assert len(lacking) == len(set(lacking)) > 0
    assert not checked & set(lacking)


def test_a_faulty_value_is_told_once(tmp_path: Path) -> None:
    text = DEUX.replace("territoire:", "convention: {date_debut: jamais}\nterritoire:")
    found = ctg_docs.diagnose(dossier(tmp_path, text), final=True).problems

    assert [p.code for p in found if p.path == "convention.date_debut"] == ["CHP004"]


def test_one_value_wanted_by_many_files_is_one_problem() -> None:
    ctg = Ctg.model_validate(CREUX)
    gap = Contexte(file_stem="a", titre=hole("lieu de signature", "convention.lieu_signature"))
    (found,) = missing_values(ctg, [("a.docx", gap), ("b.docx", gap), ("c.docx", gap)])

    assert found.message == "Il manque dans « a.docx » et 2\u00a0autres fichiers : lieu de signature."


def test_a_draft_tells_the_line_of_what_no_final_version_refuses() -> None:
    """A list of délibérations is whole or is not: the final version leaves it out and refuses nothing."""
    ctg = ctg_docs.load(example())
    batch = prepare(ctg, ["liste_deliberations"])
    assert any(document.holes for document in batch.documents)
    assert {(gap.value, gap.place.file) for gap in batch.gaps} == {
        ("autres délibérations de la séance", "deliberations.yaml")
    }
    assert all(gap.place.line for gap in batch.gaps)
