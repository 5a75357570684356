"""From a text to what may stand inside a Word run: escaping, line ends, tabs, new paragraphs, holes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.holes import HOLE_END, HOLE_START, plain, without_places

if TYPE_CHECKING:
    from ctg_docs.engine.word.spots import Tag

try:
    from markupsafe._speedups import _escape_inner as escape
except ImportError:  # MarkupSafe without its C half
    from markupsafe._native import _escape_inner as escape

__all__ = [
    "HOLE_STYLE",
    "OPEN_TEXT",
    "clean",
    "escape",
    "flat",
    "has_special",
    "hole_properties",
    "resolve",
    "resolve_inside",
]

HOLE_STYLE = "Acompleter"
OPEN_TEXT = '<w:t xml:space="preserve">'
_ILLEGAL = re.compile("[\x00-\x01\x04-\x06\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPECIAL = re.compile("[\n\t\a\f\x02\x03]")
_RSTYLE = re.compile(r'<w:rStyle w:val="[^"]*"/>')


def clean(text: str) -> str:
    """Make a text legal in XML: line ends unified, control characters, lone surrogates and places of holes dropped."""
    text = without_places(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def has_special(text: str) -> bool:
    """True when a text holds line ends, tabs or other marks that Word writes as elements."""
    return _SPECIAL.search(text) is not None


def flat(text: str) -> str:
    """Escape a text for an attribute or a field code: one line, holes as plain text."""
    return str(escape(_SPECIAL.sub(" ", plain(clean(text)))))


def resolve(safe: str, tag: Tag) -> str:
    """Turn line ends, tabs, page breaks, new paragraphs and holes of an escaped text into Word's elements."""
    rpr, ppr = tag.rpr, tag.ppr
    if _SPECIAL.search(safe) is None:
        return safe
    again = f"<w:r>{rpr}{OPEN_TEXT}"
    pieces = {
        "\n": f"</w:t><w:br/>{OPEN_TEXT}",
        "\t": f"</w:t></w:r><w:r>{rpr}<w:tab/></w:r>{again}",
        "\a": f"</w:t></w:r></w:p><w:p>{ppr}{again}",
        "\f": f'</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>{ppr}{again}',
        HOLE_START: f"</w:t></w:r><w:r>{hole_properties(rpr)}{OPEN_TEXT}",
        HOLE_END: f"</w:t></w:r>{again}",
    }
    if not tag.splittable:
        pieces["\a"] = pieces["\n"]
        pieces["\f"] = pieces["\n"]
    if safe.count(HOLE_START) != safe.count(HOLE_END):
        pieces[HOLE_START] = pieces[HOLE_END] = ""
    return _SPECIAL.sub(lambda m: pieces[m.group()], safe)


_PIECES = re.compile(r"(<[^>]*>)")


def resolve_inside(safe: str, tag: Tag) -> str:
    """Do the same with ready XML that begins inside a text: what stands outside texts is left alone."""
    if "<" not in safe or _SPECIAL.search(safe) is None:
        return resolve(safe, tag)
    inside, out = True, list[str]()
    for piece in _PIECES.split(safe):
        if piece.startswith("<"):
            inside = piece.startswith(("<w:t>", "<w:t ")) or (inside and piece != "</w:t>")
            out.append(piece)
        else:
            out.append(resolve(piece, tag) if inside else piece)
    return "".join(out)


def hole_properties(rpr: str) -> str:
    """Run properties of a hole: those around it, in the character style « À compléter »."""
    inner = _RSTYLE.sub("", rpr.removeprefix("<w:rPr>").removesuffix("</w:rPr>")) if "</w:rPr>" in rpr else ""
    return f'<w:rPr><w:rStyle w:val="{HOLE_STYLE}"/>{inner}</w:rPr>'
