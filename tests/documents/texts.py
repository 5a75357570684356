"""The text of any document, as a reader meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx import Presentation

from ctg_docs.gabarit.copie import read_text

__all__ = ["texts_of"]


def texts_of(name: str, data: bytes) -> Iterator[str]:
    if name.endswith(".docx"):
        yield read_text(data)
        with ZipFile(BytesIO(data)) as package:
            charts = [n for n in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", n)]
            yield from (" ".join(re.findall(r"<c:v>([^<]*)", package.read(n).decode())) for n in charts)
    elif name.endswith(".pptx"):
        for slide in Presentation(BytesIO(data)).slides:
            for shape in slide.shapes:
                yield from shape_texts(shape)
            if slide.has_notes_slide:
                yield slide.notes_slide.notes_text_frame.text
    else:
        yield data.decode("utf-8", "ignore")


def shape_texts(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if getattr(shape, "has_table", False) and shape.has_table:
        yield from (cell.text for row in shape.table.rows for cell in row.cells)
    for inner in getattr(shape, "shapes", ()):
        yield from shape_texts(inner)
