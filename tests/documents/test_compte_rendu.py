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


def test_called_members_who_are_not_noted_are_marked_unknown() -> None:
    document = minutes(presences=[{"personne": "a", "etat": "present"}, {"personne": "b", "etat": "excuse"}])

    assert {g.titre: [p.nom for p in g.personnes] for g in document.presences} == {
        "1\u00a0personne présente": ["Mme\u00a0Anne ARNAUD"],
        "1\u00a0personne excusée": ["M.\u00a0Bruno BLANC"],
        "1\u00a0personne dont la présence n’est pas notée": ["Mme\u00a0Chloé CLAIR"],
    }
    assert (
        document.resume_presences
        == "1\u00a0personne présente, 1\u00a0personne excusée et 1\u00a0personne dont la présence n’est pas notée."
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

    assert [g.titre for g in document.presences] == ["2\u00a0autres personnes présentes"]


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

    lues = [*budget.decisions, *budget.conclusions, *document.decisions_libres]
    assert [(d.numero, d.texte) for d in lues] == [
        ("1", "Sur le budget"),
        ("2", "Sur le bilan"),
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
        ("À désigner", "à fixer"),
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


def test_all_present_but_a_few_is_said_so() -> None:
    noted = [{"personne": p, "etat": "present"} for p in "ab"]
    assert minutes(presences=[*noted, {"personne": "c", "etat": "present"}]).resume_presences == (
        "Toutes les personnes convoquées sont présentes."
    )
    text = minutes(presences=[*noted, {"personne": "c", "etat": "excuse"}]).resume_presences
    assert text.replace("\u00a0", " ") == (
        "Toutes les personnes convoquées sont présentes, sauf Mme Chloé Clair (excusée)."
    )


def test_what_an_item_is_about_has_one_heading() -> None:
    said = {"questions_diverses": "La date est fixée.", "approbation_precedent": "Approuvé."}
    items = [
        {"titre": "Approbation du compte rendu du 3 mai"},
        {"titre": "Bilan"},
        {"titre": "Questions diverses", "echanges": "Rien."},
    ]
    document = minutes(ordre_du_jour=items, compte_rendu=said)
    assert (document.questions_diverses.text, document.approbation) == ("", "")
    assert [p.echanges.text for p in document.points] == ["Approuvé.", "", "Rien.\n\nLa date est fixée."]
    assert [p.sans_echange for p in document.points] == [False, True, False]
    without = minutes(ordre_du_jour=[{"titre": "Bilan"}], compte_rendu=said)
    assert (without.questions_diverses.text, without.approbation) == ("La date est fixée.", "Approuvé.")


def test_a_vote_told_by_the_decision_is_not_told_again() -> None:
    vote = {"votants": 3}
    texts = ("Le bilan est adopté à l’unanimité", "Le bilan est adopté")
    document = minutes(decisions=[{"id": f"d{n}", "texte": t, "vote": vote} for n, t in enumerate(texts)])
    assert [bool(d.vote) for d in document.decisions_libres] == [False, True]


def test_each_person_finds_what_to_do_and_the_next_meeting_what_is_late() -> None:
    first = reunion(
        decisions=[{"id": "d", "texte": "Écrire le bilan", "responsable": "b", "echeance": "mars 2024"}],
        actions=[
            {"quoi": "Inviter", "qui": ["b", "a"], "quand": "2024-02-01"},
            {"quoi": "Ranger", "qui": ["a"], "fait": True, "quand": "2024-02-01"},
            {"quoi": "Réserver", "quand": "2025"},
        ],
    )
    later = reunion(
        "2024-06-01-copil", date="2024-06-01", actions=[{"quoi": "Relire", "qui_texte": "Le service"}]
    )
    before, after = build_releve(dossier(first, later), Situation())
    assert [
        (p.qui.replace("\u00a0", " "), [t.quoi.replace("\u00a0", " ") for t in p.taches])
        for p in before.taches
    ] == [
        ("Mme Anne Arnaud", ["Inviter"]),
        ("M. Bruno Blanc", ["Décision n° 1 : Écrire le bilan", "Inviter"]),
        ("À désigner", ["Réserver"]),
    ]
    assert before.retards == ()
    assert [(a.quoi, a.reunion.replace("\u00a0", " ")) for a in after.retards] == [
        ("Inviter", "19 janvier 2024")
    ]
    assert after.ouvertes[0].age.replace("\u00a0", " ") == "ouverte depuis 4 mois, en retard"
    assert [p.qui for p in after.taches] == ["Le service"]


@pytest.mark.parametrize(("etat", "told"), [("excuse", True), ("absent", True), ("present", False)])
def test_an_excused_secretary_is_told(etat: str, told: bool) -> None:
    from ctg_docs.checks import run

    ctg = dossier(
        reunion(
            compte_rendu={"president": "b", "secretaire": "a"},
            presences=[{"personne": "a", "etat": etat}, {"personne": "b", "etat": "present"}],
        )
    )
    found = [p for p in run(ctg, final=True) if p.code == "CTG510"]
    assert [p.path for p in found] == (["reunions[0].compte_rendu.secretaire"] if told else [])
