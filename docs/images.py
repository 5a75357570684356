"""Take the pictures of real pages shown by the README and the guide: `make images`. Needs LibreOffice and poppler."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from build import PICTURES, ROOT, Picture
from PIL import Image

import ctg_docs
from ctg_docs.documents.options import Choices
from ctg_docs.engine.pdf.converter import convert

__all__ = ["take"]

_DPI = 72
_COLOURS = 64


def _page(picture: Picture) -> bytes:
    """Return the page to show, as PNG; a finished document where the dossier allows it."""
    ctg = ctg_docs.load(ROOT / "examples" / picture.dossier)
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "page.pdf")
        pdf.write_bytes(convert(_render(ctg, picture)))
        texts = _run("pdftotext", "-layout", pdf, "-").decode("utf-8").split("\f")
        pages = [n for n, text in enumerate(texts, 1) if picture.holds in " ".join(text.split())]
        if not pages:
            raise SystemExit(f"{picture.name} : aucune page ne porte « {picture.holds} »")
        page = str(pages[0])
        return _run("pdftoppm", "-r", str(_DPI), "-f", page, "-l", page, "-png", pdf)


def _render(ctg: ctg_docs.Ctg, picture: Picture) -> bytes:
    choices = Choices(final=True)
    if picture.narrow:
        choices[picture.scope] = picture.narrow
    try:
        return ctg_docs.render(ctg, picture.kind, **choices)[0].data
    except ctg_docs.DataError:
        choices["final"] = False
        return ctg_docs.render(ctg, picture.kind, **choices)[0].data


def _run(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def _light(png: bytes) -> bytes:
    """Return the picture with few colours: a page needs no more."""
    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def take(names: list[str]) -> None:
    """Write the pictures of these names, all by default."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        if not names or picture.name in names:
            (folder / f"{picture.name}.png").write_bytes(_light(_page(picture)))


if __name__ == "__main__":
    take(sys.argv[1:])
