"""What a cell may hold, said to the person who typed something else. Knows no file format."""

from __future__ import annotations

from typing import Final

from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.schema import Column
from ctg_docs.french import cle
from ctg_docs.rapprochement import suggestion
from ctg_docs.sources.report import shorten

__all__ = ["complaint", "expected"]

_FORMS: Final[dict[str, str]] = {
    "date": "une date, 19/01/2024",
    "moment": "une date ou une période, 2024, mars 2024, 2024-T3, 19/01/2024",
    "heure": "une heure, 17:30",
    "nombre": "un nombre, 12,5",
    "euros": "un montant en chiffres, 1250,50",
    "entier": "un nombre entier",
    "oui_non": "oui ou non",
}
_SHOWN: Final = 12


_DURATION: Final = "une durée : 45, 45 min, 1 h 30"


def complaint(column: Column, value: Value, said: str) -> str:
    """Return what is wrong with a cell, in words that fit its column."""
    if column.path[-1].endswith("_minutes"):
        return f"« {column.header} » : « {shorten(value, 60)} » n’est pas une durée."
    if column.kind in ("nombre", "entier") and isinstance(value, str):
        what = "un nombre" if column.kind == "nombre" else "un nombre entier"
        return f"« {column.header} » : « {shorten(value, 60)} » n’est pas {what}."
    return said


def expected(column: Column, value: Value) -> str:
    """Return what is expected in a cell and, when something is near, what was probably meant."""
    if value is None:
        return f"Remplissez « {column.header} »."
    typed = str(value)
    if column.choice is not None:
        labels = [m.libelle for m in column.choice]
        shown = ", ".join(labels[:_SHOWN]) + ("…" if len(labels) > _SHOWN else "")
        return f"{suggestion(typed, labels)} Attendu : {shown}.".strip()
    if column.kind == "identifiant":
        like = "-".join(cle(typed).split())
        return f"Attendu : minuscules sans accent, chiffres et tirets, « {like} »." if like else ""
    if column.path[-1].endswith("_minutes"):
        return f"Attendu : {_DURATION}."
    if column.kind in _FORMS:
        return f"Attendu : {_FORMS[column.kind]}."
    return column.help
