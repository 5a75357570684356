"""Merge PDFs in order: pages of any orientation, outlines, links, destinations and the tags of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

from ctg_docs.engine.pdf.conformance import Attachment, attach, save, write_metadata
from ctg_docs.engine.pdf.opening import open_pdf, require
from ctg_docs.engine.pdf.page_numbers import destination_name
from ctg_docs.engine.pdf.running import number_through
from ctg_docs.engine.pdf.splitting import PLACEHOLDER
from ctg_docs.engine.values import Properties
from ctg_docs.errors import ConversionError

if TYPE_CHECKING:
    from pikepdf import Array, OutlineItem, Page, Pdf

__all__ = ["Assembly", "Merged", "Piece", "merge"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF to merge.

    Attributes:
        pdf: its bytes.
        title: its line in the outline of the whole; `""` puts its own outline at the top level.
        prefix: put before the names of its destinations, so that two pieces may use the same names.
    """

    pdf: bytes = field(repr=False)
    title: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, and the pages of each piece: first page counted from 1, number of pages."""

    pdf: bytes = field(repr=False)
    spans: tuple[tuple[int, int], ...]


def merge(
    pieces: Sequence[Piece],
    properties: Properties,
    attachments: Sequence[Attachment] = (),
    *,
    running: str = "",
) -> Merged:
    """Return one PDF made of all pages in order, still tagged, PDF/UA-1 and PDF/A.

    Args:
        pieces: finished PDFs (see `conformance.mend`); what they claim about themselves is dropped.
        properties: title, author, dates of the whole.
        attachments: files to carry.
        running: what each page says of its place in the whole, « page {} / {} »; nothing when it is empty.

    Raises:
        ConversionError: there is no piece, or one is not a readable tagged PDF.
        MissingToolError: pikepdf is absent.
    """
    if not pieces:
        raise ConversionError("Il n’y a aucun PDF à assembler.")
    with Assembly() as work:
        for rank, piece in enumerate(pieces):
            with open_pdf(piece.pdf, tagged=True) as source:
                work.add(rank, source, title=piece.title, prefix=piece.prefix)
        if running:
            number_through(work.whole, running)
        return work.write(properties, attachments)


@dataclass(slots=True)
class _Added:
    """What a piece puts in the whole: its structure tree as it was, what leads to its pages."""

    pages: int
    tree: Any = None
    title: str = ""
    destinations: dict[str, Any] = field(default_factory=dict)
    outline: list[OutlineItem] = field(default_factory=list)


class Assembly:
    """A PDF to which pieces are added, in any order: each goes to its rank.

    Raises:
        MissingToolError: pikepdf is absent.
    """

    def __init__(self) -> None:
        require("pikepdf")
        from pikepdf import new

        self.whole = new()
        self.added: dict[int, _Added] = {}
        self.images: dict[bytes, Any] = {}

    def __enter__(self) -> Self:
        """Begin; the end of the block frees the memory."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the memory."""
        self.whole.close()

    def add(self, rank: int, source: Pdf, *, title: str = "", prefix: str = "") -> None:
        """Copy an open PDF to its place, after those of lower rank; `title` and `prefix` are those of `Piece`."""
        added = _Added(len(source.pages))
        start = self._start(rank)
        for place, copied in enumerate(source.pages, start):
            self.whole.pages.insert(place, copied)
        self.added[rank] = added
        pages = [page.obj for page in self.pages_of(rank)]
        # The pages must come first: what refers to a page not yet copied would refer to nothing.
        added.tree, added.title = self.whole.copy_foreign(source.Root.StructTreeRoot), title
        for page in pages:
            self._share_images(page)
        added.destinations = _copy_destinations(source, pages, prefix)
        added.outline = _copy_outline(source, pages, title)
        if "/OutputIntents" not in self.whole.Root and "/OutputIntents" in source.Root:
            self.whole.Root.OutputIntents = self.whole.copy_foreign(
                source.make_indirect(source.Root.OutputIntents)
            )

    def remove(self, rank: int) -> None:
        """Take a piece out."""
        start = self._start(rank)
        del self.whole.pages[start : start + self.added.pop(rank).pages]

    def pages_of(self, rank: int) -> list[Page]:
        """Return the pages of a piece, as they are in the whole."""
        start = self._start(rank)
        return list(self.whole.pages[start : start + self.added[rank].pages])

    def _start(self, rank: int) -> int:
        return sum(other.pages for n, other in self.added.items() if n < rank)

    def write(self, properties: Properties, attachments: Sequence[Attachment] = ()) -> Merged:
        """Return the whole; nothing can be added any more."""
        self._finish()
        for attachment in attachments:
            attach(self.whole, attachment, properties)
        write_metadata(self.whole, properties)
        added = [self.added[rank] for rank in sorted(self.added)]
        ends = list(accumulate(one.pages for one in added))
        spans = tuple((end - one.pages + 1, one.pages) for end, one in zip(ends, added, strict=True))
        return Merged(save(self.whole), spans)

    def _share_images(self, page: Any) -> None:
        """Store once the pictures that several pieces repeat: logos."""
        images = page.get("/Resources", {}).get("/XObject", {})
        for name, image in list(images.items()):
            if str(image.get("/Subtype")) == "/Image" and "/SMask" not in image:
                digest = hashlib.sha256(image.read_raw_bytes()).digest()
                known = self.images.setdefault(digest, image)
                if known.objgen != image.objgen and _same_shape(known, image):
                    images[name] = known

    def _finish(self) -> None:
        """Join trees, destinations and outlines; only here, so that nothing depends on the order of arrival."""
        ranks = sorted(self.added)
        destinations: dict[str, Any] = {}
        for rank in reversed(ranks):  # of two that have the same name, the first wins
            destinations |= self.added[rank].destinations
        if destinations:
            from pikepdf import Dictionary

            self.whole.Root.Dests = Dictionary(dict(sorted(destinations.items())))
        tags = _Tags(self.whole)
        for rank in ranks:
            pages = [page.obj for page in self.pages_of(rank)]
            tags.add(self.added[rank], pages)
            _lead(pages, destinations)
        tags.finish()
        with self.whole.open_outline() as outline:
            outline.root.extend(item for rank in ranks for item in self.added[rank].outline)


