"""Record linkage: which element of a list is which of another. One to one, the surest sign first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["Pairs"]

A = TypeVar("A")
B = TypeVar("B")


class Pairs(Generic[A, B]):
    """A matching of two lists, made by passes: what an earlier and surer pass paired, no later one takes.

    Attributes:
        found: rank in the first list to rank in the second, in the order they were paired.
    """

    def __init__(self, ours: Iterable[A], theirs: Iterable[B]) -> None:
        self._ours, self._theirs = tuple(ours), tuple(theirs)
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()

    def __iter__(self) -> Iterator[tuple[A, B]]:
        """Yield the pairs."""
        return ((self._ours[i], self._theirs[j]) for i, j in self.found.items())

    @property
    def ours(self) -> list[A]:
        """What is left of the first list."""
        return [item for i, item in enumerate(self._ours) if i not in self.found]

    @property
    def theirs(self) -> list[B]:
        """What is left of the second list."""
        return [item for j, item in enumerate(self._theirs) if j not in self._taken]

    def _free(self) -> tuple[list[int], list[int]]:
        left = [i for i in range(len(self._ours)) if i not in self.found]
        return left, [j for j in range(len(self._theirs)) if j not in self._taken]

    def _pair(self, i: int, j: int) -> None:
        if i not in self.found and j not in self._taken:
            self.found[i] = j
            self._taken.add(j)

    def where(self, same: Callable[[A, B], bool]) -> None:
        """Pair each element left with the first one left that is the same."""
        left, right = self._free()
        for i in left:
            j = next(
                (j for j in right if j not in self._taken and same(self._ours[i], self._theirs[j])), None
            )
            if j is not None:
                self._pair(i, j)

    def by_mark(
        self,
        mark: Callable[[A], Hashable],
        theirs: Callable[[B], Hashable],
        same: Callable[[A, B], bool] = lambda _a, _b: True,
    ) -> None:
        """Pair what bears the same mark, in order; nothing is paired by a blank mark.

        Args:
            mark: what names an element of the first list.
            theirs: what names one of the second.
            same: what must hold besides.
        """
        left, right = self._free()
        homes: dict[Hashable, list[int]] = {}
        for j in right:
            homes.setdefault(theirs(self._theirs[j]), []).append(j)
        for i in left:
            key = mark(self._ours[i])
            free = homes.get(key, []) if key else []
            found = next((j for j in free if same(self._ours[i], self._theirs[j])), None)
            if found is not None:
                free.remove(found)
                self._pair(i, found)

    def alike(self, likeness: Callable[[A, B], float], least: float) -> None:
        """Pair what is most alike first, down to a threshold; between equals the first of the first list.

        Args:
            likeness: from 0 to 1.
            least: a threshold of `seuils`.
        """
        left, right = self._free()
        scores = [
            (score, -i, -j)
            for i in left
            for j in right
            if (score := likeness(self._ours[i], self._theirs[j])) >= least
        ]
        for _, i, j in sorted(scores, reverse=True):
            self._pair(-i, -j)

    def by_rank(
        self,
        same: Callable[[A, B], bool] = lambda _a, _b: True,
        group: Callable[[A | B], Hashable] = lambda _item: None,
    ) -> None:
        """Pair what is left at the same rank of two lists as long as each other.

        Args:
            same: what must hold besides.
            group: parts each list; lengths and ranks are those of a group.
        """
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for i, ours in enumerate(self._ours):
            groups.setdefault(group(ours), ([], []))[0].append(i)
        for j, theirs in enumerate(self._theirs):
            groups.setdefault(group(theirs), ([], []))[1].append(j)
        for left, right in groups.values():
            for i, j in zip(left, right, strict=True) if len(left) == len(right) else ():
                if same(self._ours[i], self._theirs[j]):
                    self._pair(i, j)
