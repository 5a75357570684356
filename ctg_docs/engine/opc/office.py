"""An Office file once opened: its parts read, changed and written back. `opening.open_package` makes it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import REL, RELS, rels_name
from ctg_docs.engine.opc.package import Member, Static, pack, write_package
from ctg_docs.engine.opc.xml import parse_xml, to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Package", "Relation", "resolve"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part, or an outside address."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """An Office file while it is read or changed; trees are parsed once, and written back by `seal`.

    Attributes:
        members: files of the package, still compressed.
        types: content type by part.
        main: name of the main part.
        trees: parsed parts, changed in place.
        macros: True when the file brought macros, which were left out.
        huge: see `parse_xml`.
        known: parts that were parsed before, still as they are; `seal` leaves them alone.
    """

    members: dict[str, Member]
    types: dict[str, str] = field(default_factory=dict)
    main: str = ""
    trees: dict[str, _Element] = field(default_factory=dict)
    macros: bool = False
    huge: bool = False
    known: dict[str, _Element] = field(default_factory=dict)

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None when there is none."""
        member = self.members.get(name)
        return member.unpack() if member is not None else None

    def tree(self, name: str) -> _Element | None:
        """Return the root of a part, parsed once; None when the package has no such part."""
        if name not in self.trees and name in self.members:
            known = self.known.pop(name, None)
            self.trees[name] = (
                known if known is not None else parse_xml(self.members[name].unpack(), name, huge=self.huge)
            )
        return self.trees.get(name)

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield what a part refers to; the package itself when `part` is empty."""
        root = self.tree(rels_name(part))
        for found in () if root is None else root.iter(f"{{{RELS}}}Relationship"):
            outside = found.get("TargetMode") == "External"
            target = found.get("Target", "")
            name = target if outside else self.existing(resolve(part, target))
            yield Relation(found.get("Id", ""), found.get("Type", ""), name, outside)

    def sibling(self, kind: str) -> str | None:
        """Return the part the body refers to by a kind of relationship: its styles, its numbering."""
        return next(
            (r.target for r in self.relations(self.main) if r.kind == REL[kind] and not r.outside), None
        )

    def existing(self, name: str) -> str:
        """Return a part's name as the zip writes it: names of parts don't tell capitals apart."""
        if name in self.members:
            return name
        return next((known for known in self.members if known.lower() == name.lower()), name)

    def replace(self, name: str, data: bytes) -> None:
        """Give a part other bytes, or add it; nothing is declared."""
        self.members[name] = pack(name, data, fast=False)
        self.trees.pop(name, None)

    def seal(self, *names: str) -> None:
        """Write changed trees back to the members: those named, or all."""
        for name in names or self.trees:
            if name in self.trees:
                self.members[name] = pack(name, to_bytes(self.trees[name]))

    def write(self) -> bytes:
        """Return the file, the same bytes each time."""
        pieces: list[bytes] = []
        write_package(Static(self.members.values()), (), pieces.append)
        return b"".join(pieces)


def resolve(part: str, target: str) -> str:
    """Return the name of the part that a relationship of `part` points to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
