"""The first sheet: how the workbook is filled and taken back, and what each sheet holds. Knows tables, not the dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ctg_docs.echanges.classeur import apparence as look
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import MAIN
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table
from ctg_docs.french import typographier

__all__ = ["HOME", "write_home"]

HOME: Final = "Mode d’emploi"

_STEPS: Final = (
    "Remplissez les feuilles dont vous avez besoin, les onglets bleus d’abord. Une ligne par élément ; l’ordre des "
    "lignes est celui des documents.",
    "Enregistrez le classeur, toujours en .xlsx.",
    "Reprenez-le : ctg-docs import classeur.xlsx mon-dossier. Ce qui change est montré avant d’être écrit, et l’état "
    "précédent est gardé.",
)
_SIGNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Obligatoire", "required", "Colonne sans laquelle la ligne n’est pas reprise."),
    ("Version définitive", "wanted", "Colonne exigée pour la version définitive seulement."),
    ("Liste", "", "Une flèche apparaît dans la cellule : choisissez une valeur. Une aide s’affiche à côté."),
    (
        "Identifiant",
        "",
        "Nom court et stable, sans espace ni accent (caf-deux-sevres), par lequel une feuille cite une ligne d’une "
        "autre. Le nom en toutes lettres est compris aussi.",
    ),
    ("Plusieurs valeurs", "", "Une par ligne dans la cellule (Alt+Entrée, ou Ctrl+Entrée dans LibreOffice)."),
    ("Dates", "", "19/01/2024. Quand la précision est libre : 2024, mars 2024, 2024-T3."),
    ("∅", "", "Rubrique présente mais vide. Une case vide veut dire : rien de dit."),
    ("Retirer", "", "Supprimez la ligne. Une feuille ou une colonne supprimée ne retire rien du dossier."),
    ("À ne pas toucher", "", "Les deux premières lignes de chaque feuille, et le nom des feuilles."),
    (
        "En cas d’erreur",
        "",
        "Une case illisible est laissée comme le dossier la donne, avec son adresse (Fiches!D12) ; le reste est repris.",
    ),
)
_WIDTHS: Final = (26, 9, 100)


def write_home(sheet: Any, title: str, rows: Mapping[str, Sequence[Row]], tables: Sequence[Table]) -> None:
    """Fill the first sheet.

    Args:
        sheet: it.
        title: name of the convention and of the territory.
        rows: the rows of the dossier, to count them.
        tables: the sheets of the workbook.
    """
    sheet.title = HOME
    look.widths(sheet, _WIDTHS)
    look.title(sheet, 1, title)
    line = _section(sheet, 2, "En trois étapes")
    for rank, text in enumerate(_STEPS, 1):
        line = _line(sheet, line, str(rank), text)
    line = _section(sheet, line + 1, "Repères")
    for name, sign, text in _SIGNS:
        if sign:
            look.headers(sheet, line, (name,), height=20)
            look.mark(sheet.cell(line, 1), required=sign == "required", wanted=sign == "wanted")
        line = _line(sheet, line, name, text)
    line = _section(sheet, line + 1, "Les feuilles")
    look.headers(sheet, line, ("Feuille", "Lignes", "Ce qu’elle contient"))
    for rank, table in enumerate(tables, line + 1):
        _index(sheet, rank, table, len(rows[table.name]))
    sheet.sheet_view.showGridLines = False
    look.page(sheet, None)


def _section(sheet: Any, row: int, text: str) -> int:
    look.section(sheet.cell(row, 1, text))
    sheet.row_dimensions[row].height = 24
    return row + 1


def _line(sheet: Any, row: int, name: str, text: str) -> int:
    cell = sheet.cell(row, 1, name)
    if not cell.fill.fill_type:
        look.paragraph(cell)
    sheet.cell(row, 2, typographier(text))
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    look.paragraph(sheet.cell(row, 2))
    look.height(sheet, row, [(text, _WIDTHS[1] + _WIDTHS[2])])
    return row + 1


def _index(sheet: Any, row: int, table: Table, count: int) -> None:
    cell = sheet.cell(row, 1, table.name)
    cell.hyperlink = f"#'{table.name}'!A1"
    look.link(cell, strong=table.name in MAIN)
    sheet.cell(row, 2, count if table.name != DOSSIER else None)
    sheet.cell(row, 3, _about(table))


def _about(table: Table) -> str:
    if table.name == DOSSIER:
        return (
            "Toutes les rubriques qui ne sont pas des listes\u00a0: territoire, convention, textes, réglages."
        )
    shown = ", ".join(c.header for c in table.columns[:6] if c.path != ("id",))
    return f"{shown}…" if len(table.columns) > 6 else shown
