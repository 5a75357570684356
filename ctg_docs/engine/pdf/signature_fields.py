"""Empty signature fields in a PDF, at the boxes that bookmarks of the Word file tell; both conformances are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import parse_part, read_part
from ctg_docs.engine.pdf.conformance import save
from ctg_docs.engine.pdf.opening import open_pdf, require
from ctg_docs.engine.pdf.page_numbers import destination_name
from ctg_docs.errors import ConversionError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pikepdf import Pdf

__all__ = ["SignatureBox", "add_signature_fields", "signature_boxes"]

_MM = 72 / 25.4
_WIDTH, _HEIGHT, _GAP = 66 * _MM, 24 * _MM, 2 * _MM
_BETWEEN = 6 * _MM
"""Margins between two boxes of a row."""
_TEXT_ABOVE = 4 * 13.5
"""Height left to the capacity and the body when nothing tells where the name stands: four lines."""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A place to sign.

    Attributes:
        bookmark: name of the Word bookmark at the top of the box; the one of the name below adds `_nom`.
        name: name of the field: the signatory.
        label: what a screen reader says: « Signature de Madame X, pour la Caf ».
    """

    bookmark: str
    name: str
    label: str


def signature_boxes(document: bytes, prefix: str = "signature_") -> list[SignatureBox]:
    """Return the boxes of a Word file, in order: bookmarks `signature_1`, `signature_1_nom` around the name.

    A box without a name bookmark is named after the last line of the bookmark.
    """
    root = parse_part(read_part(document, "word/document.xml") or b"")
    texts = {name: lines for name, lines in _bookmarked(root).items() if name.startswith(prefix)}
    boxes: list[SignatureBox] = []
    taken: set[str] = set()
    for bookmark, lines in texts.items():
        if bookmark.endswith("_nom"):
            continue
        named = texts.get(f"{bookmark}_nom") or lines[-1:]
        name = _unique(" ".join(named), f"Signataire {len(boxes) + 1}", taken)
        first = lines[0] if lines and lines[0] not in named else ""
        label = f"Signature de {name}" + (f", {first[:1].lower()}{first[1:]}" if first else "")
        boxes.append(SignatureBox(bookmark, name, label))
    return boxes


def _bookmarked(root: _Element) -> dict[str, list[str]]:
    """Return the lines of text inside each bookmark, by name."""
    found: dict[str, list[str]] = {}
    opened: dict[str, str] = {}
    for node in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:p"), qn("w:t")):
        if node.tag == qn("w:bookmarkStart"):
            name = node.get(qn("w:name"), "")
            opened[node.get(qn("w:id"), "")] = name
            found[name] = [""]
        elif node.tag == qn("w:bookmarkEnd"):
            opened.pop(node.get(qn("w:id"), ""), None)
        else:
            for name in opened.values():
                if node.tag == qn("w:p"):
                    found[name].append("")
                else:
                    found[name][-1] += node.text or ""
    return {name: [line.strip() for line in lines if line.strip()] for name, lines in found.items()}


def _unique(name: str, default: str, taken: set[str]) -> str:
    """Return a field name: a full stop would mean a hierarchy, square brackets a gap in a draft."""
    wanted = default if not name or "[" in name else name.replace(".", "")
    unique, number = wanted, 1
    while unique in taken:
        number += 1
        unique = f"{wanted} ({number})"
    taken.add(unique)
    return unique


