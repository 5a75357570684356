"""XML names of a Word package. Knows no content."""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = [
    "BODY",
    "CORE_PROPERTIES_TYPE",
    "CT",
    "MAIN_TYPES",
    "NS",
    "REL",
    "RELS",
    "STANDARD",
    "TEXT_PARTS",
    "TYPES_PART",
    "XML_HEAD",
    "bare",
    "qn",
    "rels_name",
]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": _OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
REL = {
    name: f"{_OFFICE}/{tail}"
    for name, tail in {
        "document": "officeDocument",
        "image": "image",
        "hyperlink": "hyperlink",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "fonts": "fontTable",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
        "theme": "theme",
        "template": "attachedTemplate",
        "chart": "chart",
        "package": "package",
    }.items()
}
REL["core"] = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TYPES_PART = "[Content_Types].xml"
CORE_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DECLARED = re.compile(r' xmlns:[^=]*="[^"]*"')
#: usual name and content type of the main part, by family
BODY = {
    "word": ("word/document.xml", f"{_WORD}.document.main+xml"),
    "slides": (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
}
#: family by content type of the main part, models and files with macros included
MAIN_TYPES = {
    BODY["word"][1]: "word",
    f"{_WORD}.template.main+xml": "word",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "word",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "word",
    BODY["slides"][1]: "slides",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": "slides",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml": "slides",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": "slides",
}
#: usual name of the parts that a Word body has once
STANDARD = {
    REL[kind]: f"word/{name}.xml"
    for kind, name in {
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "fonts": "fontTable",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
        "theme": "theme/theme1",
    }.items()
}

#: content type of each part whose text is a template, and its French label
TEXT_PARTS = {
    f"{_WORD}.document.main+xml": "corps",
    f"{_WORD}.header+xml": "en-tête",
    f"{_WORD}.footer+xml": "pied de page",
    f"{_WORD}.footnotes+xml": "notes de bas de page",
    f"{_WORD}.endnotes+xml": "notes de fin",
    CORE_PROPERTIES_TYPE: "propriétés du document",
}


@cache
def qn(name: str) -> str:
    """Return the Clark form of a prefixed name: `w:p` → `{http…}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


@lru_cache(maxsize=256)
def bare(xml: str) -> str:
    """Drop the namespace declarations of a fragment that will be pasted where they stand already."""
    head, sep, tail = xml.partition(">")
    if " xmlns:" in head:
        head = _DECLARED.sub("", head)
    return head + sep + tail


def rels_name(part: str) -> str:
    """Return the name of the relationships of a part: `word/x.xml` → `word/_rels/x.xml.rels`."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
