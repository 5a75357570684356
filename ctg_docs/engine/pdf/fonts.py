"""Tell which fonts a PDF was really set in, and what to install when the pages would differ from Word's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["TWINS", "font_problems", "fonts_asked", "fonts_used"]

TWINS = {
    "Calibri": ("Carlito", "fonts-crosextra-carlito"),
    "Cambria": ("Caladea", "fonts-crosextra-caladea"),
    "Arial": ("Liberation Sans", "fonts-liberation"),
    "Times New Roman": ("Liberation Serif", "fonts-liberation"),
    "Courier New": ("Liberation Mono", "fonts-liberation"),
}
"""Font of Word, its free twin of the same widths, the Debian package of the twin."""

_ASKED = re.compile(r'<w:rFonts\b[^>]*?\bw:ascii="([^"]+)"')
_THEME = re.compile(r'<a:latin typeface="([^"]+)"')


def fonts_asked(document: bytes) -> set[str]:
    """Return the fonts that the styles and the body of a Word file name."""
    found: set[str] = set()
    for part in ("word/styles.xml", "word/document.xml"):
        found |= set(_ASKED.findall((read_part(document, part) or b"").decode("utf-8", "replace")))
    styles = (read_part(document, "word/styles.xml") or b"").decode("utf-8", "replace")
    if "asciiTheme" in styles:
        theme = (read_part(document, "word/theme/theme1.xml") or b"").decode("utf-8", "replace")
        found |= set(_THEME.findall(theme)[:2])
    return found


def fonts_used(pdf: bytes | Pdf) -> set[str]:
    """Return the families of the fonts of a PDF's pages, without style nor subset mark: `Carlito`."""
    if isinstance(pdf, bytes):
        with open_pdf(pdf) as opened:
            return fonts_used(opened)
    found: set[str] = set()
    seen: set[Any] = set()
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources")
        fonts = resources.get("/Font") if resources is not None else None
        if fonts is not None and fonts.objgen not in seen:
            seen |= {fonts.objgen} - {(0, 0)}
            found |= {_family(str(font.BaseFont)) for _, font in fonts.items() if "/BaseFont" in font}
    return found


def _family(name: str) -> str:
    bare = re.sub(r"^/(?:[A-Z]{6}\+)?", "", name).split("-")[0]
    return re.sub(r"(?:,|PS|MT|Bold|Italic|Oblique|Regular)+$", "", bare)


def font_problems(document: bytes, pdf: bytes | Pdf) -> list[Problem]:
    """Return a warning for each known font that was replaced by one of other widths."""
    names = fonts_used(pdf)
    used = {_key(name) for name in names}
    problems = []
    for font in sorted(fonts_asked(document) & TWINS.keys()):
        twin, package = TWINS[font]
        if used and not used & {_key(font), _key(twin)}:
            problems.append(
                Problem(
                    "PDF001",
                    Severity.WARNING,
                    f"La police {font} n’est pas installée, ni sa jumelle libre {twin} : le nombre de pages du PDF "
                    "peut différer de celui de Word.",
                    value=", ".join(sorted(names)),
                    suggestion=f"Installez-la : sudo apt install {package}.",
                )
            )
    return problems


def _key(name: str) -> str:
    return name.replace(" ", "").lower()
