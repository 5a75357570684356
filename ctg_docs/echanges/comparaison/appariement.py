"""Pair the rows of two lists by what names them, and tell which ones moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ctg_docs.models.base import Modele
from ctg_docs.models.identite import CHAMPS_DE_TITRE
from ctg_docs.rapprochement import Pairs

__all__ = ["key_field", "moved_ranks", "pair_rows", "ranks_among"]

_KEYS: Final = (
    "id",
    "personne",
    "annee",
    "mandant",
    "financeur",
    "organisme",
    "sigle",
    "article",
    "objectif",
)
_SURE: Final = ("id", "personne")


def key_field(item: Modele) -> str:
    """Return the field whose reference or year names a row, empty when there is none."""
    fields = type(item).model_fields
    return next((n for n in _KEYS if n in fields and getattr(item, n) is not None), "")


def _same_key(a: Modele, b: Modele) -> bool:
    name = key_field(a)
    return type(a) is type(b) and name != "" and name == key_field(b) and getattr(a, name) == getattr(b, name)


def _same_title(a: Modele, b: Modele) -> bool:
    return _title(a) != "" and _title(a) == _title(b)


def pair_rows(a: Sequence[Modele], b: Sequence[Modele]) -> list[tuple[int, int]]:
    """Pair what is equal, then what bears the same name, the same title, then the same rank."""
    pairs = Pairs(a, b)
    pairs.where(lambda x, y: _same_key(x, y) and x == y)
    pairs.where(lambda x, y: _same_key(x, y) and key_field(x) in _SURE)
    pairs.where(lambda x, y: x == y)
    pairs.where(lambda x, y: _same_key(x, y) and _same_title(x, y))
    pairs.where(_same_title)
    pairs.where(_same_key)
    pairs.by_rank(lambda x, y: not _has_id(x) and not _has_id(y))
    return list(pairs.found.items())


def _has_id(item: Modele) -> bool:
    info = type(item).model_fields.get("id")
    return info is not None and getattr(item, "id", None) is not None


def _title(item: Modele) -> str:
    fields = type(item).model_fields
    return next((str(getattr(item, n)) for n in CHAMPS_DE_TITRE if n in fields and getattr(item, n)), "")


def moved_ranks(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the ranks, in the new list, of the fewest elements whose moves explain the new order."""
    order = [j for _, j in sorted(pairs)]
    tails: list[int] = []
    length: list[int] = []
    for j in order:
        at = bisect_left(tails, j)
        tails[at : at + 1] = [j]
        length.append(at + 1)
    kept: set[int] = set()
    wanted = len(tails)
    for j, size in zip(reversed(order), reversed(length), strict=True):
        if size == wanted:
            kept.add(j)
            wanted -= 1
    return sorted(set(order) - kept)


def ranks_among(pairs: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    """Return the two ranks of a row of the new list among those that both lists have: what came or went moves nothing."""
    origin = next(i for i, j in pairs if j == rank)
    return sum(i <= origin for i, _ in pairs), sum(j <= rank for _, j in pairs)
