"""Every way through the templates that examples hardly take: as many columns as may be, each kind of cell in each."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.calendrier.planning import COLONNES_MAX
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.fiche_action.context import build as build_fiches
from ctg_docs.documents.kind import Situation
from ctg_docs.documents.retroplanning.context import build as build_retroplanning
from ctg_docs.engine import template_coverage
from tests.documents.dossiers import ctg
from tests.documents.rendu import text_of

ANNEES_MAX = 8
ASPECTS: tuple[dict[str, Any], ...] = (
    {"etat": "realise"},
    {"etat": "en_cours"},
    {"etat": "a_venir"},
    {"a_confirmer": True},
    {"jalon": True},
)
NEVER_EMPTY = re.compile(
    r"for (?:planche|groupe|e|r|p) in|for (?:ligne|rangee|objectif|resultat|operation|etape|i|r) in |for valeur in ligne\.rangees|for annee in fiche\.suivi"
)
"""Lists that the contexts, or a condition around them, never leave empty."""


def missed(kind: str, contextes: list[Contexte]) -> list[str]:
    """Return the branches that no context takes, but for the lists that can't be empty."""
    branches = template_coverage(get_kind(kind).build_template(), contextes)
    assert len(branches) > 100
    return [
        f"{b.expression} : {b.outcome}"
        for b in branches
        if not b.hits and not (b.outcome == "liste vide" and NEVER_EMPTY.search(b.expression))
    ]


def mois(rang: int) -> str:
    return f"{2024 + rang // 12}-{rang % 12 + 1:02}"


def retroplanning(nombre: int, **fields: Any) -> Contexte:
    """Return a planning of some months, where each column holds every look of a cell."""
    etapes = [
        {"titre": f"Étape {rang + 1}", "debut": mois(rang), **aspect}
        for rang in range(nombre)
        for aspect in ASPECTS
    ]
    etapes += [
        {"titre": "Réunir", "debut": mois(0), "fin": mois(nombre - 1)},
        {"titre": "Préparer", "debut": "2023-12", "texte": "En amont", "responsable": "cc"},
    ]
    retro = {
        "periodes": [mois(rang) for rang in range(nombre)],
        "pistes": [{"nom": "CTG", "etapes": etapes}, {"nom": "PEdT", "etapes": [{"titre": "Bilan"}]}],
        **fields,
    }
    return build_retroplanning(ctg(retroplanning=retro), Situation(final=nombre % 2 == 0))[0]


def test_every_cell_of_every_planning_can_have_every_look() -> None:
    jours = (None, "2024-01-15")
    plannings = [retroplanning(n, aujourd_hui=j) for n in range(1, COLONNES_MAX + 1) for j in jours]
    cible = {"cible": "2025-12", "remarques": ["Les dates d’été restent à fixer."]}
    plannings.append(retroplanning(COLONNES_MAX + 2, **cible))
    plannings.append(retroplanning(2, pistes=[{"nom": "CTG", "etapes": [{"titre": "Bilan"}]}]))

    assert missed("retroplanning", plannings) == []


@pytest.mark.parametrize("nombre", [1, 2, COLONNES_MAX])
def test_a_planning_prints_each_period_once(nombre: int) -> None:
    texte = text_of("retroplanning", retroplanning(nombre))

    (tete,) = [line for line in texte.splitlines() if line.startswith("|= Étape |") and "Quand" not in line]
    assert tete.count("|") == nombre + 2


def operation(rang: int, **fields: Any) -> dict[str, Any]:
    return {"intitule": f"Opération {rang}", **fields}


def fiches(annees: int, **champs: Any) -> list[Contexte]:
    """Return fiches of a convention of some years, rich and bare, active in the even years then in the odd ones."""
    budget = {"sens": "depense", "nature": "Achats", "montant_euros": 100}
    recette = {"sens": "recette", "nature": "Aide", "montant_euros": 100}
    nature = {"sens": "recette", "nature": "Prêt de salle", "montant_euros": 10, "en_nature": True}
    actions: list[dict[str, Any]] = [
        {"operations": [operation(i, pilote="cc") for i in range(2)], "budget": {"lignes": [budget]}},
        {"operations": [operation(i, descriptif="Texte.") for i in range(3)], "budget": {"lignes": [recette]}},
        {"operations": [operation(i, descriptif="Texte." if i else None, statut="en_cours") for i in range(4)],
         "budget": {"lignes": [budget, recette, nature]}, "tags": ["accueil"] if annees > 1 else [],
         "indicateurs": [{"intitule": "Nombre", "realisations": [{"annee": 2024, "valeur": 1}]},
                         {"intitule": "Avis", "source": "Caf", "nature": "qualitatif"}],
         "etapes": [{"nom": "Choisir"}], "suivi": [{"annee": 2024, "texte": "Fait."}]},
        {"budget": {"lignes": [budget] * 6 + [recette] * 6 + [nature] * 6}},
        {"budget": {"sans_incidence": True}, "calendrier": {"texte": "au fil de l’eau"}},
        {"indicateurs": [{"intitule": f"Nombre {rank}", **({} if rank else {"source": "Caf"})} for rank in range(6)],
         "suivi": [{"annee": 2020 + rank, "texte": "Fait."} for rank in range(6)]},
        {"calendrier": {"debut": "2022", "fin": "2022"}},
    ]  # fmt: skip
    actions += [
        {"etapes": [{"nom": f"Étape {rank}", "realise": done} for rank in range(number)]}
        for number in range(1, 8)
        for done in (True, False)
    ]
    for parite in range(2):
        actions += [
            {"calendrier": {"debut": str(2024 + a), "fin": str(2024 + a)}}
            for a in range(annees)
            if a % 2 == parite
        ]
    dossier = ctg(
        convention={"date_debut": "2024-01-01", "date_fin": f"{2023 + annees}-12-31"},
        strategie={"objectifs": [{"id": "o", "intitule": "Accueillir"}]},
        **champs,
        fiches_actions=[
            {"id": f"f{i}", "intitule": f"Action {i}", "rattachement": "o", **a}
            for i, a in enumerate(actions)
        ],
    )
    return list(build_fiches(dossier, Situation(final=annees % 2 == 0)))


def test_fiches_take_every_way_through_their_template() -> None:
    contextes = [fiche for annees in range(1, ANNEES_MAX + 1) for fiche in fiches(annees)]
    contextes += fiches(1, parametres={"presentation_fiches": "compacte"})

    assert missed("fiche_action", contextes) == []
