"""Make up data for a template nobody knows, from the paths its tags ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = ["contexts"]

_STEP = re.compile(r"\[\]|\{\}|[^.\[\]{}]+")
Leaf = Callable[[str], Any]


def contexts(paths: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (name, data) for several ways to fill the paths: texts, numbers, lists of three items, of none."""
    known = sorted(paths)
    ways: tuple[tuple[str, Leaf, int], ...] = (
        ("texts", lambda path: f"{path.rpartition('.')[2]} & <é>\nligne", 2),
        ("numbers", lambda path: 1 + len(path), 3),
        ("nothing", lambda _path: "", 0),
    )
    for name, leaf, size in ways:
        data: dict[str, Any] = {}
        for path in known:
            _put(data, _STEP.findall(path), path, leaf, size)
        yield name, data


def _put(owner: Any, steps: list[str], path: str, leaf: Leaf, size: int) -> None:
    """Write the value of a path below a dictionary or a list of one shape."""
    step, *rest = steps
    keys = range(size) if step == "[]" else ("une", "autre")[:size] if step == "{}" else (step,)
    for key in keys:
        if not rest:
            value: Any = leaf(path)
        else:
            value = [] if rest[0] == "[]" else {}
        if isinstance(owner, list):
            if key == len(owner):
                owner.append(value)
        elif not isinstance(owner.get(key), dict | list):
            owner[key] = value
        below = owner[key]
        if rest and isinstance(below, dict | list):
            _put(below, rest, path, leaf, size)
