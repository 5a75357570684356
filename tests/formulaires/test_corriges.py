"""A form corrected and taken again replaces what it said: nothing is doubled, nothing refused, what others did is kept."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.echanges.comparaison import compare
from ctg_docs.formulaires import Lecture, describe, read_forms, write_form
from ctg_docs.models.reunion import Reunion
from tests.echanges.petit import minimal
from tests.formulaires.word import add_row, controls, edited, fill, put, row_of

CTG = minimal(
    personnes=[
        {"id": "lea", "civilite": "mme", "nom": "Noël", "prenom": "Léa"},
        {"id": "jp", "civilite": "m", "nom": "Le Roux", "prenom": "Jean"},
    ],
    gouvernance={"instances": [{"id": "copil", "nom": "Comité", "nature": "copil", "membres": [{"personne": "lea"}]}]},
    reunions=[
        {
            "id": "r1",
            "titre": "Comité",
            "instance": "copil",
            "ordre_du_jour": [{"titre": "Bilan"}, {"titre": "Budget"}],
            "decisions": [{"id": "ancienne", "texte": "Décision d’avant"}],
        }
    ],
)  # fmt: skip
FORM = write_form(CTG, describe(CTG, "compte_rendu", "r1"))
FIRST: dict[str, Any] = {
    "compte_rendu.heure_fin_reelle": "16 h 20",
    "compte_rendu.introduction": ["Bonjour.", "Merci."],
    "presences[0].etat": "Présent",
    "ordre_du_jour[0].echanges": ["Le bilan est présenté."],
    "decisions[1].texte": "Imprimer le guide",
    "decisions[1].responsable": "Léa Noël",
    "decisions[1].echeance": "mars 2027",
    "decisions[2].texte": "Ouvrir un lieu",
    "actions[0].quoi": "Écrire aux maires",
}


class Desk:
    """A dossier, and the copies of one form that come to it."""

    def __init__(self) -> None:
        self.ctg = CTG
        self.kept: list[tuple[str, str]] = []

    def take(self, form: bytes, copy: str = "a", *, force: bool = False) -> Lecture:
        last = next((rank for rank, (name, _) in enumerate(self.kept) if name == copy), None)
        states = [(text, rank == last) for rank, (_, text) in enumerate(self.kept)]
        read = read_forms([("f.docx", form)], self.ctg, states=lambda _rank, _mark: states, force=force)
        assert read.ctg is not None
        self.ctg = read.ctg
        self.kept = [*((copy, text) for _, _, text in read.taken), *self.kept]
        return read

    @property
    def meeting(self) -> Reunion:
        return self.ctg.reunions[0]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    assert desk.take(fill(FORM, FIRST)).problems == ()
    return desk


def test_a_form_taken_again_says_nothing_new(desk: Desk) -> None:
    before = desk.ctg
    for _ in range(2):
        assert desk.take(fill(FORM, FIRST)).problems == ()
        assert desk.ctg == before


@pytest.mark.parametrize(
    ("tag", "value", "path", "now"),
    [
        ("compte_rendu.heure_fin_reelle", "17 h", "fin", "17:00"),
        ("compte_rendu.heure_fin_reelle", "", "fin", "None"),
        ("compte_rendu.introduction", "Bonsoir.", "introduction", "Bonsoir."),
        ("ordre_du_jour[0].echanges", "Le bilan est débattu.", "echanges", "Le bilan est débattu."),
        ("presences[0].etat", "Excusé", "etat", "excuse"),
        ("decisions[1].texte", "Réimprimer tout le guide en couleurs", "decision", "Réimprimer tout le guide en couleurs"),
        ("decisions[1].echeance", "avril 2027", "echeance", "2027-04"),
        ("decisions[1].responsable", "Jean Le Roux", "responsable", "jp"),
        ("actions[0].quoi", "Téléphoner", "action", "Téléphoner"),
    ],
)  # fmt: skip
def test_a_correction_replaces_what_the_form_said(
    desk: Desk, tag: str, value: str, path: str, now: str
) -> None:
    before = desk.ctg
    read = desk.take(fill(FORM, {**FIRST, tag: value}))
    meeting = desk.meeting
    assert meeting.compte_rendu is not None
    said: dict[str, object] = {
        "fin": meeting.compte_rendu.heure_fin_reelle and f"{meeting.compte_rendu.heure_fin_reelle:%H:%M}",
        "introduction": meeting.compte_rendu.introduction,
        "echanges": meeting.ordre_du_jour[0].echanges,
        "etat": meeting.presences[0].etat,
        "decision": meeting.decisions[1].texte,
        "echeance": meeting.decisions[1].echeance,
        "responsable": meeting.decisions[1].responsable,
        "action": meeting.actions[0].quoi,
    }
    assert [p.code for p in read.problems] == []
    assert str(said[path]) == now
    assert (len(meeting.decisions), len(meeting.actions), len(meeting.presences)) == (3, 1, 1)
    assert len(compare(before, desk.ctg)) == 1


def test_rows_emptied_deleted_or_added_by_the_button_are_followed(desk: Desk) -> None:
    def add(root: Any) -> None:
        add_row(root, "decisions[]")
        put(controls(root, "decisions[2].texte")[-1], "Troisième")

    third = edited(fill(FORM, FIRST), add)
    desk.take(third)
    assert [d.texte for d in desk.meeting.decisions][1:] == [
        "Imprimer le guide",
        "Ouvrir un lieu",
        "Troisième",
    ]

    def reword(root: Any) -> None:
        put(controls(root, "decisions[2].texte")[-1], "La troisième, autrement")
        item = row_of(controls(root, "decisions[1].texte")[0]).getparent().getparent()
        item.getparent().remove(item)

    read = desk.take(edited(third, reword))
    assert [d.texte for d in desk.meeting.decisions] == [
        "Décision d’avant",
        "Ouvrir un lieu",
        "La troisième, autrement",
    ]
    assert read.problems == ()

    def empty(root: Any) -> None:
        reword(root)
        put(controls(root, "decisions[2].texte")[0], "")

    emptied = edited(third, empty)
    desk.take(emptied)
    assert [d.texte for d in desk.meeting.decisions] == ["Décision d’avant", "La troisième, autrement"]


def hand(desk: Desk, **update: Any) -> None:
    """Change the minutes in the dossier itself."""
    minutes = desk.meeting.compte_rendu
    assert minutes is not None
    meeting = desk.meeting.model_copy(update={"compte_rendu": minutes.model_copy(update=update)})
    desk.ctg = desk.ctg.model_copy(update={"reunions": (meeting,)})


def test_what_the_dossier_changed_since_is_kept_and_a_real_conflict_told_or_forced(desk: Desk) -> None:
    hand(desk, introduction="Écrit à la main", questions_diverses="Aucune")
    read = desk.take(fill(FORM, {**FIRST, "compte_rendu.heure_fin_reelle": "17 h"}))
    assert [p.code for p in read.problems] == ["FRM003"]
    minutes = desk.meeting.compte_rendu
    assert minutes is not None
    assert (minutes.introduction, minutes.questions_diverses) == ("Écrit à la main", "Aucune")
    other = {**FIRST, "compte_rendu.heure_fin_reelle": "17 h", "compte_rendu.introduction": "Du formulaire"}
    assert "FRM011" in [p.code for p in desk.take(fill(FORM, other)).problems]
    assert desk.meeting.compte_rendu is not None
    assert desk.meeting.compte_rendu.introduction == "Écrit à la main"
    desk.take(fill(FORM, other), force=True)
    assert desk.meeting.compte_rendu is not None
    assert desk.meeting.compte_rendu.introduction == "Du formulaire"


def test_what_was_refused_is_told_again_then_taken_once_mended(desk: Desk) -> None:
    wrong = {**FIRST, "decisions[1].echeance": "quand on pourra", "actions[0].qui": "Personne Inconnue"}
    for _ in range(2):
        assert [p.code for p in desk.take(fill(FORM, wrong)).problems] == ["FRM012", "FRM017"]
    assert str(desk.meeting.decisions[1].echeance) == "2027-03"
    right = {**wrong, "decisions[1].echeance": "mai 2027", "actions[0].qui": "Léa Noël"}
    assert desk.take(fill(FORM, right)).problems == ()
    assert (str(desk.meeting.decisions[1].echeance), desk.meeting.actions[0].qui) == ("2027-05", ("lea",))


def test_two_copies_filled_by_two_persons_both_count(desk: Desk) -> None:
    mine: dict[str, Any] = {
        "ordre_du_jour[1].echanges": ["Le budget est présenté."],
        "decisions[1].texte": "Voter le budget",
    }
    read = desk.take(fill(FORM, mine), "b")
    assert [p.code for p in read.problems] == ["FRM003"]
    assert len(desk.meeting.decisions) == 4
    assert [p.echanges for p in desk.meeting.ordre_du_jour] == [
        "Le bilan est présenté.",
        "Le budget est présenté.",
    ]
    again = mine | {"decisions[1].texte": "Voter le budget de 2027"}
    desk.take(fill(FORM, again), "b")
    texts = [d.texte for d in desk.meeting.decisions]
    assert sorted(texts) == sorted(
        ["Décision d’avant", "Imprimer le guide", "Ouvrir un lieu", "Voter le budget de 2027"]
    )
