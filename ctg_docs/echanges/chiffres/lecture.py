"""Read a published file of figures: one measure a row (long), or one variable a column (wide)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from ctg_docs.echanges.chiffres.variables import parse_header
from ctg_docs.french import cle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctg_docs.echanges.feuilles.cases import Sheet, Value

__all__ = ["HEADER_ROWS", "Mesure", "Zone", "find_header", "read_measures"]

_GEO: Final = frozenset(
    ("geo", "codgeo", "code geo", "code geographique", "code commune", "code insee", "code insee commune", "insee",
     "code commune insee", "codes insee", "depcom", "com", "numcom", "num com", "numero commune", "code com",
     "code epci", "siren epci", "epci", "code siren", "code departement", "dep", "code dep", "numdep", "num dep")
)  # fmt: skip
_LEVEL: Final = {"epci": "EPCI", "siren": "EPCI", "dep": "DEP", "departement": "DEP", "numdep": "DEP"}
_LABEL: Final = re.compile(
    r"(lib\w*|nom|libelle|code|codes|reg|region|dep|departement|arr|cv|ze\d*|uu\d*|canton|commune|epci|nature epci"
    r"|nb com|geo object|siren|insee|num\w*|intercommunalite)\b"
)
_SKIPPED: Final = re.compile(
    r"(obs status|conf status|unit mult|decimals|freq|last update|geo object|obs status fr)\b"
)
_WHEN: Final = re.compile(r"(time period|annee|date|periode|millesime|exercice)\b")
_SECRET: Final = frozenset(
    ("", "s", "ns", "nd", "n d", "c", "na", "n a", "secret", "so", "5", "confidentiel")
)
HEADER_ROWS: Final = 20
"""Rows among which the titles are looked for: files of Insee begin with a few lines of words."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A place that figures are published for: its level (`COM`, `EPCI`, `DEP`, `FRANCE`, another) and its code."""

    niveau: str
    code: str
    nom: str = ""


@dataclass(frozen=True, slots=True)
class Mesure:
    """One published value.

    Attributes:
        code: the variable, without its year.
        libelle: what the file calls it.
        valeur: None when it is kept secret.
    """

    code: str
    libelle: str
    zone: Zone
    annee: int | None
    valeur: Decimal | None


def read_measures(sheet: Sheet) -> tuple[Mesure, ...]:
    """Return every measure of a sheet; none when no column names places."""
    found = find_header(sheet)
    if found is None:
        return ()
    row, geo = found
    columns = {c: str(sheet.at(row, c).value or "").strip() for c in range(1, sheet.size[1] + 1)}
    keys = {c: cle(name.replace("_", " ")) for c, name in columns.items() if name}
    value = next((c for c, key in keys.items() if key in {"obs value", "valeur", "value"}), None)
    when = next((c for c, key in keys.items() if _WHEN.match(key)), None)
    lines = [
        _Line(sheet, rank, _zone(sheet, rank, geo, keys), _year(sheet.at(rank, when).value if when else None))
        for rank in range(row + 1, sheet.size[0] + 1)
        if sheet.at(rank, geo).value not in (None, "")
    ]
    rest = {c: columns[c] for c, key in keys.items() if c not in {geo, when, value} and not _LABEL.match(key)}
    rest = {c: name for c, name in rest.items() if not _SKIPPED.match(keys[c])}
    if value is not None:
        return tuple(m for line in lines for m in line.long(value, rest))
    words = {c: name for c, name in rest.items() if _is_words(lines, c)}
    labels = {c: _label(sheet, row, c, columns[c]) for c in rest}
    numbers = {c: name for c, name in rest.items() if c not in words}
    return tuple(m for line in lines for m in line.wide(numbers, words, labels))


def find_header(sheet: Sheet) -> tuple[int, int] | None:
    """Return the row of the titles and the column of the codes of places; the finest place wins."""
    for row in range(1, min(HEADER_ROWS, sheet.size[0]) + 1):
        keys = {
            c: cle(str(sheet.at(row, c).value or "").replace("_", " ")) for c in range(1, sheet.size[1] + 1)
        }
        places = [c for c, key in keys.items() if key in _GEO]
        if places and len([k for k in keys.values() if k]) > 1:
            coarse = [c for c in places if any(word in _LEVEL for word in keys[c].split())]
            return row, next((c for c in places if c not in coarse), coarse[0] if coarse else places[0])
    return None


