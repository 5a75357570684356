"""Sub-documents, by docxtpl's calls on both sides: the same document, whether the template was opened for them or not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate as Theirs
from jinja2 import Environment

from benchmarks.differential import first_difference
from ctg_docs.docxtpl import DocxTemplate as Ours
from tests.engine.words import PNG, audit, make_docx

Fill = Callable[[Any], None]


def template(*, styles: bool = True) -> bytes:
    """A template begun with python-docx, whose styles sub-documents name."""
    document = Document()
    for text in ("avant {{ x }}", "{{p annexe }}", "{{p autre }}", "après"):
        document.add_paragraph(text)
    return saved(document) if styles else make_docx("avant {{ x }}", "{{p annexe }}", "{{p autre }}", "après")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_file() -> bytes:
    """A file to insert: a list, a heading, a table, a style and a picture of its own."""
    document = Document()
    document.add_heading("Annexe", 2)
    document.add_paragraph("un", "List Number")
    document.add_paragraph("deux & <trois>", "List Number")
    document.add_table(1, 2, "Light Grid").cell(0, 1).text = "case"
    document.add_picture(io.BytesIO(PNG), Mm(10))
    document.styles.add_style("Encadré", 1)
    document.add_paragraph("propre", "Encadré")
    return saved(document)


def made(kind: Any, data: bytes, fill: Callable[[Any], dict[str, Any]]) -> bytes:
    document = kind(io.BytesIO(data))
    context = {"x": "é & <b>", "autre": ""} | fill(document)
    document.render(context, Environment(autoescape=True))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def plain(sub: Any) -> None:
    sub.add_paragraph("Dans l’annexe & <ailleurs>").add_run(" en gras").bold = True


def styled(sub: Any) -> None:
    sub.add_heading("Titre", 1)
    sub.add_paragraph("un", "List Bullet")
    sub.add_table(2, 2).cell(1, 1).text = "case"


def pictured(sub: Any) -> None:
    sub.add_picture(io.BytesIO(PNG), Mm(20))


@pytest.mark.parametrize("fill", [plain, styled, pictured])
def test_same_piece_made_by_calls(fill: Fill) -> None:
    def context(document: Any) -> dict[str, Any]:
        sub = document.new_subdoc()
        fill(sub)
        return {"annexe": sub}

    ours = made(Ours, template(), context)
    assert first_difference(made(Theirs, template(), context), ours) == ""


@pytest.mark.parametrize("styles", [True, False])
def test_same_word_file(*, styles: bool) -> None:
    def context(document: Any) -> dict[str, Any]:
        first, second = (document.new_subdoc(io.BytesIO(word_file())) for _ in range(2))
        second.add_paragraph("ajouté")
        return {"annexe": first, "autre": second}

    data = template(styles=styles)
    ours, theirs = made(Ours, data, context), made(Theirs, data, context)
    assert first_difference(theirs, ours) == ""
    assert styles or set(audit(ours)) <= set(audit(theirs))  # docxcompose forgets what a style is based on


def test_a_piece_of_plain_paragraphs_opens_nothing() -> None:
    document = Ours(io.BytesIO(template()))
    sub = document.new_subdoc()
    plain(sub)
    document.render({"x": "a", "annexe": sub, "autre": ""})
    assert document._document is None
    assert "Dans l’annexe" in "\n".join(p.text for p in document.paragraphs)


def test_what_was_put_into_the_template_is_kept_beside_a_piece() -> None:
    def context(document: Any) -> dict[str, Any]:
        document.get_docx().add_paragraph("ajouté {{ x }}")
        sub = document.new_subdoc()
        plain(sub)
        return {"annexe": sub}

    assert first_difference(made(Theirs, template(), context), made(Ours, template(), context)) == ""
