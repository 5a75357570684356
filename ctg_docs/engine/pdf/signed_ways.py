"""By which ways the trailer of a signed PDF leads to an object: what a signature may change must be reached by no other way.

pyHanko lists the ways to every object of every revision, which takes seconds for each signature of a convention. Here each
object is read once for all revisions, and only the ways to the objects that a later revision wrote anew are followed. The ways
are the same ones, its two exceptions included: a page is entered by the tree of pages alone, an element of the structure by the
tree of the structure alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from ctg_docs.limits import BoundError

__all__ = ["Objects", "Ways"]

Ref = tuple[int, int]
"""Number and generation of an object."""
Way = tuple[str | int, ...]
"""Keys and places in lists, from the trailer or an object."""

_TRAILER: Ref = (-1, 0)
_STEPS, _PER_OBJECT, _ALL_STEPS = 200_000, 50, 20_000_000
"""Steps on the ways of a revision, whatever it holds; more for each of its objects; in all. Ways may be two to the power of objects."""
_STRUCTURE: Way = ("/Root", "/StructTreeRoot", "/K")


@dataclass(frozen=True, slots=True)
class _Held:
    """A version of an object: what it is, and the ways out of it."""

    value: Any
    ways: tuple[tuple[Way, Ref], ...]


class Objects:
    """The objects of a file in all its revisions, each version read once.

    Args:
        reader: pyHanko's reader of the file.

    Attributes:
        trailers: one per revision.
        above: what names an object, in any revision, the trailer included, and whether only through a « /P ».
        steps: how many may still be made on the ways of all revisions.
    """

    def __init__(self, reader: Any) -> None:
        self._reader, self._held, self.steps = reader, dict[tuple[Ref, Any], _Held](), _ALL_STEPS
        revisions, xrefs = range(reader.xrefs.total_revisions), reader.xrefs
        told = [
            ref
            for r in revisions[1:]
            for ref in (*xrefs.explicit_refs_in_revision(r), *xrefs.refs_freed_in_revision(r))
        ]
        self._rewritten = {(ref.idnum, ref.generation) for ref in told}
        self.trailers = [reader.trailer.flatten(revision) for revision in revisions]
        self.above: dict[Ref, dict[Ref, bool]] = {}
        stack = [(_TRAILER, way, ref) for trailer in self.trailers for way, ref in _ways_out(trailer)]
        while stack:
            above, way, ref = stack.pop()
            if ref not in self.above:
                self.above[ref] = {}
                asked = revisions if ref in self._rewritten else (0,)
                versions = {id(held): held for held in (self.get(ref, revision) for revision in asked)}
                stack += [(ref, *named) for held in versions.values() for named in held.ways]
            self.above[ref][above] = "/P" in way and self.above[ref].get(above, True)

    def get(self, ref: Ref, revision: int) -> _Held:
        """Return an object as it is in a revision."""
        from pyhanko.pdf_utils.generic import Reference

        told = Reference(*ref, self._reader)
        place = self._reader.xrefs.get_historical_ref(told, revision) if ref in self._rewritten else 0
        held = self._held.get((ref, place))
        if held is None:
            value = self._reader.get_object(told, revision)
            held = self._held[ref, place] = _Held(value, tuple(_ways_out(value)))
        return held


def _ways_out(value: Any, way: Way = ()) -> Iterator[tuple[Way, Ref]]:
    """Return each reference that an object holds and the way to it inside."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

    if isinstance(value, IndirectObject):
        yield way, (value.idnum, value.generation)
    elif isinstance(value, DictionaryObject):
        for key, held in value.items():
            if key != "/Parent":
                yield from _ways_out(held, (*way, key))
    elif isinstance(value, ArrayObject):
        for place, held in enumerate(value):
            yield from _ways_out(held, (*way, place))


