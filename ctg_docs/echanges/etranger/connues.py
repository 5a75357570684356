"""Columns known by more than their words: ticks of an item, moments, years of money, what was spent."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.echanges.etranger.entetes import Column, Head
from ctg_docs.echanges.etranger.mesures import year_told
from ctg_docs.echanges.etranger.recettes import as_receipt
from ctg_docs.echanges.etranger.ressemblance import DETAIL, ENOUGH, SURE, likeness, year_of
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.moments import Moment

__all__ = ["special", "ticked"]

_SIDES: Final = {
    "budget": re.compile(r"\b(?:prevue?s?|prevision\w*|inscrite?s?|votee?s?|bp)\b"),
    "depense": re.compile(r"\b(?:realise\w*|depense\w*|consomme\w*|execute\w*|paye\w*|mandate\w*)"),
}
_SPENT: Final = re.compile(
    r"\b(?:depensee?s?|montants?|budgets?|couts?|sommes?)\b.*\b(?:realise\w*|consomme\w*|execute\w*|paye\w*|mandate\w*)|^depense\b|^mandate\w*"
)
"""Headers of what was paid: with a year it is what the year cost, without one it is no second cost."""
"""The two sides of a year of money: what it cost, what it was to cost."""

_MEASURES: Final = (*FIELDS["mesure"], "résultat", "résultats", "valeur")


def ticked(column: Column, head: Head) -> Column:
    """Return a column of ticks as the item that its header names: a theme, « Public : familles »."""
    if Thematique.read(head.words):
        return replace(column, field="thematiques", nature=head.words)
    label, colon, item = (head.above, ":", head.words) if head.above else head.words.partition(":")
    if colon and item.strip():
        for field in (
            "publics_cibles",
            "thematiques",
            "partenaires",
            "secteur",
            "objectifs",
            "resultats_attendus",
        ):
            if likeness(label, FIELDS[field]) >= SURE:
                return replace(column, field=field, nature=item.strip())
    return column


def special(column: Column, head: Head, moment: Moment | None) -> Column:
    """Know a column by more than its words: a period, a year of budget, a funder with amounts."""
    numbers, marks = head.share(numbers=True), head.share(marks=True)
    year = year_of(DETAIL.sub(" ", head.words)) or (year_of(head.above) if head.above else None)
    stem = re.sub(r"\b20\d\d\b", "", f"{head.above} {head.words}").strip(" –-:()")
    if year and likeness(stem.split("–")[-1], _MEASURES) >= ENOUGH and numbers >= 0.5:
        return replace(column, field=f"mesure_{year}", moment=Moment.parse(str(year)))
    if (paid := _paid(column, head, year, numbers)) is not None:
        return paid
    if year and stem and re.search(r"[^\W\d]", stem):
        for field in ("bilan", "budget"):
            if likeness(stem, FIELDS[field]) >= ENOUGH and not (field == "bilan" and numbers > 0.5):
                return replace(column, field=f"{field}_{year}", moment=Moment.parse(str(year)))
    alone = year is not None and re.fullmatch(r"(?:année )?20\d\d", head.words, re.IGNORECASE)
    if alone and not head.above and numbers > 0.5 and numbers > marks:
        return replace(column, field=f"budget_{year}", moment=Moment.parse(str(year)))
    dated = marks >= 0.5 or not column.filled or bool(head.above) or not alone or numbers < 0.5
    if moment is not None and dated and numbers - marks < 0.5:
        return replace(column, field=f"periode_{moment.texte}", moment=moment)
    item = ticked(column, head) if marks == 1.0 and column.filled else column
    return item if item.field else as_receipt(column, head, numbers)


def _paid(column: Column, head: Head, year: int | None, numbers: float) -> Column | None:
    """Know what a year cost from what it was to cost; what was paid without a year is no second cost."""
    words = cle(head.words)
    side = next((f for f, known in _SIDES.items() if known.search(words)), "")
    if numbers < 0.5 or not side:
        return None
    spent = side == "depense" and _SPENT.search(words) is not None
    year = year or (year_told(head.words) if spent else None)
    if year:
        return replace(column, field=f"{side}_{year}", moment=Moment.parse(str(year)))
    return replace(column, field="note") if spent else None
