"""Tell which fonts a PDF was really set in, and what to install when the pages would differ from Word's."""

from __future__ import annotations

import re
from typing import Any

from ctg_docs.engine.pdf.outils import open_pdf
from ctg_docs.engine.pdf.paquet import read_part
from ctg_docs.problems import Problem, Severity

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


def fonts_used(pdf: bytes) -> set[str]:
    """Return the families of the fonts inside a PDF, without style nor subset mark: `Carlito`."""
    with open_pdf(pdf) as opened:
        fonts = [o for o in opened.objects if hasattr(o, "keys") and _is_font(o)]
        return {_family(str(font.BaseFont)) for font in fonts}


def _is_font(item: Any) -> bool:
    try:
        return str(item.get("/Type")) == "/Font" and "/BaseFont" in item
    except (TypeError, ValueError):
        return False


def _family(name: str) -> str:
    bare = re.sub(r"^/(?:[A-Z]{6}\+)?", "", name).split("-")[0]
    bare = re.sub(r"(?:,|PS|MT|Bold|Italic|Oblique|Regular)+$", "", bare)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).strip()


def font_problems(document: bytes, pdf: bytes) -> list[Problem]:
    """Return a warning for each known font that was replaced by one of other widths."""
    used = {_key(name) for name in fonts_used(pdf)}
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
                    value=", ".join(sorted(fonts_used(pdf))),
                    suggestion=f"Installez-la : sudo apt install {package}.",
                )
            )
    return problems


def _key(name: str) -> str:
    return name.replace(" ", "").lower()
