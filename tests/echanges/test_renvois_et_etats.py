"""What officers write for short: « idem », a state with its reason, a target in a header, years over « prévu », coloured bars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.lecteurs import one_step
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.echanges.etranger.territoire import name_of
from ctg_docs.echanges.feuilles import open_book
from ctg_docs.models import Ctg
from ctg_docs.steps.imports import Import, prepare_import

Rows = list[list[Any]]


def take(tmp_path: Path, rows: Rows, *merged: str) -> Import:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(tmp_path / "plan.xlsx")
    return prepare_import([tmp_path / "plan.xlsx"], tmp_path / "neuf")


def names(ctg: Ctg) -> dict[str, str]:
    return {o.id: o.nom for o in ctg.organismes}


def test_years_that_stand_over_some_headers_give_what_was_planned_and_what_was_spent(tmp_path: Path) -> None:
    ready = take(
        tmp_path,
        [
            ["Suivi de la CTG", None, None, None, None, None, None],
            [None, None, None, "Exercice 2024", None, "Exercice 2025", None],
            ["Action", "Pilote", "Statut", "Prévu", "Réalisé", "Prévu", "Réalisé"],
            ["Ouvrir un LAEP", "Caf", "En cours", 12000, 11480.5, "8 k€", 0],
            ["Former les agents", "MSA", "Fait", 4800, 4800, None, 2400],
        ],
        "D2:E2",
        "F2:G2",
    )
    laep, former = ready.new.fiches_actions
    assert laep.budget is not None
    assert [(li.annee, str(li.montant_euros)) for li in laep.budget.lignes] == [
        (2024, "12000"),
        (2025, "8000"),
    ]
    assert [(s.annee, float(s.depense_euros or 0)) for s in laep.suivi] == [(2024, 11480.5), (2025, 0)]
    assert [(s.annee, str(s.depense_euros)) for s in former.suivi] == [(2024, "4800"), (2025, "2400")]
    assert not ready.left


def test_a_cell_that_points_at_another_says_what_that_one_says(tmp_path: Path) -> None:
    ready = take(
        tmp_path,
        [
            ["N°", "Action", "Pilote", "Partenaires", "Échéance"],
            ["1.1", "Ouvrir un LAEP", "Centre social", "Caf, MSA", "2025"],
            ["1.2", "Former les agents", "idem", "Idem + mission locale", "2026"],
            ["2.1", "Éditer un guide", "CCAS", "Département", "idem"],
            ["2.2", "Tenir un forum", "idem n° 1.1", "idem 7.4", "2027"],
        ],
    )
    shown = names(ready.new)
    laep, former, guide, forum = ready.new.fiches_actions
    assert [shown[f.pilote or ""] for f in (laep, former, guide, forum)] == [
        "Centre social", "Centre social", "CCAS", "Centre social",
    ]  # fmt: skip
    assert [shown[p.organisme] for p in former.partenaires] == ["Caf", "MSA"]
    assert former.partenaires_texte == "mission locale"
    assert guide.calendrier is not None
    assert str(guide.calendrier.fin) == "2026"
    assert not forum.partenaires, "nobody knows what it points at"
    assert any("« idem » lu « Centre social »" in p.message.replace("\xa0", " ") for p in ready.problems)


STATES = [
    ("en attente agrément Caf", "en_pause"), ("Reporté en 2026", "en_pause"), ("A discuter en COPIL", "a_discuter"),
    ("Abandonné fin 2024 (faute de candidats)", "abandonne"), ("Lancée au printemps", "en_cours"),
    ("réalisé à 50 %", None), ("fait en partie", "en_cours"), ("Travaux en cours (50 %)", "en_cours"), ("pas en cours", None), ("non réalisé", None), ("Réalisées sauf une", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "state"), STATES, ids=[s for s, _ in STATES])
def test_a_state_with_its_reason_is_that_state_and_the_reason_stays(
    said: str, state: str | None, tmp_path: Path
) -> None:
    ready = take(tmp_path, [["Action", "Pilote", "État"], ["Ouvrir un LAEP", "Caf", said]])
    (fiche,) = ready.new.fiches_actions
    assert (fiche.statut and fiche.statut.value) == state
    assert fiche.notes == (f"État : {said}",)


def test_a_target_whose_header_names_the_indicator_is_its_own(tmp_path: Path) -> None:
    ready = take(
        tmp_path,
        [
            ["Action", "Opération", "Pilote", "Nb bénéficiaires cible", "Valeur cible"],
            ["Ouvrir un LAEP", "Aménager", "Caf", 60, 7],
        ],
    )
    (fiche,) = ready.new.fiches_actions
    ((indicator,),) = [o.indicateurs for o in fiche.operations]
    assert (indicator.intitule, str(indicator.cible)) == ("Nb bénéficiaires", "60")
    assert fiche.notes == ("Aménager – Valeur cible : 7",), "the target of what?"


AMOUNTS = [
    ("18 à 20 000 €", "18000", "20000"),
    ("35 à 40 000 €", "35000", "40000"),
    ("15 à 18 k€", "15000", "18000"),
    ("500 à 1 000 €", "500", "1000"),
    ("entre 3 000 et 4 000 €", "3000", "4000"),
]


@pytest.mark.parametrize(("said", "low", "high"), AMOUNTS, ids=[s for s, _, _ in AMOUNTS])
def test_the_low_end_of_a_range_is_counted_as_its_high_end_is(said: str, low: str, high: str) -> None:
    ((amount,), _) = read_amounts(said)
    assert (str(amount.low), str(amount.high)) == (low, high)


STEPS = [
    ("Travaux : janvier 2026 à mai 2027", "Travaux", "2026-01/2027-05"),
    ("Diagnostic partagé – mars à juin 2024", "Diagnostic partagé", "2024-03/06"),
    ("Dépôt des dossiers Caf : 15 mai 2025", "Dépôt des dossiers Caf", "2025-05-15"),
    ("Passage à 1,5 ETP : 01.01.2025", "Passage à 1,5 ETP", "2025-01-01"),
    ("Recruter (09/2025)", "Recruter", "2025-09"),
    ("T3 2026 : ouvrir", "ouvrir", "2026-T3"),
    ("Recruter 2 agents en 2025 : 30 000 €", "Recruter 2 agents en 2025 : 30 000 €", None),
    ("Local : 12 rue du Lac 24", "Local : 12 rue du Lac 24", None),
]


@pytest.mark.parametrize(("said", "name", "day"), STEPS, ids=[s for s, _, _ in STEPS])
def test_a_step_gives_its_day_when_it_says_one_and_nothing_more(
    said: str, name: str, day: str | None
) -> None:
    found = one_step(said)
    assert (found["nom"], found.get("echeance")) == (name, day)


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["Territoire : Communauté de communes du Val d’Ornette (36)"]], "Communauté de communes du Val d’Ornette"),
        ([["TABLEAU DE SUIVI", None], ["CA Pays de Serrières – Drôme", None, "Par :", "Nadège F."]], "CA Pays de Serrières"),
        ([["Commune", "Action", "Pilote"], ["Loubière", "Ouvrir", "Caf"]], ""),
        ([["Communes concernées", "Action", "Pilote"]], ""),
    ],
)  # fmt: skip
def test_the_territory_is_the_one_that_the_first_rows_name(rows: Rows, name: str) -> None:
    assert name_of([Grid("p.xlsx", "Feuil1", rows)]) == name


def test_the_colours_of_an_ods_are_read_but_those_of_its_edge() -> None:
    import io

    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableCellProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for name, colour in (("bleu", "#3366FF"), ("blanc", "#ffffff")):
        style = Style(name=name, family="table-cell")
        style.addElement(TableCellProperties(backgroundcolor=colour))
        document.automaticstyles.addElement(style)
    table, row = Table(name="Planning"), TableRow()
    first = TableCell(valuetype="string", stylename="bleu")
    first.addElement(P(text="Forum"))
    row.addElement(first)
    for style, times in (("bleu", 2), ("blanc", 3), ("bleu", 1), ("bleu", 1000)):
        row.addElement(TableCell(stylename=style, numbercolumnsrepeated=times))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    (sheet,) = open_book(out.getvalue(), "p.ods").sheets
    assert sheet.coloured == {(1, 2): "3366FF", (1, 3): "3366FF", (1, 7): "3366FF"}


def test_the_lines_below_a_label_of_a_word_fiche_are_its_items_and_the_paragraph_above_tells_why(
    tmp_path: Path,
) -> None:
    from docx import Document

    document = Document()
    for line in (
        "Action 1.1 : Ouvrir une crèche", "Le quartier compte 214 enfants pour 18 places.", "Porteur : Ville de Marest",
        "Public : 0-3 ans", "Étapes :", "Programme (S2 2025)", "Travaux : janvier 2026 à mai 2027", "Calendrier : 2025-2027",
        "Action 1.2 : Tenir un forum", "Réunir les familles une fois l’an.", "Porteur : Caf", "Public : familles",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    creche, forum = prepare_import([tmp_path / "plan.docx"], tmp_path / "neuf").new.fiches_actions
    assert creche.constat == "Le quartier compte 214 enfants pour 18 places."
    assert (forum.constat, forum.descriptif) == (None, "Réunir les familles une fois l’an.")
    assert [(e.nom, str(e.echeance)) for e in creche.etapes] == [
        ("Programme", "2025-S2"),
        ("Travaux", "2026-01/2027-05"),
    ]


def test_a_grid_of_communes_says_where_and_what_each_gives_and_its_last_row_is_a_sum(tmp_path: Path) -> None:
    ready = take(
        tmp_path,
        [
            ["Qui fait quoi dans les communes", None, None, None, None, None],
            ["N°", "Action", "Auzerac", "Castelmau", "La Roque", "Pilote"],
            ["A1", "RPE itinérant", "✓", None, "✓", "Caf"],
            ["A2", "Aide à l’équipement", 500, 45000, None, "MSA"],
            ["A3", "Forum", None, 250, "x", "Caf"],
            [None, "Participation des communes", 500, 45250, None, None],
        ],
    )
    shown = [(f.intitule, f.secteur_geographique) for f in ready.new.fiches_actions]
    assert shown == [
        ("RPE itinérant", ("Auzerac", "La Roque")),
        ("Aide à l’équipement", ("Auzerac", "Castelmau")),
        ("Forum", ("Castelmau", "La Roque")),
    ]
    budget = ready.new.fiches_actions[1].budget
    assert budget is not None
    assert [(li.sens.value, li.nature, str(li.montant_euros)) for li in budget.lignes] == [
        ("recette", "Auzerac", "500"),
        ("recette", "Castelmau", "45000"),
    ]


def test_a_fiche_keeps_what_is_ticked_and_a_list_of_fiches_is_no_second_plan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    summary: Any = book.active
    summary.title = "Sommaire"
    for row in (["N°", "Fiche action", "Pilote"], [1, "Ouvrir une crèche", "Caf"], [2, "Former", "MSA"]):
        summary.append(row)
    for rank, (title, ticks) in enumerate(
        (("Ouvrir une crèche", ["X", None, "X"]), ("Former", [None, "x", None])), 1
    ):
        sheet: Any = book.create_sheet(f"Fiche {rank}")
        rows: Rows = [
            ["Axe", "Axe 1 – Petite enfance"], ["Intitulé de l’action", title], ["Pilote", "Caf" if rank == 1 else "MSA"],
            ["Public(s)", "Petite enfance", "Jeunes", "Familles"], [None, *ticks], [None, "Séniors", "Parents", "Agents"], [],
            ["Calendrier", 2024, 2025, 2026], [None, *ticks[::-1]], ["Contenu", "Un texte."], ["État", "En cours"],
        ]  # fmt: skip
        for line in rows:
            sheet.append(line)
        sheet.merge_cells("A4:A7")
        sheet.merge_cells("A8:A9")
    book.save(tmp_path / "plan.xlsx")
    fiches = prepare_import([tmp_path / "plan.xlsx"], tmp_path / "neuf").new.fiches_actions
    assert [(f.intitule, f.publics_cibles, f.rattachement) for f in fiches] == [
        ("Ouvrir une crèche", ("Petite enfance", "Familles"), "petite-enfance"),
        ("Former", ("Jeunes",), "petite-enfance"),
    ]
    first, second = (f.calendrier for f in fiches)
    assert first is not None
    assert second is not None
    assert (first.debut, first.texte, str(second.debut)) == (None, "2024, 2026", "2025"), "2025 is not ticked"


def test_a_group_of_communes_named_as_the_place_is_the_whole_territory_and_is_told(tmp_path: Path) -> None:
    ready = take(
        tmp_path,
        [
            ["Action", "Pilote", "Communes concernées"],
            ["Ouvrir un LAEP", "Caf", "CC du Val d’Arz"],
            ["Former", "Caf", "Toutes"],
        ],
    )
    assert all(f.territoire_entier for f in ready.new.fiches_actions)
    assert [p.value for p in ready.problems if "Tout le territoire" in p.message] == ["CC du Val d’Arz"]


def test_a_year_between_two_headers_is_no_number_of_a_fiche(tmp_path: Path) -> None:
    ready = take(tmp_path, [["Action", "2028", "Axe"], ["Ouvrir un LAEP", "x", "Axe 1 – Grandir"]])
    assert [(f.intitule, f.rattachement) for f in ready.new.fiches_actions] == [("Ouvrir un LAEP", "grandir")]
