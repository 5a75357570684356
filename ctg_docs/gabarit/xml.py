"""Write WordprocessingML by hand: escaping, elements, runs. Knows no style and no page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NAMESPACES", "champ", "el", "marque", "paragraphe", "runs", "texte"]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)

_MARKS = re.compile(r"(\*\*.+?\*\*|\{%r .+?%\}|\t|\n)")


def el(name: str, attributes: Mapping[str, object] | None = None, *children: str) -> str:
    """Return an element; attributes whose value is None are left out.

    >>> el("w:jc", {"w:val": "right"})
    '<w:jc w:val="right"/>'
    """
    written = "".join(f" {k}={quoteattr(str(v))}" for k, v in (attributes or {}).items() if v is not None)
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def texte(value: str, style: str | None = None) -> str:
    """Return one run. A tag is never cut: the whole text stands in one `w:t`."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(value)}</w:t></w:r>'


def runs(value: str, style: str | None = None) -> str:
    """Return the runs of a text with light marks: `**fort**`, tabulation, line break, `{%r … %}` tags."""
    written: list[str] = []
    for piece in _MARKS.split(value):
        if piece == "\t":
            written.append("<w:r><w:tab/></w:r>")
        elif piece == "\n":
            written.append("<w:r><w:br/></w:r>")
        elif piece.startswith("**") and piece.endswith("**") and len(piece) > 4:
            written.append(texte(piece[2:-2], "Strong"))
        elif piece:
            written.append(texte(piece, style))
    return "".join(written)


def paragraphe(contenu: str, style: str, plus: str = "") -> str:
    """Return a paragraph of a style; `plus` holds further properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{plus}</w:pPr>{contenu}</w:p>'


def marque(nom: str, contenu: str) -> str:
    """Return the content inside a bookmark; the engine numbers it."""
    debut = el("w:bookmarkStart", {"w:id": 0, "w:name": nom})
    return f'{debut}{contenu}<w:bookmarkEnd w:id="0"/>'


def champ(instruction: str, resultat: str) -> str:
    """Return a field with a cached result: without one, Word says the file is damaged."""

    def caractere(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return caractere("begin") + code + caractere("separate") + texte(resultat) + caractere("end")
