"""The minutes: attendance computed from the composition, one chapter per item, votes in words."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.reunions.decisions import phrase_vote
from ctg_docs.documents.compte_rendu.context import CompteRenduContexte, build
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.releve_decisions.context import build as build_releve
from ctg_docs.holes import is_hole
from ctg_docs.models.deliberation import Vote
from tests.documents.reunions import dossier, reunion


def minutes(**fields: Any) -> CompteRenduContexte:
    return build(dossier(reunion(**{"compte_rendu": {}, **fields})), Situation())[0]


def test_called_members_who_are_not_noted_are_absent() -> None:
    document = minutes(presences=[{"personne": "a", "etat": "present"}, {"personne": "b", "etat": "excuse"}])

    assert {g.titre: [p.nom for p in g.personnes] for g in document.presences} == {
        "1\u00a0personne présente": ["Mme\u00a0Anne ARNAUD"],
        "1\u00a0personne excusée": ["M.\u00a0Bruno BLANC"],
        "1\u00a0personne absente": ["Mme\u00a0Chloé CLAIR"],
    }
    assert (
        document.resume_presences
        == "1\u00a0personne présente, 1\u00a0personne excusée et 1\u00a0personne absente."
    )


def test_nobody_is_absent_while_no_presence_was_noted() -> None:
    document = minutes()

    assert document.presences == ()
    assert document.resume_presences == "Présences non relevées."


def test_represented_member_shows_by_whom_and_keeps_his_structure() -> None:
    document = minutes(presences=[{"personne": "a", "etat": "represente", "represente_par": "c"}])

    (membre,) = document.presences[0].personnes

    assert (membre.note, membre.structure) == ("par Mme\u00a0Chloé CLAIR", "Communauté de communes du Val")


def test_other_participants_are_counted_apart() -> None:
    document = minutes(instance=None, autres_participants=["a", "b"])

    assert [g.titre for g in document.presences] == ["2\u00a0autres participants"]


def test_decisions_are_numbered_as_they_are_read_under_their_items() -> None:
    ctg = dossier(
        reunion(
            ordre_du_jour=[
                {"id": "bilan", "titre": "Bilan", "sous_points": [{"id": "budget", "titre": "Budget"}]},
                {"titre": "Suites"},
            ],
            decisions=[
                {"id": "d1", "texte": "Libre"},
                {"id": "d2", "texte": "Sur le budget", "point": "budget"},
                {"id": "d3", "texte": "Sur le bilan", "point": "bilan"},
                {"id": "d4", "texte": "Sur un point retiré", "point": "retire"},
            ],
        )
    )

    document, releve = build(ctg, Situation())[0], build_releve(ctg, Situation())[0]
    bilan, budget, suites = document.points

    lues = [*bilan.decisions, *budget.decisions, *document.decisions_libres]
    assert [(d.numero, d.texte) for d in lues] == [
        ("1", "Sur le bilan"),
        ("2", "Sur le budget"),
        ("3", "Libre"),
        ("4", "Sur un point retiré"),
    ]
    assert releve.decisions == tuple(lues)
    assert not bilan.sans_echange
    assert suites.sans_echange


def test_action_without_anybody_nor_date_says_so() -> None:
    document = minutes(
        actions=[{"quoi": "Écrire"}, {"quoi": "Relire", "qui": ["a", "b"], "quand": "mars 2024"}]
    )

    assert [(a.qui, a.quand) for a in document.actions] == [
        ("à désigner", "à fixer"),
        ("Mme\u00a0Anne Arnaud et M.\u00a0Bruno Blanc", "mars 2024"),
    ]


def test_real_hours_replace_the_planned_ones() -> None:
    document = minutes(
        heure_debut="14:00", compte_rendu={"heure_debut_reelle": "14:10", "heure_fin_reelle": "17:15"}
    )

    horaires = next(f.texte for f in document.faits if f.etiquette == "Horaires")
    assert horaires.replace("\u00a0", " ") == "Ouverture à 14 h 10, clôture à 17 h 15"
    assert document.cloture.replace("\u00a0", " ").endswith("levée à 17 h 15.")


def test_chair_and_secretary_missing_are_holes() -> None:
    rang = minutes().rangs[0]

    assert rang.droite is not None
    assert is_hole(rang.gauche.nom)
    assert is_hole(rang.droite.nom)


def test_next_meeting_gives_its_date() -> None:
    ctg = dossier(
        reunion(compte_rendu={"prochaine_reunion": "suite"}),
        reunion("suite", titre="COPIL 2", date="2024-06-03"),
    )

    assert (
        build(ctg, Situation())[0].prochaine
        == "Prochaine réunion\u00a0: lundi 3 juin 2024 («\u00a0COPIL 2\u00a0»)."
    )


@pytest.mark.parametrize(
    ("vote", "phrase"),
    [
        ({"votants": 12}, "Adoptée à l’unanimité (12\u00a0voix pour)"),
        ({}, "Adoptée à l’unanimité"),
        (
            {"pour": 9, "contre": 2, "abstentions": 1},
            "Adoptée par 9\u00a0voix pour, 2\u00a0contre et 1\u00a0abstention",
        ),
        ({"pour": 9, "abstentions": 3}, "Adoptée par 9\u00a0voix pour, 0\u00a0contre et 3\u00a0abstentions"),
        ({"pour": 2, "contre": 9}, "Rejetée par 2\u00a0voix pour, 9\u00a0contre et 0\u00a0abstention"),
        (
            {"presents": 10, "pouvoirs": 2, "contre": 1},
            "Adoptée par 11\u00a0voix pour, 1\u00a0contre et 0\u00a0abstention",
        ),
    ],
)
def test_vote_in_words(vote: dict[str, int], phrase: str) -> None:
    assert phrase_vote(Vote.model_validate(vote)) == phrase


def test_says_why_there_is_nothing() -> None:
    with pytest.raises(
        Inapplicable, match="aucune réunion n’a de compte rendu, de présences ni de décisions"
    ):
        build(dossier(reunion()), Situation())
