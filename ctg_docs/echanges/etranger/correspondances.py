"""The small file where a person corrects what was understood of a foreign workbook: its sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.echanges.etranger.ressemblance import is_field
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.sources.nodes import flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.write import dump_yaml
from ctg_docs.sources.yaml_file import parse_yaml

__all__ = ["IGNORE", "READ", "Known", "known_text", "read_known"]

IGNORE: Final = "ignorer"
READ: Final = "lire"


@dataclass(frozen=True, slots=True)
class Known:
    """What a person decided.

    Attributes:
        columns: header to field or « ignorer », headers without case nor accents; empty when nothing was decided.
        sheets: sheet to « lire » or « ignorer », the same way.
        rows: sheet to the numbers of the rows to skip; the empty name is every sheet.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def reads(self, sheet: str) -> bool | None:
        """Return whether a sheet is to be read; None when nobody said."""
        said = self.sheets.get(cle(sheet))
        return None if said is None else said == READ

    def skipped(self, sheet: str) -> tuple[int, ...]:
        """Return the rows of a sheet to skip, counted from 1."""
        return (*self.rows.get("", ()), *(self.rows.get(cle(sheet), ()) if sheet else ()))


def read_known(text: str) -> Known:
    """Read the file.

    Raises:
        DataError: it can't be read, or names an unknown field.
    """
    report = Report()
    node = parse_yaml(text, "correspondances", report)
    parsed = flatten(node, report) if node is not None else None
    data = parsed.data if parsed is not None and isinstance(parsed.data, dict) else {}
    if report.has_errors or not isinstance(data.get("colonnes"), dict):
        raise DataError("Le fichier de correspondances ne peut pas être lu.", report.problems)
    columns = _section(data["colonnes"])
    for field_ in columns.values():
        if field_ != IGNORE and not is_field(field_):
            allowed = ", ".join([*FIELDS, IGNORE])
            raise DataError(f"Correspondances : champ inconnu « {field_} ». Champs possibles : {allowed}.")
    sheets = _section(data.get("feuilles") or {})
    for word in sheets.values():
        if word not in (READ, IGNORE):
            raise DataError(f"Correspondances : mot inconnu « {word} ». Au choix : {READ}, {IGNORE}.")
    return Known(columns, sheets, _rows(data.get("lignes_ignorees") or []))


def _section(data: Any) -> dict[str, str]:
    if not isinstance(data, dict):
        raise DataError("Le fichier de correspondances ne peut pas être lu.")
    return {cle(str(key)): str(value) for key, value in data.items()}


def _rows(data: Any) -> dict[str, tuple[int, ...]]:
    """Read « lignes_ignorees »: numbers of rows, of every sheet or sheet by sheet."""
    by_sheet = data if isinstance(data, dict) else {"": data}
    try:
        return {
            cle(str(s)): tuple(int(n) for n in (rows if isinstance(rows, list) else [rows]))
            for s, rows in by_sheet.items()
        }
    except (TypeError, ValueError):
        raise DataError(
            "Correspondances : « lignes_ignorees » attend des numéros de lignes, par exemple [3, 12]."
        ) from None


def known_text(
    file: str,
    columns: Mapping[str, str],
    sheets: Mapping[str, str],
    rows: Mapping[str, tuple[int, ...]],
    doubts: Sequence[str] = (),
) -> str:
    """Return the file, with what was understood; the next import reads it.

    Args:
        file: the workbook.
        columns: header to what was understood, or decided.
        sheets: the same of the sheets.
        rows: those to skip.
        doubts: sheets left without a person's word: proposed, decided by nobody.
    """
    head = (
        f"# Ce qui a été compris de « {file} ». Corrigez à droite, puis relancez l’import : ce fichier sera suivi.\n"
        f"# Champs possibles d’une colonne : {', '.join([*FIELDS, IGNORE])}.\n"
        "# Avec une année : budget_2026, bilan_2025, depense_2025 ; un mois d’un calendrier : periode_2026-03.\n"
        f"# Une feuille : {READ} ou {IGNORE}. Des lignes à sauter : leurs numéros, feuille par feuille.\n"
    )
    skipped: Any = {sheet: list(found) for sheet, found in rows.items() if sheet} or list(rows.get("", ()))
    named = {"feuilles": dict(sheets)} if any(sheets) else {}
    for sheet in doubts:
        head += f"# Feuille laissée : pour la prendre ou l’écarter, ajoutez sous « feuilles » :  {dump_yaml({sheet: READ})}"
    return head + dump_yaml({**named, "lignes_ignorees": skipped, "colonnes": dict(columns)})
