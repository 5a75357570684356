"""A moment known more or less exactly: a day, a month, a quarter, a year, a span. Never made more exact than it is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ctg_docs.french import date_longue, mois_annee, parse_date, periode_reguliere

__all__ = ["Moment"]

_MOIS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_NOM = {nom: i + 1 for i, nom in enumerate(_MOIS)}
_M = "|".join(_MOIS)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its own precision, written `2023-12-18`, `mars 2024`, `2024-04/05`, `2024-T3`, `2024-S1`, `2018`, `2016-2017`, `fin juin 2026`, `rentrée 2026`.

    Attributes:
        debut: first day it can mean.
        fin: last day it can mean.
        texte: canonical spelling, which `Moment.parse` reads back.
    """

    debut: date
    fin: date
    texte: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a moment.

        Raises:
            ValueError: the text is none of the known forms, or its end is before its start.
        """
        cleaned = " ".join(text.replace("\u00a0", " ").replace("–", "-").split())
        plain = periode_reguliere(cleaned)
        for pattern, build in _FORMS:
            if match := pattern.fullmatch(plain):
                if "0000" in plain:
                    raise ValueError("l’année 0000 n’existe pas")
                debut, fin, spelling = build(match)
                if fin < debut:
                    raise ValueError(f"« {text} » finit avant de commencer")
                return cls(debut, fin, spelling)
        try:
            day = parse_date(cleaned)
        except ValueError as exc:
            if _DAY.search(plain):
                raise
            if _MONTH_ALONE.fullmatch(plain):
                raise ValueError(
                    f"« {text} » ne dit pas l’année ; écrivez par exemple « {text.strip()} 2027 »"
                ) from exc
            raise ValueError(
                f"« {text} » n’est pas une période lisible ; écrivez « 2024 », « 2016-2017 », « mars 2024 », "
                "« 2024-04/05 », « 2024-T3 », « 2024-S1 » ou « 19 janvier 2024 »"
            ) from exc
        return cls(day, day, day.isoformat())

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the moment of one known day."""
        return cls(day, day, day.isoformat())

    @property
    def is_day(self) -> bool:
        """True when the exact day is known."""
        return self.debut == self.fin

    @property
    def jour(self) -> date | None:
        """The exact day, or None when only a longer span is known."""
        return self.debut if self.is_day else None

    @property
    def libelle(self) -> str:
        """What a reader sees: « 19 janvier 2024 », « mars 2024 », « avril-mai 2024 », « 3e trimestre 2024 », « 2016-2017 »."""
        if self.is_day:
            return date_longue(self.debut)
        if _LEADS.keys() & {self._first}:
            return self.texte
        if match := re.fullmatch(r"([0-9]{4})-([TS])([0-9])", self.texte):
            name = "trimestre" if match[2] == "T" else "semestre"
            return f"{'1er' if match[3] == '1' else match[3] + 'e'}\u00a0{name} {match[1]}"
        if re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", self.texte):
            return self.texte
        if self.debut.day == 1 and self.fin.day == monthrange(self.fin.year, self.fin.month)[1]:
            return self._months()
        return f"du {date_longue(self.debut)} au {date_longue(self.fin)}"

    @property
    def _first(self) -> str:
        return re.split(r"[ -]", self.texte, maxsplit=1)[0]

    @property
    def nomme(self) -> str:
        """The label with the article of a season: « la rentrée 2026 », « l’été 2026 »; the label alone otherwise."""
        article = {"rentrée": "la ", "printemps": "le "}.get(self._first, "l’")
        return f"{article}{self.texte}" if _LEADS.get(self._first) else self.libelle

    @property
    def quand(self) -> str:
        """The label as a sentence says it: « le 19 janvier 2024 », « en mars 2024 », « à la rentrée 2026 »."""
        said = self.libelle
        if self.is_day:
            return f"le {said}"
        if (lead := _LEADS.get(self._first)) is not None:
            return f"{lead}{said}"
        if "trimestre" in said or "semestre" in said:
            return f"au {said}"
        return said if said.startswith(("de ", "d’", "du ")) else f"en {said}"

    def _months(self) -> str:
        if (self.debut.year, self.debut.month) == (self.fin.year, self.fin.month):
            return mois_annee(self.debut)
        if self.debut.year == self.fin.year:
            return f"{mois_annee(self.debut).rsplit(maxsplit=1)[0]}-{mois_annee(self.fin)}"
        mois = mois_annee(self.debut)
        return f"{'d’' if mois[0] in 'ao' else 'de '}{mois} à {mois_annee(self.fin)}"

    def __str__(self) -> str:
        return self.texte

    def __lt__(self, other: Moment) -> bool:
        return (self.debut, self.fin) < (other.debut, other.fin)

    @classmethod
    def _validate(cls, value: Any) -> Moment:
        if isinstance(value, Moment):
            return value
        if isinstance(value, bool):
            raise ValueError("une date ou une période est attendue")
        if isinstance(value, int):
            return cls.parse(str(value))
        if isinstance(value, datetime):
            raise ValueError("une date ou une période sans heure est attendue")
        if isinstance(value, date):
            return cls.of(value)
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError("une date ou une période est attendue, par exemple « mars 2024 »")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text, dump as text."""
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the accepted text."""
        return {
            "anyOf": [{"type": "string"}, {"type": "integer"}],
            "examples": [
                "2023-12-18",
                "mars 2024",
                "2024-04/05",
                "2024-T3",
                "2018",
                "2016-2017",
                "fin juin 2026",
            ],
        }


