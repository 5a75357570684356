"""Running page numbers of an assembled file: each page says its place in the whole, under its own number.

They are printed as artifacts, in a font of the file that has the letters: a reader of tags hears nothing twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctg_docs.engine.pdf.pagination import read_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

__all__ = ["number_through"]

_SIZE, _RIGHT, _BOTTOM = 9.0, 71.0, 17.0
"""Points: height of the letters, from the right edge, from the bottom: under the footer, on the margin of printers."""
_NAME = "/FRunning"


def number_through(pdf: Pdf, label: str) -> bool:
    """Print on each page its rank in the file; False, and nothing changed, when no font of the file has the letters.

    Args:
        pdf: an open assembled file.
        label: `dossier complet : page {} / {}`.
    """
    total = len(pdf.pages)
    needed = set(label.format("0123456789", ""))
    font, codes = next(((f, c) for f, c in _fonts(pdf) if needed <= c.keys()), (None, {}))
    if font is None:
        return False
    for rank, page in enumerate(pdf.pages, 1):
        box = [float(side) for side in page.cropbox]
        raw = bytes(codes[letter] for letter in label.format(rank, total))
        x = box[2] - _RIGHT - _width(font, raw)
        _print(pdf, page, font, f"{x:.2f} {box[1] + _BOTTOM:.2f} Td <{raw.hex().upper()}> Tj")
    return True


def _fonts(pdf: Pdf) -> Iterator[tuple[Any, dict[str, int]]]:
    """Yield the one-byte fonts of the file, once each, with the code of each letter that they hold."""
    seen = set()
    for page in pdf.pages:
        fonts: Any = page.resources.get("/Font", {})
        for font in fonts.values():
            if font.objgen not in seen and "/Widths" in font:
                seen.add(font.objgen)
                yield font, read_codes(font)


def _width(font: Any, raw: bytes) -> float:
    first, widths = int(font.FirstChar), list(font.Widths)
    return sum(float(widths[code - first]) for code in raw) * _SIZE / 1000


def _print(pdf: Pdf, page: Any, font: Any, text: str) -> None:
    """Draw an artifact over a page, whatever state its own content leaves."""
    from pikepdf import Dictionary

    if "/Font" not in page.resources:
        page.resources.Font = Dictionary()
    page.resources.Font[_NAME] = font
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    drawn = f"\nQ\n/Artifact BMC\nq BT 0.33 g {_NAME} {_SIZE:g} Tf {text} ET Q\nEMC\n"
    page.contents_add(pdf.make_stream(drawn.encode()))
