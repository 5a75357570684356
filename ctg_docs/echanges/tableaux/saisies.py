"""Numbers, days and marks as people type them in a cell: « 25 places », « 50 % », « 14/01/27 », « x ». Sure or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ctg_docs.echanges.tableaux.schema import Column
from ctg_docs.french import cle, parse_montant

__all__ = ["read_day", "read_mark", "read_number"]

_FIGURE: Final = re.compile(r"([-\u2212]?\d[\d\s\u00a0\u202f.,]*?)\s*(%|[^\W\d_][\w’'.\s-]*)")
_WORDS: Final = (
    "action actions agent agents an ans beneficiaire beneficiaires enfant enfants etp exemplaire exemplaires famille "
    "familles h hab habitant habitants heure heures j jeune jeunes jour jours logement logements min minute minutes mn "
    "mois parent parents participant participants personne personnes place places poste postes reunion reunions seance "
    "seances structure structures voix"
)
_UNITS: Final = frozenset(_WORDS.split())
_OF_TIME: Final[dict[str, str]] = {
    **dict.fromkeys(("an", "ans", "annee", "annees"), "annees"),
    "mois": "mois",
    **dict.fromkeys(("j", "jour", "jours"), "jours"),
    **dict.fromkeys(("h", "heure", "heures"), "heures"),
    **dict.fromkeys(("min", "minute", "minutes", "mn"), "minutes"),
}
"""Units of a duration to the name that ends the fields counted in them: two months are not two years."""
_SHORT_DAY: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})")
_YES: Final = frozenset({"x", "✓", "✔", "☑", "☒", "ok"})


def read_number(column: Column, text: str) -> Decimal | None:
    """Return the number of a cell that says its unit too; None when it isn't sure."""
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return None
    unit = cle(found[2]) if found[2] != "%" else "%"
    if unit != "%" and unit not in _UNITS and unit not in cle(column.header).split():
        return None
    field = column.path[-1]
    time = _OF_TIME.get(unit)
    if (
        time
        and time not in field.split("_")
        and field not in ("cible", "valeur", "valeur_initiale", "quantite")
    ):
        return None
    try:
        value = parse_montant(found[1].strip())
    except ValueError:
        return None
    if unit == "%" and "etp" in field.split("_"):
        return value / 100
    return value if unit != "%" or column.kind == "nombre" else None


def read_day(text: str) -> str:
    """Return a day whose year has two figures; empty when it isn't one."""
    short = _SHORT_DAY.fullmatch(text.strip())
    if short:
        return f"{int(short[1]):02d}/{int(short[3]):02d}/20{short[4]}"
    return ""


def read_mark(text: str) -> str:
    """Return « oui » for a cross or a tick; empty for anything else."""
    return "oui" if text.strip().lower() in _YES else ""
