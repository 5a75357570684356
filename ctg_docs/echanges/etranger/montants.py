"""Amounts in words to the lines of a plan de financement: what is not sure to be an amount stays words.

A number is an amount when a currency follows it, or when it stands alone (with its base, its tax or a label and a
colon). A percentage, a year, an ETP, the number of an article or of a département is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from ctg_docs.french import cle, parse_montant

__all__ = ["MONEY", "Amount", "read_amounts", "read_pairs"]

_NUM: Final = r"\d{1,3}(?:[ .]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE: Final = r"(?:[kK]|Md|M|milliers?|millions?)(?:\s+d['’])?"
_CURRENCY: Final = r"(?:€|euros?\b|eur\b|EUR\b)"
MONEY: Final = re.compile(
    rf"(?P<sign>(?<![\w)] )(?<!\w)-)?(?P<n>{_NUM})\s*(?P<u>{_SCALE})?\s*{_CURRENCY}(?!\s*[\d%])"
)
_RANGE: Final = re.compile(
    rf"(?:(?:entre|de)\s+)?(?P<a>{_NUM})\s*(?P<ua>{_SCALE})?\s*{_CURRENCY}?\s*(?:et|à|-)\s*"
    rf"(?P<b>{_NUM})\s*(?P<ub>{_SCALE})?\s*{_CURRENCY}",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"(?P<label>[^\d:=]*[:=]|(?:investissement|fonctionnement|co[uû]t|budget|total|montant)\w*)?\s*"
    rf"(?:(?:entre|de)\s+)?(?P<sign>-)?(?P<n>{_NUM})(?:\s*(?:et|à|-)\s*(?P<b>{_NUM}))?(?P<tail>[^\d%]*)",
    re.IGNORECASE,
)
_NOTMONEY: Final = re.compile(
    r"\b(?:article|compte|chapitre|ligne|imputation|page|n°|etp|axe|fiche|action)\b", re.IGNORECASE
)
_FREE: Final = re.compile(
    r"(?:sans|aucune?)\s+(?:incidence|co[uû]t|impact|frais)(?:\s+financi[eè]re?)?|gratuit\w*|0(?:[.,]0+)?\s*(?:€|euros?)?|néant|aucun",
    re.IGNORECASE,
)
_APART: Final = 100
"""Times by which the ends of a range differ when the first is said in the thousands of the last: « 18 à 20 000 € »."""
_UNITS: Final[tuple[tuple[str, str], ...]] = (
    (r"s[ée]ances?", "seance"),
    (r"sessions?", "session"),
    (r"classes?", "classe"),
    (r"places?", "place"),
    (r"postes?", "poste"),
    (r"mois|mensuel\w*", "mois"),
    (r"ans?|ann[ée]es?|annuel\w*", "an"),
    (r"heures?|h", "heure"),
    (r"jours?|journ[ée]es?|j", "jour"),
    (r"personnes?|participant\w*", "personne"),
    (r"enfants?", "enfant"),
    (r"jeunes?", "jeune"),
    (r"familles?", "famille"),
    (r"habitant\w*|hab\.?", "habitant"),
)
_TIMES: Final = r"(?:x|×|\*|fois)"
_SPLIT: Final = re.compile(r"\n|;|•|\s\+\s|(?=\bdont\b)")
_SOFT: Final = re.compile(r"(?<=€)\s*(?:,|/|\bet\b|\bpuis\b)\s+|(?<=\))\s*(?:,|/|\bet\b)\s+")
_DETAILED: Final = re.compile(
    r"(?:(?<=€)|(?<=euros))\s*[(:]\s*(?:dont\s+)?(?!soit)([^()\n;]*[^\W\d_]{2,}[^()\n;]*\d[^()\n;]*€[^()\n;]*)\)?"
)
"""« 8 k€ (ARS 5 k€, commune 3 k€) »: the brackets detail the amount before them."""
_NEARLY: Final = re.compile(
    r"[~≈<>]|env(?:iron)?\.?|autour de|près de|à peu près|au moins|au plus|jusqu['’]à|max\w*\.?|min\w*\.?|plus de|moins de",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(20[1-5]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that a text says.

    Attributes:
        label: what stands before it: what it pays, or who pays.
        low, high: the amount, or the two ends of a range.
        facts: base, quantity, tax, year and section, as a line of a plan de financement has them.
        text: the words it was read from; rest: True when they say more than the line does.
        part: True after « dont »: it is counted in the amount before it.
    """

    label: str
    low: Decimal
    high: Decimal | None
    facts: dict[str, Any]
    text: str
    rest: bool
    part: bool = False

    def times(self, scale: int) -> Amount:
        """Return the same, counted in thousands or in millions."""
        return replace(self, low=self.low * scale, high=None if self.high is None else self.high * scale)

    def line(self, nature: str, sens: str = "depense") -> dict[str, Any]:
        """Return the line of the plan de financement."""
        amounts = (
            {"montant_euros": self.low}
            if self.high is None
            else {
                "montant_min_euros": min(self.low, self.high),
                "montant_max_euros": max(self.low, self.high),
            }
        )
        return {
            "sens": sens,
            "nature": nature,
            **amounts,
            **self.facts,
            **({"commentaire": self.text} if self.rest else {}),
        }


