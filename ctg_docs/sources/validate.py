"""Plain data to a model, with every fault in one pass, and the sound rest when there are faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import Path
from ctg_docs.sources.translate import Fault, faults_of, to_problem

__all__ = ["Validated", "validate"]

M = TypeVar("M", bound=BaseModel)

Places = Mapping[Path, Place]


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """The outcome of a validation.

    Attributes:
        model: the model of all the data, or of what is left once the faulty values are removed; None when
            nothing is left that makes a model.
        problems: every fault of the data as written, the first ones of thousands; none that comes only from a removal.
        places: place of each value of `model`.
        origins: path in `model` to the path as written; both differ after a removal from a list.
        removed: paths, as written, of what was removed.
        removed_ids: identifiers of removed elements, which references may still name.
        faults: paths, as written, of what is wrong: one per problem, in the same order; only the first ones of thousands.
    """

    model: M | None
    problems: tuple[Problem, ...]
    places: Places
    origins: Mapping[Path, Path]
    removed: tuple[Path, ...] = ()
    removed_ids: frozenset[str] = frozenset()
    faults: tuple[Path, ...] = ()


def validate(root: type[M], data: Any, places: Places) -> Validated[M]:
    """Validate the data, translate its faults, then validate again what is sound."""
    kept = _Kept(data)
    problems: tuple[Problem, ...] = ()
    wrong: tuple[Path, ...] = ()
    removed: list[Path] = []
    model: M | None = None
    while model is None:
        sound = kept.data
        try:
            model = root.model_validate(sound)
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
            faults = faults_of(errors, sound)
            if not removed:
                told = faults[: LIMITS.findings]
                wrong = tuple(f.path for f in told)
                problems = tuple(
                    to_problem(f, root, _place(places, f.path), advise=rank < LIMITS.told)
                    for rank, f in enumerate(told)
                )
            gone = [kept.origins.get(path, path) for path in map(_removal, faults)]
            removed += gone
            if () in gone:
                break
            kept.remove(gone)
    ids = frozenset(filter(None, (_id_at(data, path) for path in removed)))
    found = {new: place for new, old in kept.origins.items() if (place := places.get(old))}
    return Validated(model, problems, found, kept.origins, tuple(removed), ids, wrong)


def _removal(fault: Fault) -> Path:
    """Return what must go: the faulty value, or the element that lacks a required field."""
    if fault.type == "missing":
        return fault.path[:-1]
    return fault.path


def _place(places: Places, path: Path) -> Place:
    for length in range(len(path), -1, -1):
        if found := places.get(path[:length]):
            return found
    return Place()


def _id_at(data: Any, path: Path) -> str | None:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str) else None


class _Kept:
    """The data without empty fields and without what was removed. The original is never changed."""

    def __init__(self, data: Any) -> None:
        self._whole = data
        self._gone: set[Path] = set()
        self._rebuild()

    def remove(self, paths: Iterable[Path]) -> None:
        self._gone.update(paths)
        self._rebuild()

    def _rebuild(self) -> None:
        self.origins: dict[Path, Path] = {}
        self.data = self._copy(self._whole, (), ())

    def _copy(self, value: Any, old: Path, new: Path) -> Any:
        self.origins[new] = old
        if isinstance(value, dict):
            copied = {}
            for key, child in value.items():
                before = (*old, key)
                after = before if new is old else (*new, key)
                if child is None:
                    self.origins[after] = before  # where a person will fill it
                elif before not in self._gone:
                    copied[key] = self._copy(child, before, after)
            return copied
        if isinstance(value, list):
            items: list[Any] = []
            for index, child in enumerate(value):
                before = (*old, index)
                if before not in self._gone:
                    same = new is old and len(items) == index
                    items.append(self._copy(child, before, before if same else (*new, len(items))))
            return items
        return value