class Ways:
    """The ways to the objects of one revision.

    Args:
        objects: those of the file.
        revision: its number, from 0.
    """

    def __init__(self, objects: Objects, revision: int) -> None:
        self._objects, self._revision = objects, revision
        self._steps, self._known = _STEPS + _PER_OBJECT * len(objects.above), dict[Ref, set[Way]]()
        trailer = objects.trailers[revision]
        self._out = tuple(_ways_out(trailer))
        self._holders = {_TRAILER, *_ref(trailer.raw_get("/Root"))}
        root = self._follow(trailer.raw_get("/Root"))
        self._pages = self._tree_of_pages(root)
        self._structure = self._tree_of_structure(root)

    def to(self, ref: Ref) -> set[Way]:
        """Return the ways to an object, as pyHanko lists them.

        Raises:
            BoundError: there is no end to them.
        """
        if ref not in self._known:
            self._known[ref] = set(self._walk(ref))
        return self._known[ref]

    def _walk(self, ref: Ref) -> Iterator[Way]:
        near = self._leading_to(ref)
        stack: list[tuple[tuple[tuple[Way, Ref], ...], Way, frozenset[Ref]]] = [(self._out, (), frozenset())]
        while stack:
            out, here, seen = stack.pop()
            for way, target in out:
                self._step()
                if target in seen or target not in near:
                    continue
                whole = here + way
                inside = whole[:3] == _STRUCTURE
                if inside and "/P" in whole[3:]:  # from an element to the one above
                    continue
                if target == ref:
                    yield whole
                if self._pages.get(target, whole) == whole and (inside or target not in self._structure):
                    held = self._objects.get(target, self._revision)
                    stack.append((held.ways, whole, seen | {target}))

    def _leading_to(self, ref: Ref) -> set[Ref]:
        """Return the objects on the way to another, itself included; some may be on none."""
        found, stack = {ref}, [ref]
        while stack:
            here = stack.pop()
            for above, up in self._objects.above.get(here, {}).items():
                through_tree = (
                    above in self._holders if here in self._pages else not up or here not in self._structure
                )
                if above not in found and (here == ref or through_tree):
                    found.add(above)
                    stack.append(above)
        return found

    def _step(self) -> None:
        self._steps -= 1
        self._objects.steps -= 1
        if self._steps < 0 or self._objects.steps < 0:
            raise BoundError("ses objets renvoient trop souvent les uns aux autres")

    def _follow(self, value: Any) -> Any:
        from pyhanko.pdf_utils.generic import IndirectObject

        while isinstance(value, IndirectObject):
            self._step()
            value = self._objects.get((value.idnum, value.generation), self._revision).value
        return value

    def _under(self, holder: Any, key: str) -> Any:
        return self._follow(holder.raw_get(key)) if key in holder else None

    def _tree_of_pages(self, root: Any) -> dict[Ref, Way]:
        """Return the way to each page, and to each node above it."""
        found: dict[Ref, Way] = {}
        stack: list[tuple[Any, Way]] = [(root.raw_get("/Pages"), ("/Root", "/Pages"))]
        while stack:
            named, way = stack.pop()
            found |= dict.fromkeys(_once(named, found), way)
            node = self._follow(named)
            if len(way) == 2 or node.get("/Type") == "/Pages":
                kids = node.raw_get("/Kids")
                self._holders |= _ref(named) | _ref(kids)
                stack += [(kid, (*way, "/Kids", place)) for place, kid in enumerate(self._follow(kids))]
        return found

    def _tree_of_structure(self, root: Any) -> set[Ref]:
        """Return the elements that lists of the tree of the structure name."""
        from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

        found, stack = set[Ref](), [self._under(root, "/StructTreeRoot")]
        while stack:
            node = stack.pop()
            kids = self._under(node, "/K") if isinstance(node, DictionaryObject) else None
            for named in kids if isinstance(kids, ArrayObject) else [kids]:
                kid = self._follow(named)
                if isinstance(kid, DictionaryObject) and self._under(kid, "/Type") in {None, "/StructElem"}:
                    found |= _once(named, found)
                    stack.append(kid)
        return found


def _ref(named: Any) -> set[Ref]:
    from pyhanko.pdf_utils.generic import IndirectObject

    return {(named.idnum, named.generation)} if isinstance(named, IndirectObject) else set()


def _once(named: Any, found: Container[Ref]) -> set[Ref]:
    """Return the reference of a node of a tree, if it has one."""
    held = _ref(named)
    if any(ref in found for ref in held):
        raise ValueError(f"{named!r} stands twice in its tree")
    return held