def read_amounts(text: str) -> tuple[list[Amount], list[str]]:
    """Return the amounts of a text, and the words that hold none; « sans incidence » is an amount of zero."""
    plain = re.sub(r"[‐-―−]", "-", unicodedata.normalize("NFKC", text))
    found: list[Amount] = []
    words: list[str] = []
    for segment in (s for line in plain.split("\n") for s in read_pairs(line) or _segments(line)):
        if isinstance(segment, Amount):
            found.append(segment)
            continue
        amount = _free(segment) or _priced(segment) or _bare(segment)
        if amount is None:
            words.append(segment)
        else:
            found.append(amount)
    return found, words


def read_pairs(text: str, *, least: int = 2) -> list[Amount]:
    """Return who gives what of « CAF 90 000 / DETR 120 000 », no currency nor colon between; nothing when a part is no such pair."""
    plain = re.sub(r"[‐-―−]", "-", unicodedata.normalize("NFKC", text))
    found: list[Amount] = []
    parts = [p for p in _BETWEEN.split(plain) if p.strip()]
    if max(map(len, parts), default=0) > _LONGEST:
        return []
    for part in parts:
        pair = _PAIR.fullmatch(part.strip())
        value = _value(pair["n"], pair["u"] or "") if pair and not _is_year(pair["n"]) else None
        if pair is None or value is None or value < _SOMETHING or _NOTMONEY.search(pair["label"]):
            return []
        found.append(Amount(pair["label"].strip(" :=-"), value, None, {}, part.strip(), rest=False))
    return found if len(found) >= least else []


_BETWEEN: Final = re.compile(r"\s*(?:\s/\s|/(?=\s*[^\W\d_])|\s\+\s|\s-\s(?=[^\W\d_])|;|\n|•|,(?!\d))\s*")
_PAIR: Final = re.compile(
    rf"(?P<label>[^\W\d_][^\d:=/%]*?[^\W\d_][^\d:=/%]*?)\s*[:=-]?\s+(?P<n>{_NUM})\s*(?P<u>{_SCALE})?\s*(?:{_CURRENCY})?",
    re.IGNORECASE,
)
_LONGEST: Final = 120
"""Letters of who gives and how much: in a longer text no pair is looked for."""
_SOMETHING: Final = 100
"""Euros from which a number without a currency, behind a name, is what it gives: « Caf 79 » is a name."""


def _segments(text: str) -> Iterator[str]:
    for line in _SPLIT.split(_DETAILED.sub(r"; dont \1 ;", text)):
        several = len(MONEY.findall(line)) > 1 and not _RANGE.search(line)
        part = "dont " if re.match(r"\s*dont\b", line) and several else ""
        for rank, said in enumerate(_SOFT.split(line) if several else [line]):
            clean = " ".join(re.sub(r"^\s*[-*·–](?=\s)", "", said).split())
            if clean:
                yield part + clean if rank and not clean.startswith("dont") else clean


def _free(segment: str) -> Amount | None:
    if not _FREE.fullmatch(segment.strip(" .")):
        return None
    return Amount("", Decimal(0), None, {"sans_incidence": True}, segment, rest=False)


def _priced(segment: str) -> Amount | None:
    """Read an amount with its currency, alone in its segment, or a range."""
    found = _RANGE.search(segment)
    if found and not any(_is_year(found[k]) for k in ("a", "b") if not found[f"u{k}"]):
        unit = found["ub"] or ""
        low, high = _value(found["a"], found["ua"] or unit), _value(found["b"], unit)
        if low is not None and high is not None:
            thousands = not found["ua"] and low * _APART < high and low * 1000 < high
            return _built(segment, found.span(), low * 1000 if thousands else low, high)
    many = list(MONEY.finditer(segment))
    if len(many) != 1 or re.fullmatch(r"\(.*\)", segment):
        return None
    value = _value(many[0]["n"], many[0]["u"] or "")
    if value is None:
        return None
    return _built(segment, many[0].span(), -value if many[0]["sign"] else value, None)


