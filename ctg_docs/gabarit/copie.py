"""Read a Word file back as structured text, for the reviewed copy of a template and for tests."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

__all__ = ["read_text"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(header|footer)\d+\.xml")


def read_text(data: bytes) -> str:
    """Return the text of a .docx: one line per paragraph with its style, rows between bars, then the headers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = list(_blocks(_parse(archive, "word/document.xml")[0]))
        for name in sorted(n for n in archive.namelist() if _STORY.fullmatch(n)):
            lines += ["", f"=== {name.removeprefix('word/').removesuffix('.xml')} ==="]
            lines += _blocks(_parse(archive, name))
    return "\n".join(lines).strip() + "\n"


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    return ElementTree.fromstring(archive.read(name))


def _blocks(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag == f"{_W}sectPr":
            yield _section(child)


def _paragraph(paragraph: Element) -> Iterator[str]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    nom = style.get(f"{_W}val", "") if style is not None else ""
    contenu = _text(paragraph)
    section = paragraph.find(f"{_W}pPr/{_W}sectPr")
    if section is None or contenu:
        yield contenu if contenu.startswith("{%") else f"[{nom}] {contenu}".rstrip()
    if section is not None:
        yield _section(section)


def _section(section: Element) -> str:
    size = section.find(f"{_W}pgSz")
    paysage = size is not None and size.get(f"{_W}orient") == "landscape"
    return f"--- fin de section {'paysage' if paysage else 'portrait'} ---"


def _table(table: Element) -> Iterator[str]:
    caption = table.find(f"{_W}tblPr/{_W}tblCaption")
    yield f"[tableau] {caption.get(f'{_W}val') if caption is not None else ''}".rstrip()
    for row in table.iter(f"{_W}tr"):
        cells = [" ¶ ".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in row.findall(f"{_W}tc")]
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        yield f"{'|=' if head else '|'} {' | '.join(cells)} |"
    yield "[fin du tableau]"


def _text(paragraph: Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append("\t" if node.get(f"{_W}pos") is None else "")
        elif node.tag == f"{_W}br":
            parts.append(" / ")
        elif node.tag == f"{_W}drawing":
            parts.append(_alternative(node))
    return "".join(parts).strip()


def _alternative(drawing: Element) -> str:
    for node in drawing.iter():
        if node.tag.endswith("}docPr"):
            return f"[image : {node.get('descr', '')}]"
    return "[image]"
