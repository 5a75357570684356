"""The small file where a person corrects what was understood of a foreign workbook: its sheets, its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

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
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)

    def reads(self, sheet: str) -> bool | None:
        """Return whether a sheet is to be read; None when nobody said."""
        said = self.sheets.get(cle(sheet))
        return None if said is None else said == READ


def read_known(text: str, fields: Iterable[str]) -> Known:
    """Read the file.

    Args:
        text: its content.
        fields: what a column may mean.

    Raises:
        DataError: it can't be read, or names an unknown field.
    """
    report = Report()
    node = parse_yaml(text, "correspondances", report)
    parsed = flatten(node, report) if node is not None else None
    data = parsed.data if parsed is not None and isinstance(parsed.data, dict) else {}
    if report.has_errors or not isinstance(data.get("colonnes"), dict):
        raise DataError("Le fichier de correspondances ne peut pas être lu.", report.problems)
    columns = _checked(data["colonnes"], [*fields, IGNORE], "champ inconnu", "Champs possibles")
    sheets = _checked(data.get("feuilles") or {}, [READ, IGNORE], "mot inconnu", "Au choix")
    return Known(columns, sheets)


def _checked(data: Any, allowed: list[str], wrong: str, advice: str) -> dict[str, str]:
    if not isinstance(data, dict):
        raise DataError("Le fichier de correspondances ne peut pas être lu.")
    unknown = [v for v in data.values() if v not in allowed]
    if unknown:
        raise DataError(f"Correspondances : {wrong} « {unknown[0]} ». {advice} : {', '.join(allowed)}.")
    return {cle(str(key)): str(value) for key, value in data.items()}


def known_text(
    file: str, columns: Mapping[str, str], sheets: Mapping[str, str], fields: Iterable[str]
) -> str:
    """Return the file, with what was understood; the next import reads it."""
    head = (
        f"# Ce qui a été compris de « {file} ». Corrigez à droite, puis relancez l’import : ce fichier sera suivi.\n"
        f"# Champs possibles d’une colonne : {', '.join(fields)}, {IGNORE}.\n"
    )
    if len(sheets) < 2:
        return head + dump_yaml({"colonnes": dict(columns)})
    return (
        head
        + f"# Une feuille : {READ} ou {IGNORE}.\n"
        + dump_yaml({"feuilles": dict(sheets), "colonnes": dict(columns)})
    )
