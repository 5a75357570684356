"""Drop-down lists and input help: closed lists by label, references by identifier, or by name while there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ctg_docs.echanges.outils import need
from ctg_docs.echanges.tableaux.identifiants import NAMED
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import ANCESTORS, RECURSIVE
from ctg_docs.echanges.tableaux.schema import Column, Table

__all__ = ["LISTS", "Lists"]

LISTS: Final = "Listes"
_FIRST_ROW, _SPARE_ROWS = 3, 300
_CALLED: Final = (("prenom", "nom"), ("nom",), ("intitule",), ("titre",))
"""Fields that a person reads a row by, the first that a table has."""
_TITLE, _PROMPT = 32, 255
"""Characters that Excel shows of a note."""

_REGISTERS: Final[dict[str, str]] = {
    "organismes": "Organismes",
    "personnes": "Personnes",
    "signataires": "Signataires",
    "deliberations": "Délibérations",
    "objectifs": "Objectifs",
    "fiches_actions": "Fiches",
    "instances": "Instances",
    "reunions": "Réunions",
    "avenants": "Avenants",
    "annexes": "Annexes",
    "etapes": "Rétroplanning",
    "postes": "Coopérateurs",
    "equipements": "Équipements",
    "nouveaux_signataires": "Avenants, parties",
}
"""Register to the sheet that holds its identifiers."""


class Lists:
    """The validations of a workbook; the closed lists stand on a hidden sheet."""

    def __init__(self, book: Any, rows: Mapping[str, Sequence[Row]], tables: Sequence[Table]) -> None:
        self._book = book
        self._tables = {table.name: table for table in tables}
        self._validation = need(
            "openpyxl.worksheet.datavalidation", "excel", "Écrire un classeur"
        ).DataValidation
        self._letters = need("openpyxl.utils", "excel", "Écrire un classeur").get_column_letter
        self._closed: dict[str, tuple[int, int]] = {}
        self._rows = rows
        self._sheet = book.create_sheet(LISTS)
        self._sheet.sheet_state = "hidden"

    def finish(self) -> None:
        """Put the hidden sheet last."""
        self._book.move_sheet(self._sheet, len(self._book.sheetnames))

    def offer(self, sheet: Any, column: Column, spread: str) -> None:
        """Attach the list and the help of a column to cells."""
        formula = self._formula(column) if column.register or not column.many else None
        self._attach(sheet, spread, column.header, " ".join(_help(column)), formula, strict=not column.many)

    def offer_link(self, sheet: Any, table: Table, header: str, spread: str) -> None:
        """Attach the list of a column that names a row of another sheet."""
        name = next((n for n, h in ANCESTORS.items() if h == header), "")
        target = _REGISTERS.get(name)
        if header in RECURSIVE.values() and table.key == "id":
            target = table.name
        formula = self._identifiers(target)
        text = _LINKS.get(header) or f"Ligne de « {target} » à laquelle celle-ci appartient."
        self._attach(sheet, spread, header, text, formula)

    def _formula(self, column: Column) -> str | None:
        if column.choice is not None:
            return self._labels(column.choice.__name__, [m.libelle for m in column.choice])
        if column.kind == "oui_non":
            return self._labels("OuiNon", ["oui", "non"])
        return self._identifiers(_REGISTERS.get(column.register or ""))

    def _labels(self, name: str, labels: Sequence[str]) -> str:
        if name not in self._closed:
            rank = len(self._closed) + 1
            self._sheet.cell(1, rank, name)
            for row, label in enumerate(labels, 2):
                self._sheet.cell(row, rank, label)
            self._closed[name] = (rank, len(labels))
        rank, count = self._closed[name]
        letter = self._letters(rank)
        return f"{LISTS}!${letter}$2:${letter}${count + 1}"

    def _identifiers(self, target: str | None) -> str | None:
        table = self._tables.get(target or "")
        if table is None:
            return None
        if table.name not in self._closed:
            self._closed[table.name] = (len(self._closed) + 1, len(self._rows[table.name]) + _SPARE_ROWS)
            self._name_rows(table)
        rank, count = self._closed[table.name]
        letter = self._letters(rank)
        spread = f"{LISTS}!${letter}$2:${letter}${count + 1}"
        return f'OFFSET({LISTS}!${letter}$2,0,0,MAX(1,COUNTIF({spread},"?*")),1)'

    def _name_rows(self, table: Table) -> None:
        """Write what each row of a sheet is cited by: its identifier, or its name while the identifier is blank."""
        headers = {c.path[0]: c.header for c in table.columns if len(c.path) == 1}
        fields = next((fields for fields in _CALLED if all(f in headers for f in fields)), ("id",))
        letters = {f: self._letters(table.headers.index(headers[f]) + 1) for f in ("id", *fields)}
        rank, count = self._closed[table.name]
        self._sheet.cell(1, rank, table.name)
        for row in range(count):
            cells = {f: f"'{table.name}'!${letter}{_FIRST_ROW + row}" for f, letter in letters.items()}
            name = '&" "&'.join(cells[f] for f in fields)
            self._sheet.cell(2 + row, rank, f'=IF({cells["id"]}<>"",{cells["id"]},TRIM({name}))')

    def _attach(
        self, sheet: Any, spread: str, title: str, text: str, formula: str | None, *, strict: bool = True
    ) -> None:
        rule = self._validation(type="list" if formula else None, formula1=formula, allow_blank=True)
        rule.promptTitle, rule.prompt = _cut(_short(title), _TITLE), _cut(text, _PROMPT)
        rule.showInputMessage = True
        if formula and strict:
            rule.errorStyle, rule.showErrorMessage = "warning", True
            rule.errorTitle, rule.error = "Valeur hors de la liste", "Choisissez une valeur de la liste."
        rule.add(spread)
        sheet.add_data_validation(rule)


_RULE: Final = "Minuscules sans accent, chiffres et tirets. Laissé vide, il est écrit d’après le nom."
_FEW: Final = 8
"""Labels told in a note; the list shows more."""
_LITTLE: Final = 8
"""A help as short as « Champ. » tells nothing."""

_LINKS: Final[dict[str, str]] = {
    "N°": "Rang de la ligne ; d’autres feuilles le citent. Il peut rester vide.",
    "Opération n°": "Rang de l’opération dans sa fiche ; vide si la ligne est à l’action elle-même.",
    "Indicateur n°": "Rang de l’indicateur, colonne « N° » de la feuille « Indicateurs ».",
    "Point n°": "Rang du point, colonne « N° » de la feuille « Ordre du jour ».",
    "Évaluation n°": "Rang de l’évaluation, colonne « N° » de la feuille « Évaluations ».",
    "Piste n°": "Rang de la piste, colonne « N° » de la feuille « Pistes ».",
    "Sous-objectif de": "Objectif du niveau supérieur ; vide au premier niveau.",
    "Sous-point du n°": "Point qui contient celui-ci ; vide au premier niveau.",
}


def _short(title: str) -> str:
    """Return the end of a title that says its section first, when the whole is too long."""
    return title if len(title) <= _TITLE else title.rpartition("\u00a0– ")[2]


def _cut(text: str, longest: int) -> str:
    """Cut a text between two words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _help(column: Column) -> Iterator[str]:
    """Yield what a note says, what matters most first: the end of a long one isn't shown."""
    if column.required:
        yield "Obligatoire."
    elif column.wanted:
        yield "Exigé pour une version définitive."
    if column.choice is not None and not column.many:
        yield _about_choice(column)
    elif column.help:
        yield column.help
    if column.header == NAMED and column.required:
        yield _RULE
    if column.many:
        yield "Une valeur par ligne (Alt+Entrée)."
        if column.choice is not None:
            yield "Au choix : " + ", ".join(m.libelle for m in column.choice) + "."
        elif column.register:
            yield f"Identifiants ou noms de « {_REGISTERS.get(column.register, column.register)} »."
    elif column.register:
        yield f"Identifiant ou nom, feuille « {_REGISTERS.get(column.register, column.register)} »."
    elif column.kind == "moment":
        yield "2024, mars 2024, 2024-T3, 19/01/2024…"


def _about_choice(column: Column) -> str:
    """Return the help of a closed list with its labels: a file of data writes codes, a cell doesn't."""
    labels = [m.libelle for m in column.choice or ()]
    codes = any(
        re.search(rf"\b{re.escape(m.value)}\b", column.help) and m.value != m.libelle
        for m in column.choice or ()
    )
    told = "" if codes or len(column.help) < _LITTLE else f"{column.help} "
    return f"{told}Au choix : {', '.join(labels)}." if len(labels) <= _FEW or not told else column.help
