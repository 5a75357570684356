"""Native charts: valid parts, an editable workbook, values and alternative text in their place."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from ctg_docs.engine import Chart, Series, Template
from ctg_docs.gabarit.gabarit import Gabarit

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART = Chart(
    categories=("Piloter & valoriser", "Accompagner « les parcours »", "Faciliter l’accès"),
    series=(
        Series("Réalisées", (3, 0, 1)),
        Series("En cours", (1, 2, None)),
        Series("En retard", (Decimal("0.5"), 1, 2)),
    ),
    alt="3 actions réalisées sur 7 pour l’enjeu 1 < l’enjeu 2.",
    stacked=True,
)


@pytest.fixture(scope="module")
def template() -> Template:
    gabarit = Gabarit("Essai")
    gabarit.titre(1, "Avancement")
    with gabarit.boucle("for graphique in graphiques"):
        gabarit.paragraphe("{{ graphique }}")
    return Template.load(gabarit.build())


def render(template: Template, *charts: Chart) -> bytes:
    vide = {"titre_courant": "", "pied": "", "mention": "", "projet": False}
    return template.render({"graphiques": charts, **vide})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_workbook_holds_the_same_data_as_the_chart(template: Template) -> None:
    found = members(render(template, CHART))
    sheet = openpyxl.load_workbook(io.BytesIO(found["word/embeddings/graphique1.xlsx"])).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        [None, "Réalisées", "En cours", "En retard"],
        ["Piloter & valoriser", 3, 1, 0.5],
        ["Accompagner « les parcours »", 0, 2, 1],
        ["Faciliter l’accès", 1, None, 2],
    ]
    chart = etree.fromstring(found["word/charts/graphique1.xml"])
    series = chart.findall(f".//{_C}ser")
    cached = [[v.text for v in s.findall(f"{_C}val//{_C}v")] for s in series]
    assert cached == [["3", "0", "1"], ["1", "2"], ["0.5", "1", "2"]]
    assert [s.findtext(f"{_C}val//{_C}f") for s in series] == [f"Feuil1!${c}$2:${c}$4" for c in "BCD"]


def test_alternative_text_stands_on_the_drawing(template: Template) -> None:
    body = etree.fromstring(members(render(template, CHART))["word/document.xml"])
    described = [e.get("descr") for e in body.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")]
    assert described == [CHART.alt]


def test_each_chart_of_a_loop_has_its_own_parts(template: Template) -> None:
    found = members(render(template, CHART, CHART))
    assert {n for n in found if "graphique" in n} == {
        f"word/{name}"
        for i in (1, 2)
        for name in (
            f"charts/graphique{i}.xml",
            f"charts/_rels/graphique{i}.xml.rels",
            f"embeddings/graphique{i}.xlsx",
        )
    }
    types = found["[Content_Types].xml"].decode()
    assert types.count("drawingml.chart+xml") == 2


def test_template_without_chart_keeps_its_content_types(template: Template) -> None:
    assert b"drawingml.chart" not in members(render(template))["[Content_Types].xml"]


def test_rendering_twice_gives_the_same_bytes(template: Template) -> None:
    assert render(template, CHART) == render(template, CHART)


def test_outside_validators_find_nothing(template: Template, tmp_path: Path) -> None:
    import openxml_audit

    path = tmp_path / "graphiques.docx"
    path.write_bytes(render(template, CHART, CHART))
    result = openxml_audit.OpenXmlValidator().validate(str(path))
    assert [str(e) for e in result.errors] == []
