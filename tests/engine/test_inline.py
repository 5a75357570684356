"""docxtpl's own pictures, without its document: the same drawing at the same size."""

from __future__ import annotations

import io
import re
from typing import Any

import docxtpl
import pytest
from docx.shared import Mm
from PIL import Image

from ctg_docs import docxtpl as door
from ctg_docs.engine import Picture, Template
from tests.engine.words import audit, make_docx, part, table

_SHAPES = ("extent", "graphicFrameLocks", "cNvPr", "ext", "prstGeom")


def picture(kind: str, size: tuple[int, int] = (30, 20), dpi: int = 96) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, dpi=(dpi, dpi))
    made.seek(0)
    return made


def made_by(module: Any, docx: bytes, kind: str, **sizes: Any) -> bytes:
    tpl = module.DocxTemplate(io.BytesIO(docx))
    image = module.InlineImage(tpl, picture(kind, dpi=sizes.pop("dpi", 96)), **sizes)
    tpl.render({"x": image, "l": [1, 2]})
    out = io.BytesIO()
    tpl.save(out)
    return out.getvalue()


def shapes(xml: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?(?:{'|'.join(_SHAPES)})\b([^>]*?)/?>", xml)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize(
    "sizes", [{}, {"width": Mm(20)}, {"height": Mm(9)}, {"width": Mm(7), "height": Mm(7)}, {"dpi": 72}]
)
def test_drawing_is_that_of_docxtpl(kind: str, sizes: dict[str, Any]) -> None:
    docx = make_docx("a {{ x }} b")
    ours, theirs = (made_by(module, docx, kind, **sizes) for module in (door, docxtpl))
    assert shapes(part(ours, "word/document.xml")) == shapes(part(theirs, "word/document.xml")) != []
    assert audit(ours) == []


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in l %}{{ x }}{% endfor %}",
        "{{r x }}",
        "{{p x }}",
        table(["{{ x }}"]),
        "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(x) }}",
    ],
)
def test_pictures_stand_where_tags_may(body: str) -> None:
    document = made_by(door, make_docx(body), "PNG")
    assert 'r:embed="rIdGen1"' in part(document, "word/document.xml")
    assert audit(document) == []


def test_ours_and_docxtpl_pictures_share_a_document_that_was_opened() -> None:
    template = Template.load(make_docx("{{ x }}{{ y }}{{r z }}"))
    host = template.docxtpl()
    rich = docxtpl.RichText("site", url_id=host.build_url_id("https://exemple.fr"))
    context = {
        "x": docxtpl.InlineImage(host, picture("BMP")),
        "y": Picture(picture("PNG").getvalue(), "Logo"),
        "z": rich,
    }
    document = template.render(context, docxtpl=host)
    assert audit(document) == []
    types = part(document, "[Content_Types].xml")
    assert all(f"image/{kind}" in types for kind in ("bmp", "png"))


def test_document_that_nobody_opened_is_not_saved() -> None:
    template = Template.load(make_docx("{{ x }}"))
    host = template.docxtpl()
    template.render({"x": docxtpl.InlineImage(host, picture("PNG"))}, docxtpl=host)
    assert host.docx is None


def test_picture_of_a_stranger_loses_what_it_says_of_its_author() -> None:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "JPEG", comment=b"SECRETUM")
    template = Template.load(make_docx("{{ x }}"))
    host = template.docxtpl()
    made.seek(0)
    assert b"SECRETUM" not in template.render({"x": docxtpl.InlineImage(host, made)}, docxtpl=host)
