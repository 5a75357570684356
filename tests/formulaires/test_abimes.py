"""Word forms damaged, contradictory, or of another version: told, and the rest taken."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ctg_docs.formulaires import read_forms
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import Priorite
from ctg_docs.models.operation import Statut
from ctg_docs.problems import Severity
from tests.formulaires.formulaire import FICHE, changed, codes, fiche, taken
from tests.formulaires.word import W, controls, edited, fill, put, row_of, run


def test_a_deleted_control_is_told_and_the_rest_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        gone = controls(root, "pilote_service")[0]
        gone.getparent().remove(gone)
        put(controls(root, "statut")[0], "Réalisé")

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], auvrelle)
    assert codes(read.problems) == ["FRM004"]
    assert "Service pilote" in read.problems[0].message
    assert read.problems[0].severity is Severity.WARNING
    assert fiche(read.ctg).statut is Statut.REALISE
    assert fiche(read.ctg).pilote_service == fiche(auvrelle).pilote_service


def test_a_pasted_table_is_told_and_the_rest_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        table = etree_table("Collé", "ici")
        root.find(f"{W}body").insert(4, table)
        put(controls(root, "statut")[0], "Réalisé")

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], auvrelle)
    assert codes(read.problems) == ["FRM006"]
    assert "Collé" in read.problems[0].message
    assert read.problems[0].place.cell.startswith("tableau ")
    assert fiche(read.ctg).statut is Statut.REALISE


def etree_table(*words: str) -> Any:
    from lxml import etree

    table = etree.Element(f"{W}tbl")
    row = etree.SubElement(table, f"{W}tr")
    for word in words:
        paragraph = etree.SubElement(etree.SubElement(row, f"{W}tc"), f"{W}p")
        paragraph.append(run(word))
    return table


def test_a_duplicated_row_is_told_and_a_changed_copy_is_a_new_row(auvrelle: Ctg, fiche_form: bytes) -> None:
    def twice(change: bool) -> bytes:
        def edit(root: Any) -> None:
            row = row_of(controls(root, "indicateurs[0].intitule")[0])
            item = row.getparent().getparent()
            new = copy.deepcopy(item)
            item.addnext(new)
            if change:
                put(controls(new, "indicateurs[0].intitule")[0], "Autre mesure")

        return edited(fiche_form, edit)

    read = read_forms([("fiche.docx", twice(False))], auvrelle)
    assert codes(read.problems) == ["FRM009"]
    assert read.ctg == auvrelle
    new = fiche(taken(twice(True), auvrelle)).indicateurs
    assert new[1].intitule == "Autre mesure"
    assert (new[0], *new[2:]) == fiche(auvrelle).indicateurs


def test_words_beside_the_fields_are_told(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        paragraph = copy.deepcopy(root.find(f"{W}body/{W}p"))
        for node in paragraph.findall(f"{W}r"):
            paragraph.remove(node)
        paragraph.append(run("Penser à prévenir la PMI"))
        root.find(f"{W}body").insert(3, paragraph)

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], auvrelle)
    assert codes(read.problems) == ["FRM007"]
    assert "prévenir la PMI" in read.problems[0].message


def test_an_unknown_name_is_told_with_its_field(auvrelle: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {"pilote": "Association Inconnue"}))], auvrelle)
    assert codes(read.problems) == ["FRM012"]
    assert "Pilote" in read.problems[0].place.cell
    assert read.ctg == auvrelle


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("indicateurs[0].cible", "beaucoup", "Un nombre est attendu"),
        ("statut", "Presque fini", "Au choix\u00a0: À venir, À discuter, En cours"),
        ("calendrier.fin", "au printemps", "n’est pas une période lisible"),
        ("lignes[0].montant_euros", "cher", "montant"),
        ("indicateurs[0].realisations", ["2025\u00a0: 3", "l’an dernier 12"], "nombre entier"),
    ],
)
def test_an_unreadable_value_leaves_its_field_and_the_rest_is_taken(
    auvrelle: Ctg, fiche_form: bytes, tag: str, text: Any, expected: str
) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {tag: text, "priorite": "Basse"}))], auvrelle)
    assert codes(read.problems) == ["FRM017"]
    (problem,) = read.problems
    assert problem.severity is Severity.WARNING
    assert problem.place.file == "fiche.docx"
    assert "champ «" in problem.place.cell
    assert (text if isinstance(text, str) else text[0]) in problem.message
    assert expected in problem.message
    assert fiche(read.ctg) == fiche(auvrelle).model_copy(update={"priorite": Priorite.BAS})


def test_a_required_field_emptied_is_kept_and_told(auvrelle: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {"intitule": "", "priorite": "Basse"}))], auvrelle)
    assert codes(read.problems) == ["FRM019"]
    assert "Intitulé" in read.problems[0].message
    assert fiche(read.ctg) == fiche(auvrelle).model_copy(update={"priorite": Priorite.BAS})


def test_a_new_row_that_lacks_a_field_is_told_and_the_rest_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    budget = fiche(auvrelle).budget
    assert budget is not None
    values: dict[str, Any] = {f"lignes[{len(budget.lignes)}].nature": "Mécénat", "priorite": "Basse",
                              f"indicateurs[{len(fiche(auvrelle).indicateurs)}].intitule": "Familles",
                              f"indicateurs[{len(fiche(auvrelle).indicateurs)}].cible": "toutes"}  # fmt: skip
    read = read_forms([("fiche.docx", fill(fiche_form, values))], auvrelle)
    assert sorted(codes(read.problems)) == ["FRM017", "FRM018"]
    lost = next(p for p in read.problems if p.code == "FRM018")
    assert "Mécénat" in lost.message
    assert "Sens" in lost.message
    assert fiche(read.ctg).budget == budget
    assert fiche(read.ctg).indicateurs[-1].intitule == "Familles"
    assert fiche(read.ctg).indicateurs[-1].cible is None
    assert fiche(read.ctg).priorite is Priorite.BAS


def test_rows_moved_in_a_form_are_moved_in_the_dossier(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        item = row_of(controls(root, "etapes[0].nom")[0]).getparent().getparent()
        after = row_of(controls(root, "etapes[1].nom")[0]).getparent().getparent()
        after.addnext(item)

    moved = edited(fiche_form, edit)
    first, second, *rest = fiche(auvrelle).etapes
    assert fiche(taken(moved, auvrelle)).etapes == (second, first, *rest)
    since = changed(auvrelle, etapes=(*rest, second, first))
    read = read_forms([("f.docx", moved)], since)
    assert codes(read.problems) == ["FRM003", "FRM020"]
    assert fiche(read.ctg).etapes == (*rest, second, first)


def test_two_forms_that_contradict_each_other_are_refused_with_both_places(
    auvrelle: Ctg, fiche_form: bytes
) -> None:
    one, two = fill(fiche_form, {"statut": "Réalisé"}), fill(fiche_form, {"statut": "Bloqué"})
    read = read_forms([("a.docx", one), ("b.docx", two)], auvrelle)
    assert codes(read.problems) == ["FRM010"]
    (problem,) = read.problems
    assert problem.severity is Severity.ERROR
    assert problem.place.file == "b.docx"
    assert "a.docx" in problem.message
    assert "Réalisé" in problem.message
    assert codes(read_forms([("a.docx", one), ("b.docx", one)], auvrelle).problems) == []


def test_forms_that_complete_each_other_are_both_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    one, two = fill(fiche_form, {"statut": "Réalisé"}), fill(fiche_form, {"indicateurs[0].cible": "99"})
    read = read_forms([("a.docx", one), ("b.docx", two)], auvrelle)
    assert codes(read.problems) == []
    assert fiche(read.ctg).statut is Statut.REALISE
    assert fiche(read.ctg).indicateurs[0].cible == 99


def test_a_form_of_another_version_only_brings_what_was_changed_in_it(
    auvrelle: Ctg, fiche_form: bytes
) -> None:
    since = changed(auvrelle, intitule="Un autre intitulé", indicateurs=fiche(auvrelle).indicateurs[::-1])
    read = read_forms(
        [("f.docx", fill(fiche_form, {"statut": "Réalisé", "indicateurs[0].cible": "77"}))], since
    )
    assert codes(read.problems) == ["FRM003"]
    new = fiche(read.ctg)
    assert (new.intitule, new.statut) == ("Un autre intitulé", Statut.REALISE)
    assert new.indicateurs[-1].cible == 77


def test_what_changed_on_both_sides_is_refused_with_both_values(auvrelle: Ctg, fiche_form: bytes) -> None:
    since = changed(auvrelle, intitule="Un autre intitulé")
    read = read_forms([("f.docx", fill(fiche_form, {"intitule": "Le mien"}))], since)
    assert codes(read.problems) == ["FRM003", "FRM011"]
    assert "Un autre intitulé" in read.problems[1].message
    assert "Le mien" in read.problems[1].message
    assert fiche(read.ctg).intitule == "Un autre intitulé"


def test_another_document_is_refused(auvrelle: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("lettre.docx", b"rien"), ("f.docx", fiche_form)], auvrelle)
    assert codes(read.problems) == ["FRM001"]
    assert read.ctg == auvrelle


def test_words_typed_over_a_field_that_lost_its_name_are_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    """A word processor that drops tags puts what is typed over a whole bookmark behind it."""

    def edit(root: Any) -> None:
        for tag in list(root.iter(f"{W}tag")):
            tag.getparent().remove(tag)
        mark = next(b for b in root.iter(f"{W}bookmarkStart") if b.get(f"{W}name") == "c_pilote_service")
        for node in mark.getnext().iter(f"{W}r"):
            node.getparent().remove(node)
        mark.getparent().append(run("Service enfance"))

    read = read_forms([("f.docx", edited(fiche_form, edit))], auvrelle)
    assert codes(read.problems) == ["FRM015"]
    assert read.ctg == changed(auvrelle, pilote_service="Service enfance")


def test_a_form_about_what_the_dossier_no_longer_has_is_told(auvrelle: Ctg, fiche_form: bytes) -> None:
    left = tuple(f for f in auvrelle.fiches_actions if f.id != FICHE)
    since = auvrelle.model_copy(update={"fiches_actions": left})
    read = read_forms([("f.docx", fiche_form)], since)
    assert codes(read.problems) == ["FRM003", "FRM002"]
    assert FICHE in read.problems[1].message
    assert read.ctg == since


def test_a_deleted_table_is_told_and_its_rows_kept(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        table = row_of(controls(root, "indicateurs[0].intitule")[0]).getparent()
        while table.tag != f"{W}tbl":
            table = table.getparent()
        table.getparent().remove(table)

    read = read_forms([("f.docx", edited(fiche_form, edit))], auvrelle)
    assert "FRM005" in codes(read.problems)
    assert fiche(read.ctg).indicateurs == fiche(auvrelle).indicateurs


def test_a_table_pasted_in_a_field_is_told_and_its_words_taken(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        control = controls(root, "constat")[0]
        put(control, "Avant")
        control.find(f"{W}sdtContent").append(etree_table("dans", "deux cellules"))

    read = read_forms([("f.docx", edited(fiche_form, edit))], auvrelle)
    assert codes(read.problems) == ["FRM008"]
    said = fiche(read.ctg).constat
    assert said is not None
    assert all(words in said for words in ("Avant", "dans", "deux cellules"))


def test_a_row_taken_away_that_the_dossier_changed_since_is_kept(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        item = row_of(controls(root, "etapes[0].nom")[0]).getparent().getparent()
        item.getparent().remove(item)

    shorter = edited(fiche_form, edit)
    first, *rest = fiche(auvrelle).etapes
    assert fiche(taken(shorter, auvrelle)).etapes == tuple(rest)
    since = changed(auvrelle, etapes=(first.model_copy(update={"nom": "Autrement dit"}), *rest))
    read = read_forms([("f.docx", shorter)], since)
    assert codes(read.problems) == ["FRM003", "FRM013"]
    assert fiche(read.ctg).etapes == fiche(since).etapes


def test_a_row_changed_that_the_dossier_no_longer_has_is_told(auvrelle: Ctg, fiche_form: bytes) -> None:
    since = changed(auvrelle, etapes=fiche(auvrelle).etapes[1:])
    read = read_forms([("f.docx", fill(fiche_form, {"etapes[0].nom": "Autrement dit"}))], since)
    assert codes(read.problems) == ["FRM003", "FRM014"]
    assert fiche(read.ctg).etapes == fiche(since).etapes
