"""Drop the sections of a finished body that conditions left empty, so that they leave no blank page behind.

Convention: a section ends in a paragraph of its own, that has `w:sectPr` and no run. When conditions removed all
that stood before it in its section, that paragraph goes; when nothing stands after the last one, its section
becomes that of the end of the body. A section the author left empty (a letterhead's) is kept: `keep_empty` marks it.
What a dropped section said of headers and footers is handed on to the next, which would have inherited it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["drop_empty_sections", "keep_empty"]

_MARK, _VALUE = "w:rsidSect", "00C0FFEE"
_KEPT = f' {_MARK}="{_VALUE}"'.encode()
_PROPERTIES = rb"<w:sectPr(?: [^>]*)?(?:/>|>(?:(?!</w:sectPr>).)*</w:sectPr>)"
_SECTION = re.compile(
    rb"(?P<break><w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>|<w:sectPr).)*"
    rb"(?P<own>" + _PROPERTIES + rb")</w:pPr></w:p>)|" + _PROPERTIES,
    re.DOTALL,
)
_ENDS = (b"<w:body>", b"</w:sectPr></w:pPr></w:p>", b"<w:sectPr/></w:pPr></w:p>")
_REFERENCE = re.compile(rb'<w:(header|footer)Reference\b[^>]*?w:type="(\w+)"[^>]*?/>')


def keep_empty(body: _Element) -> None:
    """Mark the sections of a template that hold nothing but their end: no condition emptied them."""
    filled = False
    for block in body:
        own = block if block.tag == qn("w:sectPr") else block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if own is None:
            filled = True
            continue
        if not filled:
            own.set(qn(_MARK), _VALUE)
        filled = False


def drop_empty_sections(body: bytes) -> bytes:
    """Return the body without the sections that hold nothing; the body itself when it has only one."""
    if body.count(b"<w:sectPr") < 2:
        return body.replace(_KEPT, b"")
    out, at, handed = bytearray(), 0, dict[tuple[bytes, bytes], bytes]()
    last, start = b"", 0
    for match in _SECTION.finditer(body):
        out += body[at : match.start()]
        at, text = match.end(), match.group()
        own = match["own"]
        empty = out.rstrip().endswith(_ENDS)
        if own is not None and empty and _KEPT not in own:
            handed = {(m[1], m[2]): m.group() for m in _REFERENCE.finditer(own)} | {
                key: value for key, value in handed.items() if key not in _keys(own)
            }
            continue
        if (
            own is None
            and empty
            and _KEPT not in text
            and last
            and body[at:].lstrip().startswith(b"</w:body>")
        ):
            out[start:] = last
            continue
        start = len(out)
        out += _hand_on(text, handed)
        last, handed = _hand_on(own, handed) if own is not None else b"", {}
    return bytes(out + body[at:]).replace(_KEPT, b"")


def _keys(section: bytes) -> set[tuple[bytes, bytes]]:
    return {(m[1], m[2]) for m in _REFERENCE.finditer(section)}


def _hand_on(text: bytes, handed: dict[tuple[bytes, bytes], bytes]) -> bytes:
    """Give a section the headers and footers it inherited from one that was dropped."""
    own = _keys(text)
    more = b"".join(value for key, value in sorted(handed.items(), reverse=True) if key not in own)
    if not more:
        return text
    return re.sub(
        rb"<w:sectPr((?: [^>/]*)?)(/?)>",
        lambda m: b"<w:sectPr" + m[1] + b">" + more + (b"</w:sectPr>" if m[2] else b""),
        text,
        count=1,
    )