def add_signature_fields(data: bytes, boxes: Sequence[SignatureBox], prefix: str = "") -> bytes:
    """Return the PDF with one empty field per box, tagged as a form.

    Args:
        data: a conform PDF whose named destinations come from the Word bookmarks.
        boxes: places to sign, see `signature_boxes`.
        prefix: what merging put before the names of destinations.

    Raises:
        ConversionError: a box is not in the PDF.
        MissingToolError: pikepdf is absent.
    """
    require("pikepdf")
    if not boxes:
        return data
    with open_pdf(data, tagged=True) as pdf:
        from pikepdf import Array, Dictionary

        places = dict(pdf.Root.get("/Dests", {}).items())
        form = pdf.Root.get("/AcroForm") or Dictionary(Fields=Array())
        taken = {str(field.T) for field in form.Fields}
        named = [replace(box, name=_unique(box.name, box.bookmark, taken)) for box in boxes]
        fields = [_add_field(pdf, box, _rectangle(pdf, places, box, prefix)) for box in named]
        form.Fields.extend(fields)
        pdf.Root.AcroForm = pdf.make_indirect(form)
        return save(pdf)


def _rectangle(
    pdf: Pdf, places: Mapping[str, Any], box: SignatureBox, prefix: str
) -> tuple[Any, list[float]]:
    """Return the page of a box and the white between capacity and name."""

    def place(bookmark: str) -> Any:
        return places.get(f"/{prefix}{destination_name(bookmark)[1:]}")

    top, name = place(box.bookmark), place(f"{box.bookmark}_nom")
    known = name if name is not None else top
    if known is None:
        raise ConversionError(f"La case de signature « {box.name} » est introuvable dans le PDF.")
    page = next(p.obj for p in pdf.pages if p.objgen == known[0].objgen)
    left = float(known[2])
    if name is not None:
        bottom = float(name[3]) + _GAP
        same_page = top is not None and name[0].objgen == top[0].objgen
        height = min(_HEIGHT, float(top[3]) - bottom) if same_page else _HEIGHT
    else:
        height = _HEIGHT
        bottom = float(top[3]) - _TEXT_ABOVE - height
    right = min(left + _WIDTH, float(page.MediaBox[2]) - _GAP, _next_box(places.values(), known) - _BETWEEN)
    return page, [round(left, 2), round(bottom, 2), round(right, 2), round(bottom + max(height, 12), 2)]


def _next_box(places: Iterable[Any], known: Any) -> float:
    """Return where the next box of the row begins; far away when there is none."""
    level = [float(p[2]) for p in places if p[0].objgen == known[0].objgen and abs(p[3] - known[3]) < 1]
    return min((x for x in level if x > float(known[2]) + _BETWEEN), default=inf)


def _add_field(pdf: Pdf, box: SignatureBox, place: tuple[Any, list[float]]) -> Any:
    from pikepdf import Array, Dictionary, Name

    page, rectangle = place
    look = pdf.make_stream(b"")
    look.Type, look.Subtype, look.Resources = Name.XObject, Name.Form, Dictionary()
    look.BBox = Array([0, 0, rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]])
    key = _next_key(pdf)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=box.name,
            TU=box.label,
            F=4,
            Rect=Array(rectangle),
            P=page,
            AP=Dictionary(N=look),
            StructParent=key,
        )
    )
    page.Annots = Array([*page.get("/Annots", ()), field])
    page.Tabs = Name.S
    parent = _holder(pdf, page)
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=parent,
            Pg=page,
            Alt=box.label,
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page),
        )
    )
    parent.K.append(element)
    tree = pdf.Root.StructTreeRoot
    tree.ParentTree.Nums.append(key)
    tree.ParentTree.Nums.append(element)
    tree.ParentTreeNextKey = key + 1
    return field


def _next_key(pdf: Pdf) -> int:
    tree = pdf.Root.StructTreeRoot
    return max((int(key) for key in list(tree.ParentTree.Nums)[::2]), default=-1) + 1


def _holder(pdf: Pdf, page: Any) -> Any:
    """Return the element that holds the tags of a page: the document, or the part of it that has this page."""
    from ctg_docs.engine.pdf.tree import children, elements_under

    top = children(pdf.Root.StructTreeRoot)[0]
    parts = [kid for kid in children(top) if str(kid.get("/S")) == "/Part"]
    for part in parts:
        if any("/Pg" in e and e.Pg.objgen == page.objgen for e in elements_under(part)):
            return part
    return top
