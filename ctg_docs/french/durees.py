"""Read how long something lasts as a French hand writes it: « 1 h 30 », « 0:45 », « 1/4 h », « une demi-heure »."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from ctg_docs.french.cles import sans_accents

__all__ = ["parse_duree"]

_HOURS: Final = r"(?:h|heures?)"
_MINUTES: Final = r"(?:mn|min|minutes?|['’′])"
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"\b(?:une?|1) demie?[ -]heures?\b|\bdemie?[ -]heure\b", "1/2 h"),
    (r"\b(?:un|1) quart d[’' ]heure\b|\bquart d[’' ]heure\b", "1/4 h"),
    (r"\b(?:trois|3) quarts? d[’' ]heure\b", "3/4 h"),
    (r"\bune heure\b", "1 h"),
    (r"\bdeux heures\b", "2 h"),
    (r"\btrois heures\b", "3 h"),
    (r"\bet demie?\b", "1/2"),
    (r"\bet quart\b", "1/4"),
    (r"½", " 1/2"),
    (r"¼", " 1/4"),
    (r"¾", " 3/4"),
    (r"(?<=\d)\s+d[’']\s*heure", " h"),
)
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<h>\d{{1,2}})\s*{_HOURS}(?:\s*(?P<m>\d{{1,2}})\s*{_MINUTES}?)?",
        rf"(?P<m>\d{{1,3}})\s*{_MINUTES}",
        r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::00)?",
        rf"(?P<p>[1-3])/(?P<q>[24])\s*{_HOURS}",
        rf"(?P<h>\d{{1,2}})\s*{_HOURS}\s*(?P<p>[1-3])/(?P<q>[24])",
        rf"(?P<d>\d{{1,2}}[.,]\d{{1,2}})\s*{_HOURS}",
    )
)


def parse_duree(text: str) -> int | None:
    """Return a number of minutes; None for what is no duration, or none of whole minutes."""
    said = sans_accents(text).strip().lower().replace("\u00a0", " ").replace("\u202f", " ")
    for words, figure in _WORDS:
        said = re.sub(words, figure, said)
    said = " ".join(said.split())
    found = next((m for form in _FORMS if (m := form.fullmatch(said))), None)
    if found is None:
        return None
    parts = {name: value for name, value in found.groupdict().items() if value}
    hours = Fraction(parts.get("d", "0").replace(",", ".")) + int(parts.get("h", 0))
    hours += Fraction(int(parts.get("p", 0)), int(parts.get("q", 1)))
    minutes = hours * 60 + int(parts.get("m", 0))
    return int(minutes) if minutes.denominator == 1 else None
