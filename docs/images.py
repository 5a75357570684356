"""Take the pictures of real pages shown by the README and the guide: `make images`. Needs LibreOffice and poppler."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from build import PICTURES, ROOT
from PIL import Image

import ctg_docs
from ctg_docs.engine.pdf.convertisseur import convert

__all__ = ["take"]

_DPI = 72
_COLOURS = 64


def _pages(dossier: str, kind: str) -> list[bytes]:
    """Return the pages of the first document of a kind, as PNG."""
    ctg = ctg_docs.load(ROOT / "examples" / dossier)
    document = ctg_docs.render(ctg, kind)[0]
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "page.pdf")
        pdf.write_bytes(convert(document.data))
        subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", str(pdf), f"{folder}/page"], check=True)
        return [p.read_bytes() for p in sorted(Path(folder).glob("page-*.png"))]


def _light(png: bytes) -> bytes:
    """Return the picture with few colours: a page needs no more."""
    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def take(names: list[str]) -> None:
    """Write the pictures of these names, all by default."""
    wanted = [p for p in PICTURES if not names or p.name in names]
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for dossier, kind in dict.fromkeys((p.dossier, p.kind) for p in wanted):
        pages = _pages(dossier, kind)
        for picture in wanted:
            if (picture.dossier, picture.kind) == (dossier, kind):
                (folder / f"{picture.name}.png").write_bytes(_light(pages[picture.page - 1]))


if __name__ == "__main__":
    take(sys.argv[1:])
