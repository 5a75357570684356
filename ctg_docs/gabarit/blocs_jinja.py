"""Loops and conditions around what a builder adds: the same calls for a flow of paragraphs and for a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BlocsJinja"]


class BlocsJinja(ABC):
    """What holds docxtpl block tags; each builder says how a tag stands alone in it."""

    @abstractmethod
    def _tag(self, tag: str) -> None:
        """Add a block tag alone in its paragraph or its row."""

    @contextmanager
    def boucle(self, tag: str) -> Iterator[None]:
        """Repeat what is added inside: `with g.boucle("for a in articles"):`."""
        self._tag(tag)
        yield
        self._tag("endfor")

    @contextmanager
    def si(self, condition: str) -> Iterator[None]:
        """Keep what is added inside when the condition holds."""
        self._tag(f"if {condition}")
        yield
        self._tag("endif")

    def sinon(self, condition: str = "") -> None:
        """Open the other branch: of a `si`, or of a `boucle` that found nothing; with a condition, an `elif`."""
        self._tag(f"elif {condition}" if condition else "else")
