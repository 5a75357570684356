"""Forms taken twice, names as people write them, decisions under their item: a small dossier, filled as a user fills it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ctg_docs.echanges.comparaison import compare
from ctg_docs.formulaires import Lecture, describe, read_forms, write_form
from ctg_docs.models import Ctg
from ctg_docs.models.reunion import Reunion
from ctg_docs.problems import Problem
from tests.formulaires.word import W, controls, edited, fill, row_of

_DATA: dict[str, Any] = {
    "territoire": {"nom": "Val d’Essai"},
    "organismes": [{"id": "caf", "nature": "caf", "nom": "Caf d’Essai"}, {"id": "mjc", "nature": "association", "nom": "Mjc"}],
    "personnes": [
        {"id": "lea", "civilite": "mme", "nom": "Noël", "prenom": "Léa"},
        {"id": "jp", "civilite": "m", "nom": "Le Roux", "prenom": "Jean-Pierre"},
        {"id": "cm", "nom": "Martin", "prenom": "Claude"},
        {"id": "mc", "nom": "Claude", "prenom": "Martin"},
        {"id": "ap", "civilite": "mme", "nom": "Petit", "prenom": "Anne"},
        {"id": "bp", "civilite": "mme", "nom": "Petit", "prenom": "Berthe"},
    ],
    "strategie": {"objectifs": [{"id": "agir", "intitule": "Agir"}]},
    "fiches_actions": [
        {
            "id": "guide",
            "intitule": "Écrire un guide",
            "pilote": "caf",
            "rattachement": "agir",
            "etapes": [{"nom": "Lancer"}, {"nom": "Relire"}, {"nom": "Publier"}],
            "budget": {"lignes": [{"sens": "depense", "nature": "Impression", "montant_euros": 1200}]},
        }
    ],
    "gouvernance": {"instances": [{"id": "copil", "nom": "Comité", "nature": "copil"}]},
    "reunions": [
        {
            "id": "r1",
            "titre": "Comité",
            "date": "2026-01-19",
            "ordre_du_jour": [
                {"id": "bilan", "titre": "Bilan"},
                {"titre": "Pause", "nature": "pause"},
                {"titre": "Budget", "sous_points": [{"titre": "Emploi des crédits"}]},
            ],
        },
        {"id": "r2", "titre": "Comité", "date": "2026-09-19"},
    ],
}  # fmt: skip

_MINUTES: dict[str, Any] = {
    "compte_rendu.heure_debut_reelle": "14h10",
    "compte_rendu.heure_fin_reelle": "16 h 20",
    "compte_rendu.etat": "Projet",
    "compte_rendu.date_envoi": "25 septembre 2026",
    "compte_rendu.introduction": ["Bonjour.", "Merci d’être là."],
    "presences[0].personne": "Noël Léa",
    "presences[0].etat": "Présent",
    "decisions[0].texte": "Imprimer le guide",
    "decisions[0].type": "Autre",
    "decisions[0].echeance": "juin 2027",
    "actions[0].quoi": "Choisir l’imprimeur",
    "actions[0].quand": "30/09/2026",
}
_FICHE: dict[str, Any] = {
    "calendrier.debut": "mars 2026",
    "etapes[0].nom": "Lancer l’appel",
    "etapes[3].nom": "Tirer le bilan",
    "etapes[3].echeance": "4e trimestre 2027",
    "lignes[0].montant_euros": "1 300,00 €",
    "lignes[1].sens": "Recette",
    "lignes[1].nature": "Subvention",
    "lignes[1].montant_euros": "12 000",
    "lignes[1].financeur": "CAF D'ESSAI",
    "lignes[2].sens": "Recette",
    "lignes[2].nature": "Subvention",
    "lignes[2].montant_euros": "500",
}


@pytest.fixture(scope="module")
def ctg() -> Ctg:
    return Ctg.model_validate(_DATA)


def filled(ctg: Ctg, kind: str, id: str, values: Mapping[str, Any]) -> bytes:
    return fill(write_form(ctg, describe(ctg, kind, id)), dict(values))


def codes(read: Lecture) -> list[str]:
    return [p.code for p in read.problems]


def dossier(read: Lecture) -> Ctg:
    assert read.ctg is not None
    return read.ctg


def meeting(read: Lecture) -> Reunion:
    return dossier(read).reunions[0]


def of_code(read: Lecture, code: str) -> Problem:
    (found,) = [p for p in read.problems if p.code == code]
    return found


@pytest.mark.parametrize(
    ("kind", "id", "values"), [("compte_rendu", "r1", _MINUTES), ("fiche_action", "guide", _FICHE)]
)
def test_a_form_taken_twice_changes_nothing_the_second_time(
    ctg: Ctg, kind: str, id: str, values: dict[str, Any]
) -> None:
    form = filled(ctg, kind, id, values)
    once = read_forms([("f.docx", form)], ctg)
    assert codes(once) == []
    assert len(compare(ctg, dossier(once))) >= 4
    twice = read_forms([("f.docx", form)], dossier(once))
    assert codes(twice) == ["FRM003"]
    assert dossier(twice) == dossier(once)


def test_a_row_taken_away_and_another_added_are_not_taken_twice(ctg: Ctg) -> None:
    def edit(root: Any) -> None:
        item = row_of(controls(root, "etapes[1].nom")[0]).getparent().getparent()
        item.getparent().remove(item)

    values = {"etapes[0].nom": "Débuter", "etapes[3].nom": "Fêter"}
    form = edited(filled(ctg, "fiche_action", "guide", values), edit)
    once = read_forms([("f.docx", form)], ctg)
    assert [e.nom for e in dossier(once).fiches_actions[0].etapes] == ["Débuter", "Publier", "Fêter"]
    twice = read_forms([("f.docx", form)], dossier(once))
    assert codes(twice) == ["FRM003"]
    assert dossier(twice) == dossier(once)


def test_two_forms_that_write_a_value_differently_agree(ctg: Ctg) -> None:
    one = filled(ctg, "compte_rendu", "r1", {"compte_rendu.heure_fin_reelle": "16h20"})
    two = filled(ctg, "compte_rendu", "r1", {"compte_rendu.heure_fin_reelle": "16:20"})
    assert codes(read_forms([("a.docx", one), ("b.docx", two)], ctg)) == []
    other = filled(ctg, "compte_rendu", "r1", {"compte_rendu.heure_fin_reelle": "16:30"})
    assert codes(read_forms([("a.docx", one), ("b.docx", other)], ctg)) == ["FRM010"]


def test_what_really_differs_is_still_refused_with_what_the_dossier_says(ctg: Ctg) -> None:
    since = dossier(read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", _MINUTES))], ctg))
    later = filled(ctg, "compte_rendu", "r1", {"compte_rendu.heure_fin_reelle": "17 h"})
    told = of_code(read_forms([("f.docx", later)], since), "FRM011")
    assert "17" in told.message
    assert "16 h 20" in told.message


def test_a_row_begun_is_completed_by_the_form_once_mended(ctg: Ctg) -> None:
    values = {"decisions[0].texte": "Imprimer", "decisions[0].responsable": "Personne Inconnue"}
    once = read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", values))], ctg)
    assert codes(once) == ["FRM012"]
    mended = filled(ctg, "compte_rendu", "r1", values | {"decisions[0].responsable": "Léa Noël"})
    (decision,) = meeting(read_forms([("f.docx", mended)], dossier(once))).decisions
    assert (decision.texte, decision.responsable) == ("Imprimer", "lea")


def test_a_row_changed_after_it_was_taken_is_one_more_and_told(ctg: Ctg) -> None:
    values = {"decisions[0].texte": "Imprimer", "decisions[0].echeance": "mars 2028"}
    once = read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", values))], ctg)
    again = filled(ctg, "compte_rendu", "r1", values | {"decisions[0].echeance": "avril 2028"})
    read = read_forms([("f.docx", again)], dossier(once))
    assert "Imprimer" in of_code(read, "FRM021").message
    assert len(meeting(read).decisions) == 2


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("Noël Léa", "lea"),
        ("NOEL lea", "lea"),
        ("Mme Noël", "lea"),
        ("Madame Léa Noël", "lea"),
        ("LE ROUX Jean Pierre", "jp"),
        ("M. Le Roux Jean-Pierre", "jp"),
        ("Claude Martin", "cm"),
        ("Martin Claude", "mc"),
    ],
)
def test_a_person_is_known_by_her_names_in_any_order(ctg: Ctg, typed: str, id: str) -> None:
    read = read_forms([("f.docx", filled(ctg, "instance", "copil", {"membres[0].personne": typed}))], ctg)
    assert codes(read) == []
    assert [m.personne for m in dossier(read).gouvernance.instances[0].membres] == [id]


@pytest.mark.parametrize("typed", ["Mme Petit", "Joubert Patrick"])
def test_a_name_of_nobody_or_of_two_adds_no_row(ctg: Ctg, typed: str) -> None:
    values = {"membres[0].personne": typed, "membres[0].role": "Titulaire"}
    read = read_forms([("f.docx", filled(ctg, "instance", "copil", values))], ctg)
    told = of_code(read, "FRM022")
    assert typed in told.message
    assert told.place.cell.startswith("Membres désignés, ligne 1, champ")
    assert read.ctg == ctg


def test_a_row_that_only_makes_choices_is_not_taken(ctg: Ctg) -> None:
    values = {"membres[0].role": "Présidence", "membres[1].personne": "Léa Noël"}
    read = read_forms([("f.docx", filled(ctg, "instance", "copil", values))], ctg)
    assert "de qui ou de quoi" in of_code(read, "FRM018").message
    assert [m.personne for m in dossier(read).gouvernance.instances[0].membres] == ["lea"]


def test_the_known_names_of_a_list_are_taken_and_the_others_told(ctg: Ctg) -> None:
    names = {"actions[0].quoi": "Écrire", "actions[0].qui": ["Léa Noël, Paul Ruel", "Le Roux Jean-Pierre"]}
    read = read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", names))], ctg)
    told = of_code(read, "FRM012")
    assert "Paul Ruel" in told.message
    assert "les autres le sont" in told.message
    assert meeting(read).actions[0].qui == ("lea", "jp")
    two = {"actions[0].quoi": "Écrire", "actions[0].qui": ["PETIT"]}
    told = of_code(read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", two))], ctg), "FRM012")
    assert "à la fois Anne Petit et Berthe Petit" in told.message


def test_who_came_and_is_in_no_register_is_kept_as_words_and_told(ctg: Ctg) -> None:
    names = {"autres_participants": ["Léa Noël", "Paul Ruel, école"]}
    read = read_forms([("f.docx", filled(ctg, "compte_rendu", "r1", names))], ctg)
    assert "Paul Ruel" in of_code(read, "FRM025").message
    assert meeting(read).autres_participants == ("lea",)
    assert meeting(read).participants_libres == ("Paul Ruel, école",)


def test_decisions_and_actions_go_under_their_item_of_the_agenda(ctg: Ctg) -> None:
    form = write_form(ctg, describe(ctg, "compte_rendu", "r1"))
    offered: list[str] = []

    def look(root: Any) -> None:
        for item in controls(root, "decisions[0].point")[0].iter(f"{W}listItem"):
            offered.append(str(item.get(f"{W}displayText")))

    edited(form, look)
    assert offered == ["Bilan", "Budget", "Emploi des crédits"]
    values = {
        "decisions[0].texte": "Adopter",
        "decisions[0].point": "Bilan",
        "decisions[1].texte": "Voter",
        "decisions[1].point": "emploi des credits",
        "actions[0].quoi": "Payer",
        "actions[0].point": "Budget",
    }
    read = read_forms([("f.docx", fill(form, dict(values)))], ctg)
    assert codes(read) == []
    new = meeting(read)
    budget = new.ordre_du_jour[2]
    assert [d.point for d in new.decisions] == ["bilan", budget.sous_points[0].id]
    assert new.actions[0].point == budget.id is not None
    assert new.ordre_du_jour[1].id is None


def test_places_are_named_by_the_heading_of_the_table(ctg: Ctg) -> None:
    values = {"lignes[0].montant_euros": "cher", "calendrier.debut": "au printemps"}

    def drop_captions(root: Any) -> None:
        for caption in list(root.iter(f"{W}tblCaption")):
            caption.getparent().remove(caption)

    form = filled(ctg, "fiche_action", "guide", values)
    for data in (form, edited(form, drop_captions)):
        read = read_forms([("f.docx", data)], ctg)
        cells = sorted(p.place.cell.replace("\N{NO-BREAK SPACE}", " ") for p in read.problems)
        assert cells == ["Calendrier, champ « Début »", "Plan de financement, ligne 1, champ « Montant »"]


@pytest.mark.parametrize(
    ("kind", "id"), [("compte_rendu", "r1"), ("fiche_action", "guide"), ("instance", "copil")]
)
def test_every_empty_field_invites_to_type(ctg: Ctg, kind: str, id: str) -> None:
    words: list[tuple[str, bool]] = []

    def look(root: Any) -> None:
        for control in root.iter(f"{W}sdt"):
            if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                text = "".join(t.text for t in control.iter(f"{W}t"))
                words.append((text, control.find(f".//{W}rPr/{W}color") is not None))

    edited(write_form(ctg, describe(ctg, kind, id)), look)
    assert len(words) > 10
    assert [w for w, grey in words if not w.endswith("…") or not grey] == []


def test_no_heading_of_the_minutes_is_also_a_field_or_another_heading(ctg: Ctg) -> None:
    form = describe(ctg, "compte_rendu", "r1")
    titles = [b.titre for b in form.blocs]
    assert len(set(titles)) == len(titles)
    assert "Ouverture" not in {*titles, *(c.titre for c in form.champs())}


def test_what_a_form_brings_is_told_line_by_line(ctg: Ctg) -> None:
    forms = [filled(ctg, "fiche_action", "guide", _FICHE), filled(ctg, "compte_rendu", "r1", _MINUTES)]
    new = dossier(read_forms([("a.docx", forms[0]), ("b.docx", forms[1])], ctg))
    told = [c.sentence.replace("\N{NO-BREAK SPACE}", " ") for c in compare(ctg, new)]
    assert len(set(told)) == len(told)
    lines = [t for t in told if "Subvention" in t]
    assert "Fiche 1.1 « Écrire un guide »" in lines[0]
    assert [t.rpartition("ajout ")[2] for t in lines] == [
        "(recette, Caf d’Essai, 12\N{NARROW NO-BREAK SPACE}000 €).",
        "(recette, 500 €).",
    ]
    assert any(t.endswith("présence de Léa Noël : ajout (présent).") for t in told)
    assert any(t.startswith("Réunion « Comité » du 19 janvier 2026") for t in told)


def test_findings_without_a_title_are_told_apart() -> None:
    constats = [{"thematique": "jeunesse", "texte": "Peu de lieux."}, {"besoins": ["Un local"]}]
    new = Ctg.model_validate({**_DATA, "diagnostic": {"methode": "Ateliers", "constats": constats}})
    old = Ctg.model_validate({**_DATA, "diagnostic": {"methode": "Ateliers"}})
    told = [c.sentence.replace("\N{NO-BREAK SPACE}", " ") for c in compare(old, new)]
    assert [t.partition("constat ")[2] for t in told] == ["« Jeunesse » : ajout.", "« Un local » : ajout."]
