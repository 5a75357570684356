"""How much words look like the name of a field: what a header, a label or a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.french import cle, radical

__all__ = ["DETAIL", "ENOUGH", "SURE", "is_field", "likeness", "meaning", "sure", "year_of"]

_DATED: Final = ("mesure", "budget", "bilan", "periode", "recette", "depense")
"""Fields that may bear a year or a period: « budget_2026 », « periode_2026-03 »."""
ENOUGH: Final = 0.78
"""Likeness from which a header means a field: below it, « Contact » and « Constat » would be one."""
SURE: Final = 0.9
"""Likeness from which a word that stands among the values, or over a text, is a label: a value may look like one."""
_SAME: Final = 0.98
"""Likeness from which two headers are the same words but for their gender and number."""
_WHOLE: Final = frozenset(
    {
        "n",
        "id",
        "termine",
        "commence",
        "charges",
        "mail",
        "ou",
        "qui",
        "fiche",
        "structure",
        "mesure",
        "partenaire",
    }
)
"""Names that mean their field alone in a header, and something else among other words: « Fiche de poste », « Date ou période »."""
_EMPTY: Final = frozenset(
    radical(
        "quel quelle quels quelles est sont le la les l un une des de du d en sur avec dans et à au aux ce cette votre vos vous "
        "il elle ils elles t se s que nous notre nos son sa ses"
    ).split()
)
"""Words of a question that tell nothing of its answer."""
_SHORT: Final = 4
"""Letters up to which a likeness means nothing: « Quoi » is not « qui »."""
_CLOSE: Final = 0.65
"""Share of the length below which two words can't be alike enough: not worth measuring."""
_YEAR: Final = re.compile(r"(?<!\d)(20[0-5]\d)(?!\d)")
_DATE: Final = re.compile(
    r"^((?:plan de )?financements?|budgets?|bilans?|recettes?|d[ée]penses?|co[ûu]ts?|r[ée]sultats?)\s+\(?20[0-5]\d\)?\s*:?\s*$",
    re.IGNORECASE,
)
"""The year of a label: « Financement 2026 »."""
_TRIM: Final = re.compile(
    r"\([^)]*\)|\bn\s*[°o]\s*(?:et|,|/)\s+|\bx(?:\.x)+\b|\b[eé]ventuel\w*|\*+|"
    r"\b(?:de l['’]|du |de la )(?:actions?|projet|fiche(?:[ -]action)?|opération)\b",
    re.IGNORECASE,
)


DETAIL: Final = re.compile(
    r"\(?\bo(?:ui)?\s*/\s*n(?:on)?\b\)?|\(\s*(?:x|1 à \d|\d à \d|/\s*\d+)\s*\)|"
    r"\b(?:au|du|à fin|fin|en date du|arrêtée?s? au)\s+(?:\d{1,2}(?:er)?[/. ](?:\d{1,2}|[^\W\d]{3,9})[/. ]?(?:20)?(?:\d\d)?|20\d\d)(?!\w)",
    re.IGNORECASE,
)
"""What a header says beside its field: « (O/N) », « au 30/06/2025 »."""
_PARTS: Final = re.compile(r"\s*/\s*|\bet\b|\bou\b|,|&|\s[–—-]\s", re.IGNORECASE)


def is_field(name: str) -> bool:
    """True when a mapping may give this field to a column."""
    root, _, dated = name.partition("_20")
    return name in FIELDS or (bool(dated) and root in _DATED)


def _asked(header: str, names: Sequence[str]) -> float:
    """Return how much the content of a question means a name: « Quels partenaires seront associés ? »."""
    words = _content(header)
    said = [name for name in map(_content, names) if name and name <= words]
    return max((0.79 + 0.03 * min(4, len(n - {"action", "projet"})) for n in said), default=0.0)


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(radical(text).split()) - _EMPTY


def year_of(text: str) -> int | None:
    """Return the only year that a header names."""
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def likeness(header: str, names: Sequence[str], floor: float = 0.0) -> float:
    """Return how much a header looks like the nearest of these names, from 0 to 1; what is below a floor is not measured."""
    header = DETAIL.sub(" ", header)
    whole = _one(cle(header), tuple(names), floor)
    if whole == 1.0:
        return whole
    if "?" in header and whole < _SAME:
        return _asked(header, names)
    bare = _TRIM.sub(" ", header)
    if "(" in header and whole < _SAME:
        whole = 0.0  # « Caf (bonus territoire) » is no territory
    best = max(whole, _one(cle(bare), tuple(names), floor) * 0.99)
    parts = [p for p in _PARTS.split(bare) if cle(p)]
    if len(parts) > 1:
        best = max(
            [best, *(_one(cle(p), tuple(names), floor) * (0.9 - 0.01 * rank) for rank, p in enumerate(parts))]
        )
    return best


@lru_cache(maxsize=16384)
def sure(text: str) -> bool:
    """True for words that can only be the label of a field."""
    bare = " ".join(_DATE.sub(r"\1", text).split()).strip(" :")
    return bool(bare) and any(likeness(bare, names, SURE) >= SURE for names in FIELDS.values())


def meaning(text: str) -> str:
    """Return the field that a label means; nothing when none is near enough."""
    bare = " ".join(text.split()).strip(" :")
    scores = {field: likeness(bare, names) for field, names in FIELDS.items()}
    best = max(scores, key=lambda f: scores[f])
    return best if scores[best] >= ENOUGH else ""


@lru_cache(maxsize=256)
def _keys(names: tuple[str, ...]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    return tuple((cle(name), radical(name), frozenset(radical(name).split())) for name in names)


@lru_cache(maxsize=16384)
def _one(text: str, names: tuple[str, ...], floor: float) -> float:
    best, stem = 0.0, radical(text)
    words = set(stem.split())
    for name, root, wanted in _keys(names):
        if text == name:
            return 1.0
        if stem and stem == root:
            best = max(best, 0.98)
        elif name not in _WHOLE and wanted <= words and len(words) <= len(wanted) + 3:
            best = max(best, 0.85 + 0.005 * len(wanted))  # the more words, the surer
        elif len(text) > _SHORT and min(len(text), len(name)) >= _CLOSE * max(len(text), len(name)):
            needed = max(best, floor - 0.001)
            if 2 * min(len(text), len(name)) / (len(text) + len(name)) * 0.97 <= needed:  # an upper bound
                continue
            alike = SequenceMatcher(None, text, name)
            if alike.quick_ratio() * 0.97 > needed:  # another
                best = max(best, alike.ratio() * 0.97)
    return best
