"""The dossier of the day of an act: what came later is not in it, what was known then stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ctg_docs.documents.convention.context import build as build_convention
from ctg_docs.documents.kind import Situation
from ctg_docs.models.au_jour import au_jour, avenants_apres
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.operation import Statut
from tests.documents.dossiers import CAF, CC, ctg

JOUR = date(2023, 12, 14)
PLAN = {"lignes": [{"sens": "depense", "nature": "Poste", "montant_euros": 10, "realise_euros": 9}]}
FICHE: dict[str, Any] = {
    "id": "f1",
    "intitule": "Ouvrir un accueil",
    "rattachement": "e",
    "statut": "realise",
    "date_version": "2026-05-21",
    "calendrier": {"debut": "2024-03"},
    "etapes": [
        {"nom": "Étudier", "echeance": "2023-06", "realise": True},
        {"nom": "Ouvrir", "echeance": "2025-01", "realise": True},
        {"nom": "Dire", "realise": True},
    ],
    "suivi": [{"annee": 2023, "texte": "Lancée"}, {"annee": 2025, "statut": "en_cours", "texte": "Ouverte"}],
    "indicateurs": [
        {"intitule": "Places", "realisations": [{"annee": 2023, "valeur": 1}, {"annee": 2025, "valeur": 8}]}
    ],
    "budget": PLAN,
    "operations": [{"intitule": "Travaux", "statut": "realise", "budget": PLAN}],
}
AVENANT = {"id": "avenant-1", "numero": 1, "types": ["autre"], "date_signature": "2025-12-11"}


def dossier(*avenants: dict[str, Any], fiche: dict[str, Any] | None = None, **fields: Any) -> Ctg:
    autre = {"id": "f2", "intitule": "Former", "rattachement": "e"}
    return ctg(
        strategie={"objectifs": [{"id": "e", "intitule": "Enjeu"}]},
        fiches_actions=[{**FICHE, **(fiche or {})}, autre],
        avenants=[{**AVENANT, "id": f"avenant-{n}", "numero": n, **a} for n, a in enumerate(avenants, 1)],
        **fields,
    )


def test_nothing_that_came_later_is_in_it() -> None:
    fiche = au_jour(dossier(), JOUR).fiches_actions[0]

    assert fiche.statut is Statut.A_VENIR
    assert [bool(e.realise) for e in fiche.etapes] == [True, False, False]
    assert [s.annee for s in fiche.suivi] == [2023]
    assert [r.annee for r in fiche.indicateurs[0].realisations] == [2023]
    assert fiche.budget is not None
    assert fiche.budget.lignes[0].realise_euros is None
    assert (fiche.operations[0].statut, fiche.operations[0].budget) == (None, fiche.budget)


@pytest.mark.parametrize("ecrite", ["2023-11-02", "2023-12-14"])
def test_a_version_of_before_or_of_the_day_stays_as_it_was_written(ecrite: str) -> None:
    fiche = au_jour(dossier(fiche={"date_version": ecrite, "statut": "en_cours"}), JOUR).fiches_actions[0]
    assert fiche.statut is Statut.EN_COURS
    assert all(e.realise for e in fiche.etapes)
    assert fiche.budget is not None
    assert fiche.budget.lignes[0].realise_euros == 9


@pytest.mark.parametrize(
    ("jour", "champs", "attendu"),
    [
        (date(2025, 12, 11), {}, Statut.EN_COURS),
        (date(2024, 6, 1), {}, Statut.EN_COURS),
        (date(2024, 2, 1), {}, Statut.A_VENIR),
        (date(2024, 6, 1), {"calendrier": None}, Statut.A_VENIR),
        (date(2024, 6, 1), {"statut": None}, None),
    ],
)
def test_the_progress_is_what_was_told_then(
    jour: date, champs: dict[str, Any], attendu: Statut | None
) -> None:
    assert au_jour(dossier(fiche=champs), jour).fiches_actions[0].statut is attendu


@pytest.mark.parametrize(
    ("avenants", "attendues"),
    [
        ([], ["f1", "f2"]),
        ([{"fiches": [{"fiche": "f2", "changement": "ajoutee"}]}], ["f1"]),
        ([{"fiches": [{"fiche": "f2", "changement": "modifiee"}]}], ["f1", "f2"]),
        ([{"fiches": [{"fiche": "f2", "changement": "ajoutee"}], "date_signature": None}], ["f1"]),
        (
            [{"fiches": [{"fiche": "f2", "changement": "ajoutee"}], "date_signature": "2023-12-14"}],
            ["f1", "f2"],
        ),
        ([{"fiches": [{"fiche": "f2", "changement": "ajoutee"}], "base": {"titre": "Autre"}}], ["f1", "f2"]),
        ([{"types": ["integration_plan_actions"]}], []),
        ([{}, {"fiches": [{"fiche": "f1", "changement": "ajoutee"}]}], ["f2"]),
    ],
)
def test_what_a_later_avenant_adds_is_not_in_it(avenants: list[dict[str, Any]], attendues: list[str]) -> None:
    assert [f.id for f in au_jour(dossier(*avenants), JOUR).fiches_actions] == attendues


def test_a_fiche_names_none_that_came_later() -> None:
    tout = dossier(
        {"fiches": [{"fiche": "f2", "changement": "ajoutee"}]},
        fiche={"fiches_liees": ["f2"], "date_version": None},
    )
    assert au_jour(tout, JOUR).fiches_actions[0].fiches_liees == ()
    assert au_jour(tout, date(2026, 1, 1)).fiches_actions[0].fiches_liees == ("f2",)


def test_the_equipment_of_a_newcomer_comes_with_it() -> None:
    commune = {"id": "orvaine", "nature": "commune", "nom": "Commune d’Orvaine"}
    equipements = [{"id": i, "type": "alsh", "nom": i, "gestionnaire": i} for i in ("cc", "orvaine")]
    entree = {"nouveaux_signataires": [{"id": "orvaine", "organismes": ["orvaine"]}]}
    tout = dossier(entree, organismes=[CAF, CC, commune], equipements=equipements)
    assert [e.id for e in au_jour(tout, JOUR).equipements] == ["cc"]
    assert [e.id for e in au_jour(tout, date(2025, 12, 11)).equipements] == ["cc", "orvaine"]


def test_a_day_that_is_not_known_changes_nothing() -> None:
    tout = dossier({"fiches": [{"fiche": "f2", "changement": "ajoutee"}]})
    assert au_jour(tout, None) is tout
    assert avenants_apres(tout, None) == ()


def test_a_fiche_that_was_reworded_says_by_what() -> None:
    tout = dossier(
        {"fiches": [{"fiche": "f1", "changement": "modifiee"}]},
        convention={
            "date_signature_administrative": "2023-12-14",
            "annexes": [{"id": "fiches", "contenu": "fiches_actions"}],
        },
    )
    (page,) = build_convention(tout, Situation())
    fiches = next(a.fiches for a in page.annexes if a.fiches)
    assert fiches.fiches[0].version.replace("\u00a0", " ") == "Rédaction issue de l’avenant n° 1."


@pytest.mark.parametrize(
    ("point", "reste"),
    [
        ("Réunion du 31 septembre 2025", True),
        ("Séance du 30 février 2030", True),
        ("Avenant du 11 décembre 2025", False),
        ("Réunion du 1er mars 2023", True),
    ],
)
def test_a_day_that_no_calendar_has_stops_no_paper(point: str, reste: bool) -> None:
    etapes = [{"titre": "Élaborer", "etat": "realise", "points": [point]}]
    strategie = {"construction": {"etapes": etapes}}
    construction = au_jour(ctg(strategie=strategie), date(2024, 1, 19)).strategie.construction
    assert construction is not None
    assert construction.etapes[0].points == ((point,) if reste else ())