_Built = tuple[date, date, str]

_LEADS = {
    "fin": "",
    "début": "",
    "mi": "",
    "rentrée": "à la ",
    "été": "à l’",
    "automne": "à l’",
    "printemps": "au ",
    "hiver": "à l’",
}
"""First word of a moment that is said in words, and what comes before it in a sentence."""


def _year(y: str) -> _Built:
    return date(int(y), 1, 1), date(int(y), 12, 31), y


def _years(y1: str, y2: str) -> _Built:
    return date(int(y1), 1, 1), date(int(y2), 12, 31), y1 if y1 == y2 else f"{y1}-{y2}"


def _months(y1: int, m1: int, y2: int, m2: int) -> _Built:
    if not (1 <= m1 <= 12 and 1 <= m2 <= 12):
        raise ValueError("un mois va de 1 à 12")
    spelling = f"{y1}-{m1:02d}"
    if (y1, m1) != (y2, m2):
        spelling += f"/{m2:02d}" if y1 == y2 else f"/{y2}-{m2:02d}"
    return date(y1, m1, 1), date(y2, m2, monthrange(y2, m2)[1]), spelling


def _part(year: str, kind: str, rank: str) -> _Built:
    length = 3 if kind == "T" else 6
    last = int(rank) * length
    debut, fin, _ = _months(int(year), last - length + 1, int(year), last)
    return debut, fin, f"{year}-{kind}{rank}"


def _edge(word: str, month: str | None, year: str) -> _Built:
    """Return the beginning, the middle or the end of a month (ten days) or of a year (four months)."""
    rank = ("debut", "mi", "fin").index(word)
    name = ("début ", "mi-", "fin ")[rank]
    if month is None:
        debut, fin, _ = _months(int(year), 4 * rank + 1, int(year), 4 * rank + 4)
        return debut, fin, f"{name}{year}"
    _, last, _ = _months(int(year), _NOM[month], int(year), _NOM[month])
    fin = last if rank == 2 else last.replace(day=10 * rank + 10)
    return last.replace(day=10 * rank + 1), fin, f"{name}{mois_annee(last)}"


def _season(word: str, year: str) -> _Built:
    first, last = {"rentree": (9, 9), "printemps": (3, 6), "ete": (6, 9), "automne": (9, 12)}[word]
    debut, fin, _ = _months(int(year), first, int(year), last)
    return debut, fin, f"{ {'rentree': 'rentrée', 'ete': 'été'}.get(word, word) } {year}"


def _winter(y1: str, y2: str) -> _Built:
    debut, fin, _ = _months(int(y1), 12, int(y2), 3)
    return debut, fin, f"hiver {y1}-{y2}"


def _days(d1: str, d2: str) -> _Built:
    return parse_date(d1), parse_date(d2), d1 if d1 == d2 else f"{d1}/{d2}"


_MONTH_ALONE = re.compile(rf"(?:(?:debut|mi|fin|courant|le|en)[ -])?(?:(?:1er|[0-9]{{1,2}}) )?(?:{_M})")
_DAY = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}$|(?:1er|[0-9]{1,2}) [a-z]+\.? [0-9]{4}$")
"""Written as one day: when it can't be read, what is wrong with the day is told, not the other forms."""

