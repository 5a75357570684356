"""What the papers of a meeting say of who came, who does what, what was decided: one case per cause, and its siblings."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.reunions.decisions import decisions_ouvertes
from ctg_docs.documents._communs.reunions.presences import convies
from ctg_docs.documents.compte_rendu.context import CompteRenduContexte
from ctg_docs.documents.compte_rendu.context import build as build_compte_rendu
from ctg_docs.documents.feuille_emargement.context import build as build_feuille
from ctg_docs.documents.kind import Situation
from tests.documents.dossiers import ctg
from tests.documents.reunions import COPIL, dossier, reunion

PROJET = Situation()


def minutes(**fields: Any) -> CompteRenduContexte:
    return build_compte_rendu(dossier(reunion(**fields)), PROJET)[0]


# --- who came, who does what


def test_who_presides_writes_or_speaks_is_no_guest_of_the_meeting() -> None:
    document = minutes(
        instance=None,
        autres_participants=["a", "b", "c"],
        ordre_du_jour=[{"titre": "Bilan", "intervenants": [{"personne": "b"}]}],
        compte_rendu={"president": "a"},
    )

    assert [(g.titre, [p.id for p in g.personnes]) for g in document.presences] == [
        ("2\u00a0personnes présentes", ["a", "b"]),
        ("1\u00a0autre personne présente", ["c"]),
    ]


def test_the_sheet_counts_who_is_expected_and_not_who_came_unexpected() -> None:
    instances = [{**COPIL, "membres": [{"personne": "a"}]}]
    annoncee = reunion(autres_participants=["c"])
    tenue = reunion(autres_participants=["c"], presences=[{"personne": "a", "etat": "present"}])
    avant, apres = (ctg(gouvernance={"instances": instances}, reunions=[r]) for r in (annoncee, tenue))

    assert [p.id for p in convies(avant, avant.reunions[0], PROJET)] == ["a", "c"]
    assert [p.id for p in convies(apres, apres.reunions[0], PROJET)] == ["a"]


@pytest.mark.parametrize(
    ("qui_texte", "attendu"),
    [
        ("avec la Mission locale", "Mme\u00a0Anne Arnaud, avec la Mission locale"),
        ("Avec les services", "Mme\u00a0Anne Arnaud, avec les services"),
        ("service enfance", "Mme\u00a0Anne Arnaud et service enfance"),
        (None, "Mme\u00a0Anne Arnaud"),
    ],
)
def test_help_is_no_second_person_in_charge(qui_texte: str | None, attendu: str) -> None:
    action = {"quoi": "Chercher", "qui": ["a"], "qui_texte": qui_texte}

    assert minutes(actions=[action], compte_rendu={}).actions[0].qui == attendu


def test_minutes_tell_what_was_asked_for_and_not_what_was_done_since() -> None:
    actions = [
        {"quoi": "Écrire", "quand": "mars 2024", "fait": True},
        {"quoi": "Lire", "fait": True},
        {"quoi": "Dire"},
    ]

    assert [a.quand for a in minutes(actions=actions, compte_rendu={}).actions] == [
        "mars 2024",
        "–",
        "à fixer",
    ]


def test_minutes_say_the_hours_noted_and_no_duration_that_differs() -> None:
    prevue = {"heure_debut": "14:00", "duree_texte": "Deux heures"}
    tenue = minutes(**prevue, compte_rendu={"heure_debut_reelle": "14:05", "heure_fin_reelle": "15:50"})
    annoncee = minutes(**prevue, compte_rendu={})

    assert "Durée" not in [f.etiquette for f in tenue.faits]
    assert "Durée" in [f.etiquette for f in annoncee.faits]


def test_what_is_decided_on_an_item_follows_all_the_exchanges_that_led_to_it() -> None:
    document = minutes(
        ordre_du_jour=[
            {
                "id": "un",
                "titre": "Un",
                "sous_points": [
                    {"id": "deux", "titre": "Deux", "sous_points": [{"titre": "Trois", "echanges": "Dit."}]},
                    {"titre": "Quatre"},
                ],
            }
        ],
        decisions=[
            {"id": "d1", "texte": "Un", "point": "un"},
            {"id": "d2", "texte": "Deux", "point": "deux"},
        ],
    )

    assert [(p.titre, [d.texte for d in p.conclusions]) for p in document.points] == [
        ("Un", []),
        ("Deux", []),
        ("Trois", ["Deux"]),
        ("Quatre", ["Un"]),
    ]
    assert not any(p.decisions for p in document.points)


def test_the_attendance_sheet_says_where_whatever_else_is_known() -> None:
    feuille = build_feuille(
        dossier(
            reunion(heure_debut="14:00", duree_texte="Deux heures", visio="https://v", lieu={"nom": "Mairie"})
        ),
        PROJET,
    )[0]

    assert ("Lieu", "Mairie") in [(f.etiquette, f.texte) for f in feuille.faits]


# --- what a meeting that was held says of itself


def test_minutes_confirm_nothing_and_name_themselves() -> None:
    tenue = minutes(compte_rendu={"etat": "projet"}, lieu={"nom": "Mairie", "a_confirmer": True})
    faits = {f.etiquette: f.texte for f in tenue.faits}

    assert faits["Lieu"] == "Mairie"
    assert "Horaires" not in faits
    assert faits["État"] == "Projet de compte rendu"
    assert {f.etiquette: f.texte for f in minutes(compte_rendu={"heure_debut_reelle": "9:05"}).faits}[
        "Horaires"
    ] == "Ouverture à 9\u00a0h\u00a005"


@pytest.mark.parametrize(
    ("etat", "decisions", "debut"),
    [
        ("valide", [], "Aucune décision n’est prise. La séance est levée."),
        ("projet", [], "La séance est levée."),
        ("valide", [{"id": "d", "texte": "Oui"}], "La séance est levée."),
    ],
)
def test_approved_minutes_say_that_nothing_was_decided(
    etat: str, decisions: list[dict[str, str]], debut: str
) -> None:
    assert minutes(compte_rendu={"etat": etat}, decisions=decisions).cloture == debut


def test_a_decision_that_nobody_carries_has_no_line_for_it() -> None:
    assert minutes(decisions=[{"id": "d", "texte": "Oui"}]).decisions_libres[0].suite == ""


@pytest.mark.parametrize(
    ("decision", "ouverte"),
    [
        ({"type": "bilan"}, False),
        ({"type": "bilan", "responsable": "a"}, True),
        ({"type": "bilan", "statut": "a_faire"}, True),
        ({"type": "bilan", "statut": "en_cours"}, True),
        ({}, True),
    ],
)
def test_a_review_adopted_is_not_to_be_carried_out(decision: dict[str, str], ouverte: bool) -> None:
    avant = reunion("avant", date="2024-01-10", decisions=[{"id": "d", "texte": "Adopter", **decision}])
    dossier_ = dossier(avant, reunion("apres", date="2024-06-10"))

    assert bool(decisions_ouvertes(dossier_, dossier_.reunions[1], PROJET)) is ouverte


@pytest.mark.parametrize(
    ("titre", "sous_titre"),
    [
        ("Premier comité de pilotage", "Premier comité de pilotage"),
        ("Comité de pilotage : bilan", "Comité de pilotage : bilan"),
        ("Bilan de l’année", "Bilan de l’année – Comité de pilotage (COPIL)"),
    ],
)
def test_the_subtitle_names_the_instance_once(titre: str, sous_titre: str) -> None:
    assert minutes(titre=titre, compte_rendu={}).sous_titre == sous_titre