class _Tags:
    """The structure tree of the whole, made of those of the pieces."""

    def __init__(self, whole: Pdf) -> None:
        from pikepdf import Dictionary, Name

        self.whole = whole
        self.root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root))
        self.kids: list[Any] = []
        self.notes: list[Any] = []
        self.numbers: list[Any] = []
        self.roles: dict[str, str] = {}
        self.next_key = 0

    def add(self, piece: _Added, pages: Sequence[Any]) -> None:
        from pikepdf import Name

        from ctg_docs.engine.pdf.tree import children, elements_under

        renamed = self._add_roles(piece.tree)
        for kid in children(piece.tree):
            kid.P = self.document
            if str(kid.S) == "/Document":
                kid.S = Name.Part
                if piece.title:
                    kid.T = piece.title
            self.kids.append(kid)
            for element in elements_under(kid) if renamed else ():
                if str(element.S) in renamed:
                    element.S = Name(renamed[str(element.S)])
        if "/IDTree" in piece.tree:
            self.notes += list(piece.tree.IDTree.Names)[1::2]
        self._shift(pages)
        pairs = _number_tree(piece.tree.ParentTree)
        for key, value in pairs:
            self.numbers += (key + self.next_key, value)
        self.next_key += max((key for key, _ in pairs), default=-1) + 1

    def _add_roles(self, tree: Any) -> dict[str, str]:
        """Join the role map; return the roles that mean something else in this piece."""
        held = {str(k): str(v) for k, v in tree.get("/RoleMap", {}).items()}
        clash = {k: v for k, v in held.items() if self.roles.get(k, v) != v}
        self.roles |= {k: v for k, v in held.items() if k not in clash}
        return clash

    def _shift(self, pages: Sequence[Any]) -> None:
        for page in pages:
            if "/StructParents" in page:
                page.StructParents = int(page.StructParents) + self.next_key
            for note in page.get("/Annots", ()):
                if "/StructParent" in note:
                    note.StructParent = int(note.StructParent) + self.next_key

    def finish(self) -> None:
        from pikepdf import Array, Dictionary, Name

        from ctg_docs.engine.pdf.structure import name_notes

        self.root.K, self.document.K = Array([self.document]), Array(self.kids)
        nums = self.whole.make_indirect(Dictionary(Nums=Array(self.numbers)))
        self.root.ParentTree, self.root.ParentTreeNextKey = nums, self.next_key
        self.root.RoleMap = Dictionary({k: Name(v) for k, v in sorted(self.roles.items())})
        self.whole.Root.StructTreeRoot = self.root
        name_notes(self.whole, self.notes)


