"""Values as people type them in a workbook to what a dossier holds: texts, lists, days. Knows no column."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.french import cents, cle, date_longue, nombre
from ctg_docs.models.moments import Moment

__all__ = ["day_of", "items", "moment", "span_of", "text_of", "whole_title", "without_number"]

_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_SERIALS: Final = range(20_000, 80_000)
_NUMBERED: Final = re.compile(
    r"^\s*(?:(?:sous[- ]*)*(?:axes?|enjeux?|objectifs?(?:\s+(?:strat[ée]giques?|op[ée]rationnels?|g[ée]n[ée]ra(?:l|ux)|sp[ée]cifiques?))?|"
    r"orientations?|ambitions?|d[ée]fis?|priorit[ée]s?|actions?|"
    r"fiches?(?:[ -]actions?)?|fa|oo|os|og|op[ée]rations?)\s*(?:n\s*[°o]\s*)?(?:[A-Z]?\d+(?:\.\d+)*(?:\s?bis)?|[IVX]+\b|[A-Z]\b(?=\s*[-–:.)]))|"
    r"(?-i:[IVX]{1,5})(?=\s*[-–—:.)]\s)|[A-Z]{1,3}\d+(?:\.\d+)*(?=\s*[-–—:.)]\s)|n\s*°\s*\d+(?:\.\d+)*|[A-Z]{0,3}\d+(?:\.\d+)+\.?(?=[\s:–-])|\d+(?=\s*[-–:.)]\s)|\d+(?=[.)]\S))"
    r"\s*[-–—:.)]*\s*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^\s*(?:[-–—*•·▪■✓➢►>]|\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))\s*")
_FROM: Final = re.compile(
    r"(?:dès|à partir de|à compter de|depuis|démarrage(?: en)?|début(?: en)? ?:)\s*(?:le |la |l['’])?(.+)",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"(?:jusqu['’](?:à|en|au)|avant|d['’]ici(?: à)?|au plus tard(?: en| le)?|pour|échéance ?:)\s*(?:le |la |l['’])?(.+)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"(?:de |du )?(.+?)\s*(?:→|➔|->|\bà\b|\bau\b|\bjusqu['’](?:en|à|au)\b|\s[-–]\s)\s*(?:la |l['’])?(.+)",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(
    r"(?:chaque ann[ée]e|tous les ans|annuel(?:le)?(?:ment)?|en continu|toute l['’]ann[ée]e|permanent\w*|chaque (?:rentr[ée]e|été))",
    re.IGNORECASE,
)


def text_of(value: Cell) -> str:
    """Return a cell as text, blanks at both ends included."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        exact = cents(Decimal(repr(value)))
        return str(int(exact)) if exact == exact.to_integral_value() else nombre(exact).replace("\u202f", " ")
    if isinstance(value, date):
        return date_longue(value)
    return "" if value is None else str(value)


def without_number(text: str) -> str:
    """Return a title without the number typed before it; the title itself when nothing else is left."""
    rest = _NUMBERED.sub("", text, count=1).strip()
    return rest or text.strip()


def whole_title(text: str) -> str:
    """Return a title on one line: that of a cell that lists several under bullets, without its bullets."""
    text = _NOTED.sub("", text)
    lines = [line for line in text.split("\n") if line.strip()]
    return " ; ".join(items(text)) if all(_DASH.match(line) for line in lines) else text


_NOTED: Final = re.compile(r"(?<=\w)\s*\*+\s*$")
"""The mark of a note at the foot of the page."""
_DASH: Final = re.compile(r"\s*[-–—*•▪✓➢►>]\s*(?=[^\W\d_])")


def items(text: str) -> list[str]:
    """Cut a cell that lists things: one per line, or separated by semicolons, bullets removed.

    A line that begins in lower case after one that does not end goes on with it: a paragraph wrapped by hand.
    """
    parts = [part for part in re.split(r"\n|;|•", text) if part.strip()]
    found: list[str] = []
    for part in parts:
        bare = _BULLET.sub("", part, count=1).strip()
        if bare:
            found.append(bare)
    return found


def day_of(value: Cell, *, old: bool = False) -> date | None:
    """Return the day of a date or of an Excel serial number, counted from 1904 in an old workbook of Mac."""
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return (_EPOCH_1904 if old else _EPOCH) + timedelta(days=int(value))
    return None


def moment(value: Cell, *, old: bool = False) -> Moment | None:
    """Return a day or a span; None when the cell says neither."""
    day = day_of(value, old=old)
    if day is not None:
        return Moment.of(day)
    text = re.sub(r"\b(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})(?!\d)", r"\g<1>20\2", text_of(value).strip(" ."))
    try:
        return Moment.parse(text)
    except ValueError:
        return None


def span_of(value: Cell, *, old: bool = False) -> tuple[dict[str, str], bool]:
    """Return the beginning and the end that a cell of a calendar says, and whether it says nothing more."""
    text = " ".join(text_of(value).split())
    if whole := moment(value, old=old):
        first, last = _ends(whole)
        return ({"debut": first, "fin": last} if last else {"debut": first}), True
    for pattern, end in ((_FROM, "debut"), (_UNTIL, "fin")):
        if (found := pattern.fullmatch(text)) and (read := moment(found[1])):
            return {end: str(read)}, True
    if found := _BETWEEN.fullmatch(text):
        first, last = found[1], found[2]
        year = re.search(r"(20\d\d)\s*$", last)
        start, stop = moment(first) or (moment(f"{first} {year[1]}") if year else None), moment(last)
        if start and stop and start.debut <= stop.fin:
            return {"debut": str(start), "fin": str(stop)}, True
    if _YEARLY.search(cle(text)) or _YEARLY.search(text):
        return {"recurrente": "oui"}, False
    return {}, False


def _ends(whole: Moment) -> tuple[str, str]:
    """Part a span of years or of months in its beginning and its end: « 2025-2026 » is from 2025 to 2026."""
    if found := re.fullmatch(r"(\d{4})-(\d{4})", whole.texte):
        return found[1], found[2]
    if found := re.fullmatch(r"(\d{4}-\d{2}(?:-\d{2})?)/(\d{4}-\d{2}(?:-\d{2})?)", whole.texte):
        return found[1], found[2]
    if found := re.fullmatch(r"(\d{4})-(\d{2})/(\d{2})", whole.texte):
        return f"{found[1]}-{found[2]}", f"{found[1]}-{found[3]}"
    return whole.texte, ""
