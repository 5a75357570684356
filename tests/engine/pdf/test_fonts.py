from __future__ import annotations

import pytest

from ctg_docs.engine.pdf.fonts import TWINS, font_problems, fonts_asked, fonts_used
from tests.engine.pdf.conftest import Sample


def test_font_of_the_styles_is_known(sample: Sample) -> None:
    assert fonts_asked(sample.word) == {"Calibri"}


def test_font_of_the_pdf_is_known(sample: Sample) -> None:
    assert fonts_used(sample.raw) in ({"Carlito"}, {"Calibri"})


def test_twin_of_the_same_widths_is_no_problem(sample: Sample) -> None:
    assert font_problems(sample.word, sample.raw) == []


def test_replaced_font_is_told_with_the_command(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TWINS, "Calibri", ("Autre", "fonts-autre"))
    [problem] = font_problems(
        sample.word, sample.raw.replace(b"Carlito", b"DejaVus").replace(b"Calibri", b"DejaVus")
    )
    assert problem.code == "PDF001"
    assert "apt install fonts-autre" in problem.suggestion
    assert "DejaVus" in problem.value