def _bare(segment: str) -> Amount | None:
    """Read a number without a currency: alone, or after a label and a colon."""
    found = _BARE.fullmatch(segment)
    if found is None or _NOTMONEY.search(segment) or _is_year(found["n"]):
        return None
    _, rest = _unit_of(found["tail"])
    if cle(re.sub(r"\b(?:ttc|ht)\b", "", rest, flags=re.IGNORECASE)):
        return None
    if found["n"].isdigit() and found["n"].startswith("0") and len(found["n"]) > 1:
        return None
    low, high = _value(found["n"], ""), _value(found["b"], "") if found["b"] else None
    if low is None or (found["b"] and high is None):
        return None
    start = found.start("n") - (1 if found["sign"] else 0)
    end = found.end("b") if found["b"] else found.end("n")
    return _built(segment, (start, end), -low if found["sign"] else low, high)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _value(number: str, unit: str) -> Decimal | None:
    plain = re.sub(r"\s+d['’]$", "", unit.strip())
    spaced = (
        number.replace(".", " ")
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number) and not plain
        else number
    )
    try:
        return parse_montant(f"{spaced} {plain} €")
    except ValueError:
        return None


def _built(segment: str, span: tuple[int, int], low: Decimal, high: Decimal | None) -> Amount | None:
    before, after = segment[: span[0]], segment[span[1] :]
    facts: dict[str, Any] = {}
    before, after = _quantity(before, after, facts)
    base, after = _unit_of(after)
    if base and "base" not in facts:
        facts["base"] = base
    for tax in ("ttc", "ht"):
        if re.search(rf"\b{tax}\b", after, re.IGNORECASE):
            facts["taxe"] = tax
            after = re.sub(rf"\b{tax}\b", "", after, flags=re.IGNORECASE)
    years = _YEAR.findall(f"{before} {after}")
    if len(years) == 1:
        facts["annee"] = int(years[0])
        before, after = (re.sub(rf"\(?\b(?:en )?{years[0]}\b\)?", "", side) for side in (before, after))
    part = bool(re.match(r"dont\b", before, re.IGNORECASE))
    if re.search(r"\d\s*$", before):
        return None
    label = re.sub(r"^dont\b", "", before, flags=re.IGNORECASE).strip(" :=-(,")
    nearly = _NEARLY.fullmatch(label) is not None
    label = "" if nearly else label
    for word, section in (("invest", "investissement"), ("fonctionnement", "fonctionnement")):
        if cle(label).startswith(word):
            facts["type"] = section
    tail = re.sub(r"^[\s,()/.:-]+|[\s,()/.:-]+$", "", after)
    if part and not label:
        label = re.sub(r"^(?:de (?:la |l['’])?|du |par (?:la |le |l['’])?)", "", tail)
    return replace(
        Amount(label, low, high, facts, segment, rest=nearly or (bool(cle(tail)) and label != tail)),
        part=part,
    )


def _quantity(before: str, after: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Take « 10 séances à », « 3 x » before an amount, « x 12 mois », « pendant 3 ans » after it."""
    units = "|".join(pattern for pattern, _ in _UNITS)
    ahead = re.search(
        rf"(?P<n>\d+)\s*(?:(?P<w>{units})\s*(?:à|de|{_TIMES})|{_TIMES})\s*$", before, re.IGNORECASE
    )
    if ahead:
        facts["quantite"] = Decimal(ahead["n"])
        if ahead["w"]:
            facts["base"] = _unit_of(f"par {ahead['w']}")[0]
        return before[: ahead.start()], after
    base, rest = _unit_of(after)
    behind = re.match(
        rf"\s*(?:{_TIMES}|pendant|sur|pour)\s*(?P<n>\d+)\s*(?P<w>{units})?\b", rest, re.IGNORECASE
    )
    if not behind:
        return before, after
    word = _unit_of(f"par {behind['w']}")[0] if behind["w"] else ""
    times = re.match(rf"\s*{_TIMES}", rest, re.IGNORECASE)
    if not (times or (base and base == word)):
        return before, after
    facts["quantite"] = Decimal(behind["n"])
    if base or word:
        facts["base"] = base or word
    return before, rest[behind.end() :]


def _unit_of(text: str) -> tuple[str, str]:
    """Return what an amount is counted for, said after it, and the rest of the text."""
    found = re.match(r"\s*(?:/|par\b)\s*(?:an|ann[ée]e)\s*(?:/|et par|par)\s*postes?\b", text, re.IGNORECASE)
    if found:
        return "an_poste", text[found.end() :]
    for pattern, base in _UNITS:
        found = re.match(
            rf"\s*(?:/|par\b|la\b|l['’]|(?=(?:mois|ans?|mensuel\w*|annuel\w*)\b))\s*(?:{pattern})(?!\w)",
            text,
            re.IGNORECASE,
        )
        if found:
            return base, text[found.end() :]
    return "", text
