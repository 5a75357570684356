"""What a part of a template may not hold: objects, frames and fields that fetch or run something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import NS, qn
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["check_live"]

_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "TOC",
        "TC",
        "TOA",
        "TA",
        "XE",
        "INDEX",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "HYPERLINK",
        "SEQ",
        "LISTNUM",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "EDITTIME",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "FILENAME",
        "FILESIZE",
        "NUMWORDS",
        "NUMCHARS",
        "REVNUM",
        "DOCPROPERTY",
        "INFO",
        "SYMBOL",
        "EQ",
        "QUOTE",
        "ADVANCE",
        "IF",
        "COMPARE",
        "SET",
        "ASK",
        "FILLIN",
        "BIBLIOGRAPHY",
        "CITATION",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "MERGEFIELD",
        "BARCODE",
        "DISPLAYBARCODE",
        "ADDIN",
        "PRIVATE",
        "GOTOBUTTON",
    ]
)
"""Field codes that show what the document holds. INCLUDETEXT, INCLUDEPICTURE, DDE, LINK, IMPORT… fetch or run."""

_OBJECTS = {
    qn("w:altChunk"): "un fichier incorporé (altChunk)",
    qn("w:subDoc"): "un sous-document",
    qn("w:object"): "un objet incorporé (OLE)",
    qn("w:control"): "un contrôle ActiveX",
    qn("w:frameset"): "un cadre",
    qn("w:movie"): "une vidéo",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "un objet incorporé (OLE)",
}
_FETCHED = re.compile(r"\{[^}]*\}(?:link|href|src)$|^(?:src|href)$")
_INSIDE = re.compile(r"^(?:#|\{\{|rId\w*$|$)")
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWN = (_VML, f"{{{NS['a']}}}", f"{{{NS['pic']}}}", "{urn:schemas-microsoft-com:office:office}")
_CODE = re.compile(r"\s*(=|[A-Za-z]+)")
_TEXT = {qn("w:instrText"), qn("w:delInstrText")}
_WORD, _STRICT = f"{{{NS['w']}}}", "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The space of Word's marks, and the one that « Open XML strict » gives to the same."""
_MARKS = (*_OBJECTS, qn("w:fldSimple"), qn("w:fldChar"), *_TEXT)
_LIVE = (
    *_MARKS,
    *(name.replace(_WORD, _STRICT) for name in _MARKS if name.startswith(_WORD)),
    *(f"{space}*" for space in _DRAWN),
)


def check_live(root: _Element, name: str) -> None:
    """Refuse a part that would fetch or run something when the document is opened or printed.

    Raises:
        TemplateError: what it is, and in which part.
    """
    for what in _found(root):
        raise TemplateError(f"Le modèle contient {what} ({name}) : retirez-le dans Word.")


def _found(root: _Element) -> Iterator[str]:
    stack: list[list[str]] = []
    for node in root.iter(*_LIVE):
        tag = node.tag.replace(_STRICT, _WORD)
        if tag in _OBJECTS:
            yield _OBJECTS[tag]
        elif tag == qn("w:fldSimple"):
            yield from _judged(_told(node, "instr"))
        elif tag == qn("w:fldChar"):
            yield from _field(_told(node, "fldCharType"), stack)
        elif tag in _TEXT:
            if stack:
                stack[-1].append(node.text or "")
        else:
            yield from _addresses(node)
    for code in stack:
        yield from _judged("".join(code))


def _told(node: _Element, name: str) -> str:
    """Return an attribute of Word's, in whichever of its spaces, or in none."""
    return next((node.get(space + name, "") for space in (_WORD, _STRICT, "") if node.get(space + name)), "")


def _field(kind: str, stack: list[list[str]]) -> Iterator[str]:
    if kind == "begin":
        stack.append([])
    elif kind == "end" and stack:
        yield from _judged("".join(stack.pop()))


def _judged(code: str) -> Iterator[str]:
    word = _CODE.match(code)
    if code.strip() and (word is None or word.group(1).upper() not in {"=", *_FIELDS}):
        yield f"un champ que ctg-docs ne reprend pas (« {code.strip()[:40]} »)"


def _addresses(node: _Element) -> Iterator[str]:
    for key, value in node.attrib.items():
        name = str(key)
        if name == f"{{{NS['r']}}}link" or (_FETCHED.search(name) and not _INSIDE.match(str(value).strip())):
            yield f"une image liée (« {str(value)[:80]} »)"