def _label(sheet: Sheet, row: int, column: int, code: str) -> str:
    """Return the words above a code, where the workbooks of Insee say them; else the code itself."""
    above = sheet.at(row - 1, column).value if row > 1 else None
    return above.strip() if isinstance(above, str) and above.strip() else code


def _zone(sheet: Sheet, row: int, geo: int, keys: Mapping[int, str]) -> Zone:
    written = str(sheet.at(row, geo).value).strip().upper()
    told = next((c for c, key in keys.items() if key == "geo object"), None)
    level = str(sheet.at(row, told).value or "").strip().upper() if told else ""
    if full := re.fullmatch(r"\d{4}-([A-Z]+)-(\w+)", written):
        level, written = level or full[1], full[2]
    name = next((c for c, key in keys.items() if re.match(r"(lib\w*|nom|libelle)\b", key)), None)
    label = str(sheet.at(row, name).value or "").strip() if name else ""
    if not level:
        title = next((_LEVEL[word] for word in keys[geo].split() if word in _LEVEL), "")
        level = title or _level_of(written)
    if level == "COM" and re.fullmatch(r"\d{4}", written):
        written = f"0{written}"  # a spreadsheet ate the zero
    return Zone(level, written, label)


def _level_of(code: str) -> str:
    if code in {"F", "FR", "FRANCE", "FM", "METRO"}:
        return "FRANCE"
    if re.fullmatch(r"\d{9}", code):
        return "EPCI"
    return "COM" if re.fullmatch(r"\d[\dAB]?\d{2,3}", code) and len(code) >= 4 else "DEP"


def _year(value: Value) -> int | None:
    found = re.search(r"(?:19|20)\d\d", str(value or ""))
    return int(found[0]) if found else None


def _is_words(lines: list[_Line], column: int) -> bool:
    """True when a column says words: what a row is about, not a value."""
    values = [line.sheet.at(line.row, column).value for line in lines]
    said = [v for v in values if isinstance(v, str) and _number(v) is None and cle(v) not in _SECRET]
    return bool(said) and len(said) > len([v for v in values if _number(v) is not None])


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: Sheet
    row: int
    zone: Zone
    annee: int | None

    def _said(self, column: int) -> str:
        return str(self.sheet.at(self.row, column).value or "").strip()

    def long(self, value: int, dimensions: Mapping[int, str]) -> Iterator[Mesure]:
        """Yield the one measure of a row; its code is its dimensions, totals left out."""
        parts = [
            f"{name}={said}" for c, name in dimensions.items() if (said := self._said(c)) not in {"", "_T"}
        ]
        code = " ".join(part.replace(" ", "_") for part in parts) or "OBS_VALUE"
        yield Mesure(code, code, self.zone, self.annee, _number(self.sheet.at(self.row, value).value))

    def wide(
        self, numbers: Mapping[int, str], words: Mapping[int, str], labels: Mapping[int, str]
    ) -> Iterator[Mesure]:
        """Yield a measure for each column; words of the row tell apart what it is about."""
        about = "".join(f", {said}" for c in words if (said := self._said(c)))
        for column, header in numbers.items():
            code, year = parse_header(header)
            label = parse_header(labels[column])[0]
            yield Mesure(
                code + about,
                label + about,
                self.zone,
                year or self.annee,
                _number(self.sheet.at(self.row, column).value),
            )


def _number(value: Value) -> Decimal | None:
    """Return a number as publishers write it: the last comma or dot is that of the decimals; None when kept secret."""
    if isinstance(value, bool) or value is None:
        return None
    text = re.sub(r"[\s\u00a0\u202f']", "", str(value))
    if "," in text and "." in text:
        text = text.replace("," if text.rfind(",") < text.rfind(".") else ".", "")
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
