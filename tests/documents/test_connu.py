"""Every paper has its day: it prints what was known then, of the past and of the parties, and nothing that came later."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.tete import nom_ctg, parties
from ctg_docs.documents.bilan_annuel.context import ContexteBilanAnnuel
from ctg_docs.documents.bilan_annuel.context import build as build_bilan
from ctg_docs.documents.evaluation.context import build as build_evaluation
from ctg_docs.documents.kind import Situation
from ctg_docs.documents.options import Options
from ctg_docs.documents.ordre_du_jour.context import build as build_agenda
from ctg_docs.documents.presentation.context import build as build_slides
from ctg_docs.documents.releve_decisions.context import build as build_releve
from ctg_docs.french import date_longue
from ctg_docs.models.ctg import Ctg
from ctg_docs.ressources import COMPLETE_EXAMPLE
from ctg_docs.steps.build import build
from tests.documents.dossiers import CAF, CC, ctg
from tests.documents.reunions import COPIL, reunion

EXEMPLE = Path(__file__).parents[2] / "examples" / COMPLETE_EXAMPLE
VERSION = "2026-11-16"
COMMUNE = {"id": "melle", "nature": "commune", "nom": "Commune de Melle"}


def signataire(organisme: str) -> dict[str, Any]:
    return {"id": organisme, "organismes": [organisme], "delibere": False}


def dossier(**fields: Any) -> Ctg:
    """Return a convention of 2024-2027 whose avenant of December 2025 adds a year and a party."""
    avenant = {
        "id": "avenant-1",
        "date_signature": "2025-12-11",
        "nouvelle_date_fin": "2028-12-31",
        "nouveaux_signataires": [signataire("melle")],
        "fiches": [{"fiche": "ajoutee", "changement": "ajoutee"}],
    }
    base: dict[str, Any] = {
        "version": {"date": VERSION},
        "convention": {"date_debut": "2024-01-01", "date_fin": "2027-12-31"},
        "organismes": [CAF, CC, COMMUNE],
        "signataires": [signataire("caf"), signataire("cc")],
        "avenants": [avenant],
        "gouvernance": {"instances": [COPIL]},
    }
    return ctg(**{**base, **fields})


def le(jour: str, **fields: Any) -> Ctg:
    return connu_le(dossier(**fields), Situation(), date.fromisoformat(jour))


# --- the convention as its avenants make it


@pytest.mark.parametrize(
    ("jour", "periode", "nombre"),
    [
        ("2024-02-01", "2024-2027", 2),
        ("2025-12-10", "2024-2027", 2),
        ("2025-12-11", "2024-2028", 3),
        ("2030-01-01", "2024-2028", 3),
    ],
)
def test_a_paper_names_the_period_and_the_parties_of_its_day(jour: str, periode: str, nombre: int) -> None:
    connu = le(jour)

    assert nom_ctg(connu) == f"CTG Val {periode}"
    assert len(parties(connu)) == nombre


def test_an_avenant_that_nobody_signed_changes_nothing_yet() -> None:
    avenant = {"id": "a", "nouvelle_date_fin": "2028-12-31", "nouveaux_signataires": [signataire("melle")]}
    for sans in (
        avenant,
        {**avenant, "date_signature": "2027"},
        {**avenant, "date_signature": "2025", "base": {"titre": "Autre"}},
    ):
        assert nom_ctg(connu_le(dossier(avenants=[sans]), Situation())) == "CTG Val 2024-2027"


def test_without_any_date_the_dossier_is_as_it_is_written() -> None:
    ecrit = dossier(version={})

    assert connu_le(ecrit, Situation()) is ecrit


# --- what came later


def test_nothing_later_is_told_of_a_past_day() -> None:
    connu = le(
        "2024-02-01",
        historique=[{"date": d, "texte": d} for d in ("2023", "2024-01-18", "2025-12-11", "mars 2024")],
        fiches_actions=[{"id": "f", "intitule": "Ouvrir"}, {"id": "ajoutee", "intitule": "Joindre"}],
        evaluations=[{"nature": "precedente", "date": "2023"}, {"nature": "finale", "date": "2027"}],
        articulation={
            "projets": [{"id": "pedt", "nature": "pedt", "nom": "PEdT", "date_signature": "2024-07-05"}]
        },
        equipements=[
            {
                "id": "e",
                "nom": "Crèche",
                "type": "eaje",
                "activites": [{"annee": 2025, "places": 3}, {"annee": 2023, "places": 2}],
            },
            {"id": "n", "nom": "Nid", "type": "eaje", "ouverture": "septembre 2026"},
        ],
        strategie={
            "construction": {
                "etapes": [
                    {
                        "titre": "Suivi",
                        "etat": "en_cours",
                        "position_actuelle": True,
                        "points": ["Avenant du 11 décembre 2025", "Bilan"],
                    },
                    {"titre": "Évaluation", "etat": "a_venir", "points": ["Remise le 4 juin 2028"]},
                ]
            }
        },
        retroplanning={"pistes": [{"nom": "CTG", "etapes": [{"titre": "Bilan", "debut": "2026-T4"}]}]},
    )

    assert [e.texte for e in connu.historique] == ["2023", "2024-01-18"]
    assert [f.id for f in connu.fiches_actions] == ["f"]
    assert [e.nature for e in connu.evaluations] == ["precedente"]
    assert connu.articulation.projets[0].date_signature is None
    assert [(e.id, [a.annee for a in e.activites]) for e in connu.equipements] == [
        ("e", [2023]),
        ("n", []),
    ]
    assert connu.strategie.construction is not None
    assert [(e.etat, e.position_actuelle, e.points) for e in connu.strategie.construction.etapes] == [
        (None, False, ("Bilan",)),
        (None, False, ("Remise le 4 juin 2028",)),
    ]
    assert connu.retroplanning is None


def test_a_calendar_that_runs_is_seen_from_the_day() -> None:
    etapes = [
        {"titre": "Fait", "debut": "2024-01-05", "etat": "realise"},
        {"titre": "Suite", "debut": "2024-T4", "etat": "realise"},
    ]
    planning = le(
        "2024-02-01", retroplanning={"aujourd_hui": VERSION, "pistes": [{"nom": "CTG", "etapes": etapes}]}
    ).retroplanning

    assert planning is not None
    assert planning.aujourd_hui is not None
    assert planning.aujourd_hui.jour == date(2024, 2, 1)
    assert [e.etat for e in planning.pistes[0].etapes] == ["realise", None]


def test_meetings_to_come_are_told_only_once_announced_and_without_what_they_decided() -> None:
    suite = {"decisions": [{"id": "d", "texte": "Oui"}], "presences": [{"personne": "a", "etat": "present"}]}
    connu = le(
        "2024-02-01",
        reunions=[
            reunion(
                "tenue",
                date="2024-01-10",
                decisions=[{"id": "t", "texte": "Non", "statut": "fait", "date_statut": "2025-01-01"}],
            ),
            reunion("annoncee", date="2024-03-01", convocation={"date_envoi": "2024-01-20"}, **suite),
            reunion("inconnue", date="2026-05-21", convocation={"date_envoi": "2026-05-01"}, **suite),
            reunion("a-choisir", date=None),
        ],
    )

    assert [r.id for r in connu.reunions] == ["tenue", "annoncee", "a-choisir"]
    assert [(d.statut, d.date_statut) for d in connu.reunions[0].decisions] == [("a_faire", None)]
    assert not connu.reunions[1].decisions
    assert not connu.reunions[1].presences


@cache
def exemple() -> Ctg:
    return ctg_docs.load(EXEMPLE)


@given(st.integers(0, 1100))
@settings(max_examples=15, deadline=None)
def test_no_dated_fact_of_a_view_is_after_its_day(jours: int) -> None:
    jour = date(2023, 11, 1) + timedelta(days=jours)
    connu = connu_le(exemple(), Situation(), jour)

    assert all(e.date.debut <= jour for e in connu.historique)
    assert all(r.date is None or r.date <= jour or not r.decisions for r in connu.reunions)
    assert all(d.date_statut is None or d.date_statut <= jour for r in connu.reunions for d in r.decisions)
    assert connu == connu_le(exemple(), Situation(), jour)


# --- the papers


def test_slides_of_a_past_meeting_tell_no_later_day() -> None:
    (deck,) = build_slides(exemple(), Situation(reunion="2024-02-01-reunion-partenariale"))

    dits = str(deck.diapos)
    assert all(
        mot not in dits for mot in ("2025", date_longue(date(2026, 5, 21)), "avenant n°", "Aujourd’hui, 16")
    )
    assert "Bilan 2025" not in dits


def test_slides_are_for_the_next_meeting_of_the_partners_else_for_today() -> None:
    passee = reunion(
        "passee", instance=None, titre="Passée", date="2024-01-01", ordre_du_jour=[{"titre": "Un"}]
    )
    future = reunion(
        "future", instance=None, titre="Future", date="2027-01-01", ordre_du_jour=[{"titre": "Un"}]
    )

    for reunions, titre in (
        ([passee, future], "Future"),
        ([passee], "CTG Val 2024-2028"),
        ([], "CTG Val 2024-2028"),
    ):
        (deck,) = build_slides(
            dossier(reunions=reunions, presentation={"definition": ["Un projet."]}), Situation()
        )
        assert deck.pied == f"{titre} – PROJET"


def _bilan(**fields: Any) -> ContexteBilanAnnuel:
    suivi = [{"annee": 2025, "texte": "Fait.", "statut": "en_cours"}]
    fiche = {"id": "f", "intitule": "Ouvrir", "suivi": suivi}
    plus_tard = {
        "id": "g",
        "intitule": "Loger",
        "statut": "en_cours",
        "calendrier": {"debut": "2026-01"},
        "indicateurs": [{"intitule": "Logés"}],
    }
    return build_bilan(dossier(fiches_actions=[fiche, plus_tard], **fields), Situation())[0]


def test_an_action_that_begins_later_is_to_come_and_owes_nothing_of_the_year() -> None:
    bilan = _bilan()

    assert bilan.avancement_total.nombres == ("–", "1", "–", "1", "–")
    assert [a.texte for a in bilan.actions if a.intitule == "Loger"] == ["Commence en janvier 2026."]
    assert [i.constat for i in bilan.indicateurs if i.intitule == "Logés"] == ["action à venir"]
    assert not any("Loger" in m for m in bilan.manquantes)


def test_a_review_is_that_of_the_eve_of_the_meeting_that_examined_it() -> None:
    avant = reunion(
        "avant",
        date="2026-02-05",
        decisions=[{"id": "a", "texte": "Soumettre", "statut": "fait", "date_statut": "2026-05-21"}],
    )
    decisions = [{"id": "b", "texte": "Adopter", "type": "bilan"}, {"id": "c", "texte": "Décaler"}]
    bilan = _bilan(reunions=[avant, reunion("copil", date="2026-05-21", decisions=decisions)])

    assert [d.texte for d in bilan.decisions] == ["Soumettre"]
    assert bilan.essentiel[-1] == "Bilan présenté à la réunion du 21 mai 2026."
    assert not any("présenté" in phrase for phrase in _bilan(reunions=[avant]).essentiel)


def test_an_evaluation_is_signed_by_the_parties_of_its_day_and_the_previous_one_by_who_prints_it() -> None:
    evaluations = [
        {
            "nature": "precedente",
            "periode": "2020-2023",
            "questions": [{"critere": "pertinence", "question": "Quoi ?"}],
        },
        {"nature": "mi_parcours", "date": "2025-06"},
        {"nature": "finale", "date": "2027-2028"},
    ]
    precedente, milieu, finale = build_evaluation(dossier(evaluations=evaluations), Situation())

    assert (precedente.titre_courant, precedente.parties) == (
        "CTG Val 2020-2023",
        ("Communauté de communes du Val",),
    )
    assert (milieu.titre_courant, len(milieu.parties)) == ("CTG Val 2024-2027", 2)
    assert (finale.titre_courant, len(finale.parties)) == ("CTG Val 2024-2028", 3)


def test_an_agenda_follows_the_decisions_that_were_open_on_its_day() -> None:
    passee = reunion(
        "passee",
        date="2025-02-05",
        decisions=[{"id": "a", "texte": "Écrire", "statut": "fait", "date_statut": "2025-09-01"}],
    )
    pendant = reunion("pendant", date="2025-04-03", ordre_du_jour=[{"titre": "Suites"}])
    apres = reunion("apres", date="2025-10-01", ordre_du_jour=[{"titre": "Suites"}])

    suites = [
        [s.texte for s in p.suites]
        for p in build_agenda(dossier(reunions=[passee, pendant, apres]), Situation())
    ]
    assert suites == [["Écrire"], []]


def test_a_table_of_decisions_says_until_when_they_are_followed() -> None:
    decision = {"id": "a", "texte": "Écrire", "statut": "fait", "date_statut": "2025-09-01"}
    suivie, neuve = build_releve(
        dossier(
            reunions=[
                reunion("suivie", date="2025-02-05", decisions=[decision]),
                reunion("neuve", date=VERSION, decisions=[{"id": "b", "texte": "Lire"}]),
            ]
        ),
        Situation(),
    )

    assert [f.texte for f in suivie.faits if f.etiquette == "Suivi"] == ["Au 16 novembre 2026"]
    assert "Suivi" not in [f.etiquette for f in neuve.faits]


@pytest.mark.parametrize(
    ("champs", "kind", "projet"),
    [
        ({"compte_rendu": {"etat": "valide", "president": "a", "secretaire": "b"}}, "compte_rendu", False),
        ({"compte_rendu": {"etat": "valide", "secretaire": "b"}}, "compte_rendu", True),
        ({"compte_rendu": {"etat": "projet", "president": "a", "secretaire": "b"}}, "compte_rendu", True),
        ({"convocation": {"date_envoi": "2026-10-01"}}, "ordre_du_jour", False),
        ({"convocation": {"date_envoi": "2026-10-01"}}, "convocation", True),
        ({"convocation": {"date_envoi": "2026-12-01"}}, "ordre_du_jour", True),
        ({}, "ordre_du_jour", True),
    ],
)
def test_what_was_sent_or_approved_is_no_draft_unless_it_lacks_something(
    champs: dict[str, Any], kind: str, projet: bool
) -> None:
    dossier_ = dossier(
        reunions=[reunion("copil", date="2026-10-20", ordre_du_jour=[{"titre": "Un"}], **champs)]
    )
    (contexte, *_) = build(dossier_, get_kind(kind), Options())

    assert contexte.projet is projet
    assert bool(contexte.mention) is projet


def test_the_foot_of_a_meeting_paper_tells_the_meeting_and_no_version_of_today() -> None:
    (agenda,) = build_agenda(
        dossier(reunions=[reunion("copil", ordre_du_jour=[{"titre": "Un"}])]), Situation()
    )

    assert agenda.pied == "Ordre du jour – réunion du 19 janvier 2024"


def test_slides_call_to_no_meeting_that_is_over() -> None:
    reunions = [
        reunion("passee", titre="Passée", date="2026-05-21"),
        reunion("future", titre="Future", date="2026-12-10"),
    ]
    etapes = [{"titre": r["titre"], "reunion": r["id"]} for r in reunions]

    (deck,) = build_slides(
        dossier(reunions=reunions, strategie={"construction": {"etapes": etapes}}), Situation()
    )
    titres = [d.titre for d in deck.diapos]
    assert "Future" in titres
    assert "Passée" not in titres
