"""Tables one can sort and filter: rows as they come, to an .xlsx. Knows cells only, and keeps one row in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ctg_docs.echanges.outils import need
from ctg_docs.engine.opc.aside import writing_sheets

__all__ = ["Champ", "Feuille", "save_book"]

_USE = "Écrire un classeur Excel"
_PRIMARY, _INK, _WHITE = "1F4E79", "1B2733", "FFFFFF"


@dataclass(frozen=True, slots=True)
class Champ:
    """A column: its head, its width in characters, its number format."""

    titre: str
    largeur: int
    forme: str = "General"


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet.

    Attributes:
        titre: name of the tab.
        champs: its columns.
        lignes: its rows, one value per column, read once.
        couleurs: background, as hexadecimal digits, of the rows whose first cell holds the text; words stay the meaning.
        totaux: last row, one value per column; none when empty.
    """

    titre: str
    champs: Sequence[Champ]
    lignes: Iterable[Sequence[object]]
    couleurs: dict[str, str]
    totaux: Sequence[object] = ()


def save_book(path: Path, titre: str, feuilles: Sequence[Feuille]) -> None:
    """Write a workbook.

    Raises:
        MissingToolError: openpyxl is not installed.
        OSError: the file can't be written.
        OutputError: the temporary folder is full.
    """
    book = need("openpyxl", "excel", _USE).Workbook(write_only=True)
    book.properties.creator, book.properties.title, book.properties.language = "ctg-docs", titre, "fr-FR"
    with writing_sheets():
        for feuille in feuilles:
            _Sheet(book, feuille).write()
        book.save(path)


class _Sheet:
    def __init__(self, book: Any, feuille: Feuille) -> None:
        self._feuille = feuille
        self._sheet = book.create_sheet(feuille.titre)
        self._cell = need("openpyxl.cell", "excel", _USE).WriteOnlyCell
        self._letter = need("openpyxl.utils", "excel", _USE).get_column_letter
        styles = need("openpyxl.styles", "excel", _USE)
        self._top = styles.Alignment(vertical="top", wrap_text=True)
        self._bold = styles.Font(name="Calibri", size=11, bold=True, color=_INK)
        self._head = styles.Font(name="Calibri", size=11, bold=True, color=_WHITE)
        self._fills = {
            c: styles.PatternFill("solid", start_color=c) for c in {_PRIMARY, *feuille.couleurs.values()}
        }

    def write(self) -> None:
        """Write heads that stay in sight, rows, totals, and the filter over them."""
        sheet, champs = self._sheet, self._feuille.champs
        for rank, champ in enumerate(champs, 1):
            sheet.column_dimensions[self._letter(rank)].width = champ.largeur
        sheet.freeze_panes = "B2"
        sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
            "landscape",
            1,
            0,
        )
        sheet.sheet_properties.pageSetUpPr = need(
            "openpyxl.worksheet.properties", "excel", _USE
        ).PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        sheet.append([self._styled(champ.titre, champ, self._head, _PRIMARY) for champ in champs])
        count = 1
        for ligne in self._feuille.lignes:
            colour = self._feuille.couleurs.get(str(ligne[0]), "")
            sheet.append(
                [
                    self._styled(value, champ, None, colour if rank == 0 else "")
                    for rank, (value, champ) in enumerate(zip(ligne, champs, strict=True))
                ]
            )
            count += 1
        sheet.auto_filter.ref = f"A1:{self._letter(len(champs))}{count}"
        if self._feuille.totaux:
            totals = zip(self._feuille.totaux, champs, strict=True)
            sheet.append([self._styled(value, champ, self._bold, "") for value, champ in totals])

    def _styled(self, value: object, champ: Champ, font: Any, colour: str) -> Any:
        """Return a cell; a text is a text, whatever it begins with: never a formula."""
        cell = self._cell(self._sheet, value=None if value == "" else value)
        if isinstance(value, str) and value:
            cell.data_type = "s"
        cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else champ.forme
        cell.alignment = self._top
        if font is not None:
            cell.font = font
        if colour:
            cell.fill = self._fills[colour]
        return cell
