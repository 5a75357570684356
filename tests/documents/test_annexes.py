"""Annexes that hold: the frame's list completed, the fiches whole inside the convention, nothing blank."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.convention.context import ContexteConvention
from ctg_docs.holes import plain
from ctg_docs.steps.holes import holes_of
from tests.documents.dossiers import convention

FICHES = [
    {
        "id": f"f{i}",
        "intitule": f"Ouvrir la crèche {i}",
        "rattachement": "o",
        "suivi": [{"annee": annee, "texte": f"Bilan {annee}"} for annee in (2023, 2025)],
        "indicateurs": [{"intitule": "Places", "realisations": [{"annee": 2025, "valeur": 4321}]}],
    }
    for i in (1, 2, 3)
]
PLAN: dict[str, Any] = {
    "strategie": {"objectifs": [{"id": "o", "intitule": "Grandir"}]},
    "fiches_actions": FICHES,
    "gouvernance": {"instances": [{"id": "c", "nom": "Comité de pilotage", "nature": "copil"}]},
}
SCHEMA = {"id": "schema", "contenu": "texte", "titre": "Schéma de développement", "texte": "Quatre axes."}


def annexed(*annexes: dict[str, Any], **fields: Any) -> ContexteConvention:
    suite = {k: v for k, v in fields.items() if k in ("annexes_seules", "date_signature_administrative")}
    reste = {k: v for k, v in fields.items() if k not in suite}
    return convention(convention={"annexes": list(annexes), **suite}, **reste)


def titles(contexte: ContexteConvention) -> list[str]:
    return [a.titre for a in contexte.annexes]


CADRE = ["Plan d’actions et moyens mobilisés", "Pilotage et collaboration", "Évaluation"]


@pytest.mark.parametrize(
    ("annexes", "attendu"),
    [
        ((), CADRE),
        ((SCHEMA,), [*CADRE, "Schéma de développement"]),
        (({"id": "e", "contenu": "evaluation", "titre": "Suivi"}, SCHEMA), [*CADRE[:2], "Suivi", SCHEMA["titre"]]),
        ((SCHEMA, {"id": "p", "contenu": "plan_actions"}), [SCHEMA["titre"], *CADRE]),
        (({"id": "evaluation", "contenu": "texte", "texte": "Par enquête."},), [*CADRE[:2], "Texte libre"]),
        (({"id": "f", "contenu": "fiches_actions"},), [*CADRE, "Fiches actions"]),
    ],
)  # fmt: skip
def test_the_dossier_completes_the_frame(annexes: tuple[dict[str, Any], ...], attendu: list[str]) -> None:
    assert titles(annexed(*annexes, **PLAN)) == attendu


def test_the_dossier_may_keep_to_its_own() -> None:
    assert titles(annexed(SCHEMA, annexes_seules=True, **PLAN)) == [SCHEMA["titre"]]


def test_every_annexe_is_partie_integrante() -> None:
    contexte = annexed({"id": "f", "contenu": "fiches_actions"}, SCHEMA, **PLAN)
    revision = next(a for a in contexte.articles if "révision" in a.titre)
    assert len(titles(contexte)) > 2
    for rang, titre in enumerate(titles(contexte), 1):
        assert f"annexe {rang} – {titre}" in revision.texte.text.replace("\u00a0", " ")


def test_the_fiches_are_whole_and_of_the_day() -> None:
    contexte = annexed(
        {"id": "f", "contenu": "fiches_actions"}, date_signature_administrative="2023-12-18", **PLAN
    )
    fiches = contexte.annexes[-1].fiches
    assert fiches is not None
    assert [f.intitule for f in fiches.fiches] == [f["intitule"] for f in FICHES]
    texte = plain(fiches.model_dump_json())
    assert "Bilan 2023" in texte
    assert "Bilan 2025" not in texte
    assert "4" + "321" not in texte.replace("\u202f", "")


@pytest.mark.parametrize(
    "contenu",
    ["diagnostic", "equipements", "plan_actions", "fiches_actions", "gouvernance", "cooperateurs", "evaluation",
     "deliberations", "texte", "fichier"],
)  # fmt: skip
def test_an_annexe_with_nothing_to_show_is_a_marked_hole(contenu: str) -> None:
    contexte = annexed({"id": "vide", "contenu": contenu})
    assert len(contexte.annexes) == 1
    trous = [t for t in holes_of(contexte) if "annexe" in t or "fichier joint" in t]
    assert len(trous) == 1


@pytest.mark.parametrize("contenu", ["diagnostic", "plan_actions", "evaluation"])
def test_its_own_text_fills_an_annexe(contenu: str) -> None:
    contexte = annexed({"id": "libre", "contenu": contenu, "texte": "Voir le rapport de 2023."})
    annexe = contexte.annexes[0]
    assert annexe.texte is not None
    assert annexe.texte.text == "Voir le rapport de 2023."
    assert annexe.plan is None
    assert annexe.diagnostic is None


def test_a_diagnosis_with_only_a_date_is_blank() -> None:
    contexte = annexed({"id": "d", "contenu": "diagnostic"}, diagnostic={"date": "2023"})
    assert any("Diagnostic partagé" in trou for trou in holes_of(contexte))
