"""What one document may still consume, counted while it is rendered."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Sized
from itertools import islice
from typing import Any

from jinja2.runtime import markup_join

from ctg_docs.engine.limits import Limits

__all__ = ["Budget", "LimitError", "extent"]


_CONTAINERS = (list, tuple, dict, set, frozenset)
_LONG = 10_000
"""Letters of a text whose making is worth a look at the clock."""
_MANY, _SEEN = 100, 16
"""Turns of a loop that looks at the clock, and after how many it looks again: a turn may take a hundredth of a second."""


class LimitError(Exception):
    """A template asks for more than its bounds allow. The text is a French sentence."""


def extent(value: Any, elements_most: int, length_most: float = math.inf) -> tuple[int, int]:
    """Return how many elements a value holds at all depths and how long its text is; stop when one exceeds its most."""
    elements, length, left = 0, 0, [value]
    while left and elements <= elements_most and length <= length_most:
        item = left.pop()
        elements += 1
        length += len(item) + 4 if isinstance(item, str) else 2
        if isinstance(item, dict):
            left += islice(item.keys(), elements_most)
            left += islice(item.values(), elements_most)
        elif isinstance(item, _CONTAINERS):
            left += islice(item, elements_most)
    return elements, length


class Budget:
    """What one document may still consume."""

    __slots__ = ("built", "deadline", "limits", "output", "turns")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.turns = limits.turns
        self.output = limits.output
        self.built = limits.built
        self.deadline = time.monotonic() + limits.seconds

    def take(self, turns: int) -> None:
        """Count loop turns and look at the clock."""
        self.turns -= turns
        if self.turns < 0:
            raise LimitError(f"Le modèle fait plus de {self.limits.turns} tours de boucle.")
        self.check_time()

    def check_time(self) -> None:
        """Raise when the document takes too long."""
        if time.monotonic() > self.deadline:
            raise LimitError(f"Le document demande plus de {self.limits.seconds:g} secondes.")

    def text(self, value: Any, length: int | None = None) -> Any:
        """Let a text built by the template pass when it is not too long, and count it."""
        size = length if length is not None else len(value)
        if size > self.limits.text:
            raise LimitError(
                f"Le modèle fabrique un texte de {size} caractères (limite : {self.limits.text})."
            )
        if size > _LONG:
            self.check_time()
        self.built -= size
        if self.built < 0:
            raise LimitError(f"Le modèle fabrique plus de {self.limits.built // 1_000_000} Mo de textes.")
        return value

    def write(self, size: int) -> None:
        """Count what goes to the document."""
        self.output -= size
        if self.output < 0:
            raise LimitError(f"Le document dépasse {self.limits.output // 1_000_000} Mo.")

    def walk(self, items: Any) -> Any:
        """Count what a filter walks through; what has no length becomes a list."""
        if not isinstance(items, Sized):
            if not isinstance(items, Iterable):
                return items
            items = list(islice(items, self.turns + 1))
        self.take(len(items))
        return items

    def held(self, value: Any, times: int = 1) -> Any:
        """Let a list made by the template pass when it holds, all depths counted, what a document can."""
        if isinstance(value, _CONTAINERS):
            most = self.limits.turns
            if extent(value, most)[0] * max(times, 1) > most:
                raise LimitError(f"Le modèle fabrique une liste de plus de {most} éléments.")
        return value

    def shown(self, value: Any) -> Any:
        """Let a list be turned into a text when that text is not too long."""
        if isinstance(value, _CONTAINERS):
            self.text("", extent(value, self.limits.text, self.limits.text)[1])
        return value

    def joined(self, values: tuple[Any, ...]) -> str:
        """Join values as `~` does."""
        for value in values:
            self.shown(value)
        return self.text(markup_join(values))  # type: ignore[no-any-return]  # returns what it is given

    def sorted_texts(self, items: Collection[Any]) -> None:
        """Refuse to compare long texts with one another again and again."""
        size = sum(len(item) for item in items if isinstance(item, str))
        if size > self.limits.built:
            raise LimitError(f"Le modèle compare plus de {self.limits.built // 1_000_000} Mo de textes.")

    def loop(self, items: Any) -> Any:
        """Count the turns of a loop before it begins; long ones keep an eye on the clock."""
        items = self.walk(items)
        return (
            items if not isinstance(items, Collection) or len(items) < _MANY else _Watched(list(items), self)
        )


class _Watched(list[Any]):
    """A long list that looks at the clock while it is walked."""

    def __init__(self, items: list[Any], budget: Budget) -> None:
        super().__init__(items)
        self.budget = budget

    def __iter__(self) -> Any:
        for number, item in enumerate(super().__iter__()):
            if not number % _SEEN:
                self.budget.check_time()
            yield item
