"""Values as people type them in a workbook to what a dossier holds. Each answer says what was changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.french import cle, date_longue, parse_montant
from ctg_docs.models.fiche import Priorite
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut

__all__ = [
    "amount",
    "creeping",
    "day_of",
    "items",
    "moment",
    "priority",
    "status",
    "text_of",
    "without_number",
]

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_NUMBERED: Final = re.compile(
    r"^\s*(?:(?:axes?|enjeux?|objectifs?(?:\s+(?:strat[ée]giques?|op[ée]rationnels?))?|orientations?|actions?|"
    r"fiches?(?:[ -]actions?)?|fa|oo|os|op[ée]rations?)\s*(?:n\s*[°o]\s*)?\d+(?:\.\d+)*|n\s*°\s*\d+(?:\.\d+)*|\d+(?:\.\d+)+\.?|\d+(?=\s*[-–:.)]))"
    r"\s*[-–—:.)]*\s*",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"\d[\d\s\u00a0\u202f.]*(?:,\d{1,2})?")
_BASES: Final[tuple[tuple[str, str], ...]] = (
    (r"an\b.*poste|poste.*\ban\b", "an_poste"),
    (r"\bclasse", "classe"),
    (r"\bsession|\bs[ée]ance", "session"),
    (r"\bplace", "place"),
    (r"\bposte", "poste"),
    (r"/\s*an\b|par an\b|annuel|\ban\b", "an"),
)
_STATUSES: Final[dict[str, Statut]] = {
    **dict.fromkeys(
        ("fait", "termine", "terminee", "realisee", "acheve", "fini", "finie", "ok"), Statut.REALISE
    ),
    **dict.fromkeys(
        ("a faire", "non demarre", "non demarree", "a lancer", "prevu", "prevue"), Statut.A_VENIR
    ),
    **dict.fromkeys(("demarre", "demarree", "en cours de realisation", "lance", "lancee"), Statut.EN_COURS),
    **dict.fromkeys(("retard", "en attente"), Statut.EN_RETARD),
    **dict.fromkeys(("annule", "annulee", "abandon", "abandonnee"), Statut.ABANDONNE),
    **dict.fromkeys(("suspendu", "suspendue", "reporte", "reportee"), Statut.EN_PAUSE),
}
_PRIORITIES: Final = {"haute": Priorite.ELEVE, "forte": Priorite.ELEVE, "1": Priorite.ELEVE, "moyenne": Priorite.MOYEN,
                      "2": Priorite.MOYEN, "faible": Priorite.BAS, "basse": Priorite.BAS, "3": Priorite.BAS}  # fmt: skip


def text_of(value: Cell) -> str:
    """Return a cell as text, blanks at both ends included."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return date_longue(value)
    return "" if value is None else str(value)


def without_number(text: str) -> str:
    """Return a title without the number typed before it; the title itself when nothing else is left."""
    rest = _NUMBERED.sub("", text, count=1).strip()
    return rest or text.strip()


def items(text: str) -> list[str]:
    """Cut a cell that lists things: one per line, or separated by semicolons, bullets removed."""
    parts = re.split(r"\n|;|•", text)
    return [cleaned for part in parts if (cleaned := part.strip().lstrip("-–*").strip())]


def day_of(value: Cell) -> date | None:
    """Return the day of a date or of an Excel serial number."""
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _EPOCH + timedelta(days=int(value))
    return None


def moment(value: Cell) -> Moment | None:
    """Return a day or a span; None when the cell says neither."""
    day = day_of(value)
    if day is not None:
        return Moment.of(day)
    try:
        return Moment.parse(text_of(value).strip())
    except ValueError:
        return None


def creeping(days: Sequence[date | None]) -> list[range]:
    """Return the runs of three rows or more whose dates grow by one day: a date dragged by mistake."""
    runs: list[range] = []
    start = 0
    for rank in range(1, len(days) + 1):
        before = days[rank - 1]
        now = days[rank] if rank < len(days) else None
        if before is None or now is None or now - before != timedelta(days=1):
            if rank - start >= 3 and before is not None:
                runs.append(range(start, rank))
            start = rank
    return runs


def amount(value: Cell) -> dict[str, Any]:
    """Return a plan de financement from a cell: an amount, a range, or words kept as a comment."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"lignes": [_line(montant_euros=Decimal(str(value)))]}
    text = " ".join(text_of(value).split())
    if re.search(r"sans (?:incidence|co[uû]t)|gratuit|^(?:0|néant|aucun)\s*€?$", text, re.IGNORECASE):
        return {"sans_incidence": True}
    numbers = [n for m in _AMOUNT.finditer(text) if (n := _number(m.group())) is not None]
    more: dict[str, Any] = {"commentaire": text}
    lowered = text.lower()
    base = next((b for pattern, b in _BASES if re.search(pattern, lowered)), None)
    if base:
        more["base"] = base
    if re.search(r"\b(ttc|ht)\b", lowered):
        more["taxe"] = "ttc" if "ttc" in lowered else "ht"
    if len(numbers) == 2 and re.search(r"entre|\bà\b|-|–", lowered):
        return {"lignes": [_line(montant_min_euros=min(numbers), montant_max_euros=max(numbers), **more)]}
    if len(numbers) == 1:
        return {"lignes": [_line(montant_euros=numbers[0], **more)]}
    return {"commentaire": text}


def _line(**values: Any) -> dict[str, Any]:
    return {"sens": "depense", "nature": "Coût de l’action", **values}


def _number(text: str) -> Decimal | None:
    try:
        return parse_montant(text.strip().rstrip("."))
    except ValueError:
        digits = re.sub(r"[^0-9]", "", text)
        return Decimal(digits) if digits else None


def status(text: str) -> Statut | None:
    """Return the progress that a word means."""
    try:
        return Statut(text.strip())
    except ValueError:
        return _STATUSES.get(cle(text))


def priority(text: str) -> Priorite | None:
    """Return the priority that a word means."""
    try:
        return Priorite(text.strip())
    except ValueError:
        return _PRIORITIES.get(cle(text))