_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Built]], ...] = (
    (re.compile(r"([0-9]{4})"), lambda m: _year(m[1])),
    (re.compile(r"([0-9]{4}) ?[-/] ?([0-9]{4})"), lambda m: _years(m[1], m[2])),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), lambda m: _months(int(m[1]), int(m[2]), int(m[1]), int(m[2]))),
    (
        re.compile(r"([0-9]{4})-([0-9]{2})/([0-9]{2})"),
        lambda m: _months(int(m[1]), int(m[2]), int(m[1]), int(m[3])),
    ),
    (
        re.compile(r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})"),
        lambda m: _months(int(m[1]), int(m[2]), int(m[3]), int(m[4])),
    ),
    (re.compile(rf"({_M}) ([0-9]{{4}})"), lambda m: _months(int(m[2]), _NOM[m[1]], int(m[2]), _NOM[m[1]])),
    (
        re.compile(rf"({_M}) ?(?:-|a|/|et) ?({_M}) ([0-9]{{4}})"),
        lambda m: _months(int(m[3]), _NOM[m[1]], int(m[3]), _NOM[m[2]]),
    ),
    (
        re.compile(rf"(?:de |d['’] ?)?({_M}) ([0-9]{{4}}) ?(?:-|a|/) ?({_M}) ([0-9]{{4}})"),
        lambda m: _months(int(m[2]), _NOM[m[1]], int(m[4]), _NOM[m[3]]),
    ),
    (re.compile(r"([0-9]{4})-?t([1-4])"), lambda m: _part(m[1], "T", m[2])),
    (re.compile(r"(?:t([1-4])|([1-4])e?r? trimestre) ([0-9]{4})"), lambda m: _part(m[3], "T", m[1] or m[2])),
    (re.compile(r"([0-9]{4})-?s([12])"), lambda m: _part(m[1], "S", m[2])),
    (re.compile(r"(?:s([12])|([12])e?r? semestre) ([0-9]{4})"), lambda m: _part(m[3], "S", m[1] or m[2])),
    (re.compile(rf"({_ISO})/({_ISO})"), lambda m: _days(m[1], m[2])),
    (
        re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})"),
        lambda m: _months(int(m[2]), int(m[1]), int(m[2]), int(m[1])),
    ),
    (
        re.compile(r"(?:de )?([0-9]{1,2})/([0-9]{4}) ?(?:-|a|au) ?([0-9]{1,2})/([0-9]{4})"),
        lambda m: _months(int(m[2]), int(m[1]), int(m[4]), int(m[3])),
    ),
    (re.compile(r"(?:(?:l')?annee|courant|en|exercice) ([0-9]{4})"), lambda m: _year(m[1])),
    (
        re.compile(rf"(?:en|courant) ({_M}) ([0-9]{{4}})"),
        lambda m: _months(int(m[2]), _NOM[m[1]], int(m[2]), _NOM[m[1]]),
    ),
    (re.compile(r"(?:de )?([0-9]{4}) (?:a|et) ([0-9]{4})"), lambda m: _years(m[1], m[2])),
    (re.compile(r"t([1-4])[/-]([0-9]{4})"), lambda m: _part(m[2], "T", m[1])),
    (re.compile(r"s([12])[/-]([0-9]{4})"), lambda m: _part(m[2], "S", m[1])),
    (
        re.compile(rf"(fin|debut|mi)[ -](?:de |d')?(?:(?:l')?annee )?(?:({_M}) )?([0-9]{{4}})"),
        lambda m: _edge(m[1], m[2], m[3]),
    ),
    (
        re.compile(r"(?:la )?(rentree) (?:scolaire )?(?:de )?(?:septembre )?([0-9]{4})"),
        lambda m: _season(m[1], m[2]),
    ),
    (re.compile(r"(?:l'|le )?(ete|printemps|automne) ([0-9]{4})"), lambda m: _season(m[1], m[2])),
    (re.compile(r"(?:l')?hiver ([0-9]{4})[-/]([0-9]{4})"), lambda m: _winter(m[1], m[2])),
    (
        re.compile(r"(?:du )?((?:1er|[0-9]{1,2})[ /].*[0-9]{4}) (?:au|-) ((?:1er|[0-9]{1,2})[ /].*[0-9]{4})"),
        lambda m: _days(parse_date(m[1]).isoformat(), parse_date(m[2]).isoformat()),
    ),
)
