"""The fields of a Word body: their code, their printed result, and how to change it. Knows no PDF."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ctg_docs.engine.opc.names import qn

__all__ = ["Field", "add_link_style", "fields", "flatten", "link", "style_links"]

_LOOKLESS = "LienSansAspect"
_LINK_STYLE = f'<w:style w:type="character" w:customStyle="1" w:styleId="{_LOOKLESS}"><w:name w:val="{_LOOKLESS}"/></w:style>'


class Field:
    """A field of Word, from its `begin` to its `end`.

    Attributes:
        code: what Word computes: `PAGE`, `PAGEREF _Toc1`…
        marks: the runs of the three marks and of the code.
        results: the runs of the printed result.
    """

    def __init__(self) -> None:
        self.code = ""
        self.marks: list[etree._Element] = []
        self.results: list[etree._Element] = []
        self.in_result = False

    @property
    def text(self) -> str:
        """The printed result."""
        return "".join(t.text or "" for run in self.results for t in run.iter(qn("w:t")))

    def write(self, value: str) -> None:
        """Show a value, in the look of the first run of the result."""
        first, *others = self.results or [self._new_run()]
        for run in others:
            for text in list(run.iter(qn("w:t"))):
                run.remove(text)
        for child in list(first):
            if child.tag != qn("w:rPr"):
                first.remove(child)
        etree.SubElement(first, qn("w:t")).text = value

    def _new_run(self) -> etree._Element:
        run = etree.Element(qn("w:r"))
        self.marks[-1].addprevious(run)
        self.results.append(run)
        return run


def fields(root: etree._Element) -> Iterator[Field]:
    """Yield the complex fields, each when its end is met; the runs of an inner field belong to it alone."""
    left = sum(1 for _ in root.iter(qn("w:fldChar")))
    if not left:
        return
    stack: list[Field] = []
    for run in root.iter(qn("w:r")):
        mark = run.find(qn("w:fldChar"))
        kind = mark.get(qn("w:fldCharType")) if mark is not None else ""
        if kind == "begin":
            stack.append(Field())
        if not stack:
            continue
        field = stack[-1]
        code = run.find(qn("w:instrText"))
        if code is not None:
            field.code += code.text or ""
        if kind or code is not None:
            field.marks.append(run)
        elif field.in_result:
            field.results.append(run)
        field.in_result = field.in_result or kind == "separate"
        if kind == "end":
            yield stack.pop()
        left -= mark is not None
        if not left:
            return


def link(field: Field, bookmark: str) -> None:
    """Leave the printed result, inside a link to a bookmark when it is not in one already."""
    runs = [run for run in field.results if run.getparent() is not None]
    inside = not runs or any(parent.tag == qn("w:hyperlink") for parent in runs[0].iterancestors())
    if not inside and len({run.getparent() for run in runs}) == 1:
        around = etree.Element(qn("w:hyperlink"))
        around.set(qn("w:anchor"), bookmark)
        runs[0].addprevious(around)
        around.extend(runs)
    flatten(field)


def flatten(field: Field) -> None:
    """Leave only the printed result."""
    for run in field.marks:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def add_link_style(styles: bytes) -> bytes:
    """Return a styles part that knows the character style of `style_links`, which changes nothing to the look."""
    return styles.replace(b"</w:styles>", _LINK_STYLE.encode() + b"</w:styles>")


def style_links(root: etree._Element) -> bool:
    """Give a character style to the words of links that have none; True when there were some.

    LibreOffice (7.4 at least) leaves out of its PDF the links that stand in the default character style.
    """
    changed = False
    for run in (run for around in root.iter(qn("w:hyperlink")) for run in around.iter(qn("w:r"))):
        look = run.find(qn("w:rPr"))
        if look is None:
            look = etree.Element(qn("w:rPr"))
            run.insert(0, look)
        if look.find(qn("w:rStyle")) is None:
            style = etree.Element(qn("w:rStyle"))
            style.set(qn("w:val"), _LOOKLESS)
            look.insert(0, style)
            changed = True
    return changed