def _lead(pages: Sequence[Any], destinations: Mapping[str, Any]) -> None:
    """Let links to other parts lead there."""
    for note in (note for page in pages for note in page.get("/Annots", ())):
        address = str(note.A.get("/URI", "")) if "/A" in note else ""
        if address.startswith(PLACEHOLDER):
            target = destinations.get(destination_name(unquote(address.removeprefix(PLACEHOLDER))))
            del note["/A"]
            if target is not None:
                note.Dest = target


def _same_shape(one: Any, other: Any) -> bool:
    keys = ("/Width", "/Height", "/BitsPerComponent", "/Filter", "/ColorSpace")
    return all(repr(one.get(key)) == repr(other.get(key)) for key in keys)


def _number_tree(node: Any) -> list[tuple[int, Any]]:
    pairs = []
    held = list(node.get("/Nums", ()))
    pairs += [(int(key), value) for key, value in zip(held[::2], held[1::2], strict=True)]
    for kid in node.get("/Kids", ()):
        pairs += _number_tree(kid)
    return pairs


def _copy_destinations(source: Pdf, pages: Sequence[Any], prefix: str) -> dict[str, Any]:
    """Return the named destinations, for the copies of the pages."""
    from pikepdf import Array

    index: dict[Any, Any] = {old.objgen: new for old, new in zip(source.pages, pages, strict=True)}
    held = source.Root.get("/Dests", {}).items()
    return {
        f"/{prefix}{name[1:]}": Array([index[target[0].objgen], *list(target)[1:]])
        for name, target in held
        if target[0].objgen in index
    }


def _copy_outline(source: Pdf, pages: Sequence[Any], title: str) -> list[OutlineItem]:
    """Return the outline for the copies of the pages, below a line of its own when it has a title."""
    from pikepdf import OutlineItem

    index: dict[Any, Any] = {old.objgen: new for old, new in zip(source.pages, pages, strict=True)}
    with source.open_outline() as outline:
        copied = [_copy_item(item, index, pages[0]) for item in outline.root]
    if not title:
        return copied
    top = OutlineItem(title, _destination(pages[0]))
    top.children.extend(copied)
    top.is_closed = True
    return [top]


def _copy_item(item: OutlineItem, index: Mapping[Any, Any], first: Any) -> OutlineItem:
    """Return a line of the outline for the copies of the pages; one that leads nowhere leads to the first."""
    from pikepdf import Array, OutlineItem

    target, page, top = item.destination, first, None
    if isinstance(target, Array) and target[0].objgen in index:
        page = index[target[0].objgen]
        top = float(target[3]) if len(target) > 3 and str(target[1]) == "/XYZ" else None
    copied = OutlineItem(item.title, _destination(page, top))
    copied.is_closed = item.is_closed
    copied.children.extend(_copy_item(child, index, first) for child in item.children)
    return copied


def _destination(page: Any, top: float | None = None) -> Array:
    """Return a destination: a height of the page, or the whole page."""
    from pikepdf import Array, Name

    return Array([page, Name.Fit] if top is None else [page, Name.XYZ, 0, top, 0])
