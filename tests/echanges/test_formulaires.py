"""Word forms: filled as Word writes, through LibreOffice, damaged, contradictory."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.api import load
from ctg_docs.engine.controles import bookmark_of
from ctg_docs.formulaires import describe, read_forms, write_form
from ctg_docs.formulaires.questions import KINDS, subjects
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction, Priorite, Statut
from ctg_docs.models.finance import SensLigne
from ctg_docs.models.reunion import EtatPresence
from ctg_docs.problems import Problem, Severity
from tests.echanges.word import W, add_row, controls, edited, fill, put, row_of, run
from tests.office import fill_in_word, has_uno, resave
from tests.validators import word_findings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FICHE = "multi-accueil-vaudreuge"


@pytest.fixture(scope="module")
def ctg() -> Ctg:
    return load(EXAMPLES / "pays-auvrelle")


@pytest.fixture(scope="module")
def fiche_form(ctg: Ctg) -> bytes:
    return write_form(ctg, describe(ctg, "fiche_action", FICHE))


def fiche(ctg: Ctg | None) -> FicheAction:
    assert ctg is not None
    found = ctg.fiche(FICHE)
    assert found is not None
    return found


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.code for p in problems]


def taken(data: bytes, ctg: Ctg) -> Ctg:
    """The dossier after one form that must give no problem."""
    read = read_forms([("fiche.docx", data)], ctg)
    assert [str(p) for p in read.problems] == []
    assert read.ctg is not None
    return read.ctg


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda p: p.name)
def test_a_form_nobody_touched_changes_nothing(folder: Path) -> None:
    dossier = load(folder)
    made = 0
    for kind in KINDS:
        for id in subjects(dossier, kind)[:3]:
            assert taken(write_form(dossier, describe(dossier, kind, id)), dossier) == dossier
            made += 1
    assert made >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_validators_find_nothing(ctg: Ctg, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "f.docx"
    path.write_bytes(write_form(ctg, describe(ctg, kind, subjects(ctg, kind)[0])))
    assert word_findings(path) == []


def test_a_fiche_filled_in_word_comes_back_field_for_field(ctg: Ctg, fiche_form: bytes) -> None:
    data = fill(
        fiche_form,
        {
            "intitule": "Ouvrir un multi-accueil de vingt-quatre places",
            "pilote": "Département d’Auvrelle-et-Sarne",
            "statut": "En retard",
            "constat": ["Premier paragraphe.", "Second paragraphe."],
            "objectifs": ["Créer des places", "Former les équipes"],
            "thematiques=enfance": True,
            "territoire_entier": True,
            "calendrier.fin": date(2028, 6, 30),
            "calendrier.debut": "mars 2025",
            "lignes[0].montant_euros": "700 000,50 €",
            "lignes[0].base": "par an",
            "indicateurs[0].cible": "60",
            "indicateurs[0].date_cible": "2029",
            "operations[0].descriptif": ["Tout le programme"],
            "etapes[3].realise": True,
        },
    )
    new = fiche(taken(data, ctg))
    assert new.intitule == "Ouvrir un multi-accueil de vingt-quatre places"
    assert new.pilote == next(o.id for o in ctg.organismes if o.nom == "Département d’Auvrelle-et-Sarne")
    assert new.statut is Statut.EN_RETARD
    assert new.constat == "Premier paragraphe.\n\nSecond paragraphe."
    assert new.objectifs == ("Créer des places", "Former les équipes")
    assert [str(t.value) for t in new.thematiques] == ["petite_enfance", "enfance"]
    assert new.territoire_entier
    assert new.calendrier is not None
    assert str(new.calendrier.fin) == "2028-06-30"
    assert str(new.calendrier.debut) == "2025-03"
    assert new.budget is not None
    line, before = new.budget.lignes[0], fiche(ctg).budget
    assert line.montant_euros == Decimal("700000.50")
    assert line.base.libelle == "par an"
    assert before is not None
    assert new.budget.lignes[1:] == before.lignes[1:]
    assert new.indicateurs[0].cible == 60
    assert str(new.indicateurs[0].date_cible) == "2029"
    assert new.operations[0].descriptif == "Tout le programme"
    assert new.operations[0].indicateurs == fiche(ctg).operations[0].indicateurs
    assert new.etapes[3].realise


def test_rich_text_keeps_bold_and_lists(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        control = controls(root, "descriptif")[0]
        put(control, ["Avant", "un", "deux"])
        first, one, two = control.find(f"{W}sdtContent").findall(f"{W}p")
        first.append(run(" gras", "b"))
        for item in (one, two):
            item.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "ListBullet")

    assert fiche(taken(edited(fiche_form, edit), ctg)).descriptif == "Avant **gras**\n\n- un\n- deux"


def test_rows_are_added_by_the_plus_and_by_the_blank_rows(ctg: Ctg, fiche_form: bytes) -> None:
    count = len(fiche(ctg).indicateurs)

    def edit(root: Any) -> None:
        put(controls(root, f"indicateurs[{count}].intitule")[0], "Familles en horaires décalés")
        put(controls(root, f"indicateurs[{count}].nature")[0], "Quantitatif")
        new = add_row(root, "lignes[]")
        put(controls(new, tag_like(new, "sens"))[0], "Recette")
        put(controls(new, tag_like(new, "nature"))[0], "Fondation")
        put(controls(new, tag_like(new, "montant_euros"))[0], "1 500")

    new = fiche(taken(edited(fiche_form, edit), ctg))
    assert new.indicateurs[:count] == fiche(ctg).indicateurs
    assert new.indicateurs[count].intitule == "Familles en horaires décalés"
    assert new.budget is not None
    added = [line for line in new.budget.lignes if line.nature == "Fondation"]
    assert [(line.sens, line.montant_euros) for line in added] == [(SensLigne.RECETTE, Decimal(1500))]


def tag_like(node: Any, name: str) -> str:
    tags = [str(t.get(f"{W}val")) for t in node.iter(f"{W}tag")]
    return next(t for t in tags if t.endswith(f"].{name}"))


def test_a_row_taken_away_goes_and_the_others_stay(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        row = row_of(controls(root, "indicateurs[1].intitule")[0])
        item = row.getparent().getparent()
        item.getparent().remove(item)

    before = fiche(ctg).indicateurs
    assert fiche(taken(edited(fiche_form, edit), ctg)).indicateurs == (before[0], *before[2:])


def test_a_field_emptied_is_emptied(ctg: Ctg, fiche_form: bytes) -> None:
    new = fiche(taken(fill(fiche_form, {"pilote_service": "", "objectifs": [""]}), ctg))
    assert new.pilote_service is None
    assert new.objectifs == ()


def test_a_deleted_control_is_told_and_the_rest_taken(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        gone = controls(root, "pilote_service")[0]
        gone.getparent().remove(gone)
        put(controls(root, "statut")[0], "Réalisé")

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], ctg)
    assert codes(read.problems) == ["FRM004"]
    assert "Service pilote" in read.problems[0].message
    assert read.problems[0].severity is Severity.WARNING
    assert fiche(read.ctg).statut is Statut.REALISE
    assert fiche(read.ctg).pilote_service == fiche(ctg).pilote_service


def test_a_pasted_table_is_told_and_the_rest_taken(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        table = etree_table("Collé", "ici")
        root.find(f"{W}body").insert(4, table)
        put(controls(root, "statut")[0], "Réalisé")

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], ctg)
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


def test_a_duplicated_row_is_told_and_a_changed_copy_is_a_new_row(ctg: Ctg, fiche_form: bytes) -> None:
    def twice(change: bool) -> bytes:
        def edit(root: Any) -> None:
            row = row_of(controls(root, "indicateurs[0].intitule")[0])
            item = row.getparent().getparent()
            new = copy.deepcopy(item)
            item.addnext(new)
            if change:
                put(controls(new, "indicateurs[0].intitule")[0], "Autre mesure")

        return edited(fiche_form, edit)

    read = read_forms([("fiche.docx", twice(False))], ctg)
    assert codes(read.problems) == ["FRM009"]
    assert read.ctg == ctg
    new = fiche(taken(twice(True), ctg)).indicateurs
    assert new[1].intitule == "Autre mesure"
    assert (new[0], *new[2:]) == fiche(ctg).indicateurs


def test_words_beside_the_fields_are_told(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        paragraph = copy.deepcopy(root.find(f"{W}body/{W}p"))
        for node in paragraph.findall(f"{W}r"):
            paragraph.remove(node)
        paragraph.append(run("Penser à prévenir la PMI"))
        root.find(f"{W}body").insert(3, paragraph)

    read = read_forms([("fiche.docx", edited(fiche_form, edit))], ctg)
    assert codes(read.problems) == ["FRM007"]
    assert "prévenir la PMI" in read.problems[0].message


def test_an_unknown_name_is_told_with_its_field(ctg: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {"pilote": "Association Inconnue"}))], ctg)
    assert codes(read.problems) == ["FRM012"]
    assert "Pilote" in read.problems[0].place.cell
    assert read.ctg == ctg


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
    ctg: Ctg, fiche_form: bytes, tag: str, text: Any, expected: str
) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {tag: text, "priorite": "Basse"}))], ctg)
    assert codes(read.problems) == ["FRM017"]
    (problem,) = read.problems
    assert problem.severity is Severity.WARNING
    assert problem.place.file == "fiche.docx"
    assert "champ «" in problem.place.cell
    assert (text if isinstance(text, str) else text[0]) in problem.message
    assert expected in problem.message
    assert fiche(read.ctg) == fiche(ctg).model_copy(update={"priorite": Priorite.BAS})


def test_a_required_field_emptied_is_kept_and_told(ctg: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("fiche.docx", fill(fiche_form, {"intitule": "", "priorite": "Basse"}))], ctg)
    assert codes(read.problems) == ["FRM019"]
    assert "Intitulé" in read.problems[0].message
    assert fiche(read.ctg) == fiche(ctg).model_copy(update={"priorite": Priorite.BAS})


def test_a_new_row_that_lacks_a_field_is_told_and_the_rest_taken(ctg: Ctg, fiche_form: bytes) -> None:
    budget = fiche(ctg).budget
    assert budget is not None
    values: dict[str, Any] = {f"lignes[{len(budget.lignes)}].nature": "Mécénat", "priorite": "Basse",
                              f"indicateurs[{len(fiche(ctg).indicateurs)}].intitule": "Familles",
                              f"indicateurs[{len(fiche(ctg).indicateurs)}].cible": "toutes"}  # fmt: skip
    read = read_forms([("fiche.docx", fill(fiche_form, values))], ctg)
    assert sorted(codes(read.problems)) == ["FRM017", "FRM018"]
    lost = next(p for p in read.problems if p.code == "FRM018")
    assert "Mécénat" in lost.message
    assert "Sens" in lost.message
    assert fiche(read.ctg).budget == budget
    assert fiche(read.ctg).indicateurs[-1].intitule == "Familles"
    assert fiche(read.ctg).indicateurs[-1].cible is None
    assert fiche(read.ctg).priorite is Priorite.BAS


def test_rows_moved_in_a_form_are_moved_in_the_dossier(ctg: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        item = row_of(controls(root, "etapes[0].nom")[0]).getparent().getparent()
        after = row_of(controls(root, "etapes[1].nom")[0]).getparent().getparent()
        after.addnext(item)

    moved = edited(fiche_form, edit)
    first, second, *rest = fiche(ctg).etapes
    assert fiche(taken(moved, ctg)).etapes == (second, first, *rest)
    since = changed(ctg, etapes=(*rest, second, first))
    read = read_forms([("f.docx", moved)], since)
    assert codes(read.problems) == ["FRM003", "FRM020"]
    assert fiche(read.ctg).etapes == (*rest, second, first)


def test_two_forms_that_contradict_each_other_are_refused_with_both_places(
    ctg: Ctg, fiche_form: bytes
) -> None:
    one, two = fill(fiche_form, {"statut": "Réalisé"}), fill(fiche_form, {"statut": "Bloqué"})
    read = read_forms([("a.docx", one), ("b.docx", two)], ctg)
    assert codes(read.problems) == ["FRM010"]
    (problem,) = read.problems
    assert problem.severity is Severity.ERROR
    assert problem.place.file == "b.docx"
    assert "a.docx" in problem.message
    assert "Réalisé" in problem.message
    assert codes(read_forms([("a.docx", one), ("b.docx", one)], ctg).problems) == []


def test_forms_that_complete_each_other_are_both_taken(ctg: Ctg, fiche_form: bytes) -> None:
    one, two = fill(fiche_form, {"statut": "Réalisé"}), fill(fiche_form, {"indicateurs[0].cible": "99"})
    read = read_forms([("a.docx", one), ("b.docx", two)], ctg)
    assert codes(read.problems) == []
    assert fiche(read.ctg).statut is Statut.REALISE
    assert fiche(read.ctg).indicateurs[0].cible == 99


def changed(ctg: Ctg, **update: Any) -> Ctg:
    new = tuple(f.model_copy(update=update) if f.id == FICHE else f for f in ctg.fiches_actions)
    return ctg.model_copy(update={"fiches_actions": new})


def test_a_form_of_another_version_only_brings_what_was_changed_in_it(ctg: Ctg, fiche_form: bytes) -> None:
    since = changed(ctg, intitule="Un autre intitulé", indicateurs=fiche(ctg).indicateurs[::-1])
    read = read_forms(
        [("f.docx", fill(fiche_form, {"statut": "Réalisé", "indicateurs[0].cible": "77"}))], since
    )
    assert codes(read.problems) == ["FRM003"]
    new = fiche(read.ctg)
    assert (new.intitule, new.statut) == ("Un autre intitulé", Statut.REALISE)
    assert new.indicateurs[-1].cible == 77


def test_what_changed_on_both_sides_is_refused_with_both_values(ctg: Ctg, fiche_form: bytes) -> None:
    since = changed(ctg, intitule="Un autre intitulé")
    read = read_forms([("f.docx", fill(fiche_form, {"intitule": "Le mien"}))], since)
    assert codes(read.problems) == ["FRM003", "FRM011"]
    assert "Un autre intitulé" in read.problems[1].message
    assert "Le mien" in read.problems[1].message
    assert fiche(read.ctg).intitule == "Un autre intitulé"


def test_minutes_bring_attendance_decisions_and_things_to_do(ctg: Ctg) -> None:
    reunion = next(r for r in ctg.reunions if r.presences and r.ordre_du_jour)
    known = len(reunion.decisions)
    data = fill(
        write_form(ctg, describe(ctg, "compte_rendu", reunion.id)),
        {
            "presences[0].etat": "Excusé",
            f"decisions[{known}].texte": "Valider le calendrier",
            f"decisions[{known}].echeance": date(2025, 3, 1),
            f"actions[{len(reunion.actions)}].quoi": "Écrire aux maires",
            "ordre_du_jour[0].echanges": ["Le constat est partagé."],
        },
    )
    new = taken(data, ctg).reunion(reunion.id)
    assert new is not None
    assert new.presences[0].etat is EtatPresence.EXCUSE
    assert new.decisions[:known] == reunion.decisions
    assert (new.decisions[known].id, new.decisions[known].texte) == (
        "valider-le-calendrier",
        "Valider le calendrier",
    )
    assert str(new.decisions[known].echeance) == "2025-03-01"
    assert new.actions[-1].quoi == "Écrire aux maires"
    assert new.ordre_du_jour[0].echanges == "Le constat est partagé."
    assert new.ordre_du_jour[1:] == reunion.ordre_du_jour[1:]


def test_equipements_and_instances_come_back(ctg: Ctg) -> None:
    count = len(ctg.equipements)
    values: dict[str, Any] = {
        "equipements[0].places": "26",
        "equipements[0].bonus": ["2025 : 12 000 – COF", "2026 : 12 500 €"],
        f"equipements[{count}].nom": "Ludothèque des Rives",
        f"equipements[{count}].type": "Ludothèque",
    }
    new = taken(fill(write_form(ctg, describe(ctg, "equipements")), values), ctg)
    assert new.equipements[0].places == 26
    assert [(b.annee, b.montant_euros, b.source) for b in new.equipements[0].bonus] == [
        (2025, Decimal(12000), "COF"),
        (2026, Decimal(12500), None),
    ]
    assert new.equipements[1:count] == ctg.equipements[1:]
    assert new.equipements[count].id == "ludotheque-des-rives"
    instance = ctg.gouvernance.instances[0]
    person = ctg.personnes[0]
    rank = len(instance.membres)
    form = write_form(ctg, describe(ctg, "instance", instance.id))
    after = taken(
        fill(form, {f"membres[{rank}].personne": person.nom_usuel, "frequence": "deux fois par an"}), ctg
    )
    found = after.instance(instance.id)
    assert found is not None
    assert found.membres[rank].personne == person.id
    assert found.frequence == "deux fois par an"


def test_another_document_is_refused(ctg: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("lettre.docx", b"rien"), ("f.docx", fiche_form)], ctg)
    assert codes(read.problems) == ["FRM001"]
    assert read.ctg == ctg


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_comes_back_field_for_field(
    ctg: Ctg, fiche_form: bytes, tmp_path: Path
) -> None:
    values: dict[str, Any] = {"statut": "Réalisé", "objectifs": ["Un", "Deux"], "thematiques=enfance": True,
                              "indicateurs[0].cible": "60", "calendrier.fin": date(2028, 6, 30)}  # fmt: skip
    wanted = taken(fill(fiche_form, values), ctg)
    (tmp_path / "f.docx").write_bytes(fill(fiche_form, values))
    saved = resave(tmp_path / "f.docx", "docx:MS Word 2007 XML", tmp_path)
    read = read_forms([("f.docx", saved)], ctg)
    assert {p.code for p in read.problems} <= {"FRM015"}
    assert read.ctg == wanted


@pytest.mark.skipif(not has_uno(), reason="LibreOffice can't be driven: python3-uno is not installed")
def test_a_form_filled_in_libreoffice_comes_back_field_for_field(
    ctg: Ctg, fiche_form: bytes, tmp_path: Path
) -> None:
    old = fiche(ctg)
    assert old.budget is not None
    count = len(old.indicateurs)
    typed: dict[str, Any] = {
        "intitule": "Ouvrir vingt-quatre places",
        "pilote": "Mutualité sociale agricole Auvrelle-Sarne",
        "statut": "Réalisé",
        "objectifs": ["Créer des places", "Former les équipes"],
        "constat": ["Premier paragraphe.", "Second paragraphe."],
        "thematiques=enfance": True,
        "territoire_entier": not old.territoire_entier,
        "calendrier.fin": date(2028, 6, 30),
        "lignes[0].montant_euros": "700 000,50",
        "lignes[0].base": "par an",
        "indicateurs[0].date_cible": date(2029, 12, 31),
        "indicateurs[1].realisations": ["2024\u00a0: 3", "2025\u00a0: 12"],
        f"indicateurs[{count}].intitule": "Familles en horaires décalés",
        f"indicateurs[{count}].nature": "Quantitatif",
        "etapes[3].realise": True,
    }
    wanted = taken(fill(fiche_form, typed), ctg)
    (tmp_path / "f.docx").write_bytes(fiche_form)
    values = {
        bookmark_of(tag, block=isinstance(value, list)): {"date": value.isoformat()}
        if isinstance(value, date)
        else value
        for tag, value in typed.items()
    }
    read = read_forms([("f.docx", fill_in_word(tmp_path / "f.docx", values, tmp_path))], ctg)
    assert {p.code for p in read.problems} <= {"FRM015"}
    assert read.ctg == wanted
    assert [f.id for f in wanted.fiches_actions if f != ctg.fiche(f.id)] == [FICHE]


def test_words_typed_over_a_field_that_lost_its_name_are_taken(ctg: Ctg, fiche_form: bytes) -> None:
    """A word processor that drops tags puts what is typed over a whole bookmark behind it."""

    def edit(root: Any) -> None:
        for tag in list(root.iter(f"{W}tag")):
            tag.getparent().remove(tag)
        mark = next(b for b in root.iter(f"{W}bookmarkStart") if b.get(f"{W}name") == "c_pilote_service")
        for node in mark.getnext().iter(f"{W}r"):
            node.getparent().remove(node)
        mark.getparent().append(run("Service enfance"))

    read = read_forms([("f.docx", edited(fiche_form, edit))], ctg)
    assert codes(read.problems) == ["FRM015"]
    assert read.ctg == changed(ctg, pilote_service="Service enfance")
