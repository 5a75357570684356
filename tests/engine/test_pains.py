"""The 25 worst pains of template engines (issues of docxtpl, docxtemplater, carbone…), one test each."""

from __future__ import annotations

import gc
import io
import re
import tracemalloc
import zipfile
from typing import Any

import docx.oxml.ns
import pytest
from docxtpl import DocxTemplate
from pydantic import BaseModel

from ctg_docs.engine import Picture, Rich, Template, lint_file, list_fields
from ctg_docs.engine.template.door import docxtpl_module
from ctg_docs.errors import TemplateError
from ctg_docs.holes import hole
from tests.engine.words import PNG, audit, make_docx, p, part, r, table, texts


class Personne(BaseModel):
    nom: str
    role: str = "élue"


class Contexte(BaseModel):
    nom: str = "x"
    personnes: list[Personne] = []


def render(*blocks: str, **context: object) -> bytes:
    return Template.load(make_docx(*blocks)).render(context)


def problems(*blocks: str, **context: object) -> Any:
    with pytest.raises(TemplateError) as caught:
        render(*blocks, **context)
    return caught.value.problems


def test_pain_01_a_missing_variable_is_never_silent() -> None:
    (problem,) = problems("Fait le {{ date }}")
    assert problem.message.startswith("Champ inconnu « date »")
    assert texts(render("Fait le {{ date }}", date=hole("date"))) == ["Fait le [à compléter\u00a0: date]"]


def test_pain_02_a_run_time_error_has_a_place_a_value_and_company() -> None:
    people = [Personne(nom="Ana"), {"nom": "Zoé"}]
    found = problems(
        p("Article 4 – Gouvernance", "Titre2"),
        table(
            ["Nom", "Rôle"],
            ["{%tr for q in equipe %}", ""],
            ["{{ q.nom }}", "{{ q.role }}"],
            ["{%tr endfor %}", ""],
        ),
        "{{ 1 // 0 }}",
        equipe=people,
    )
    assert [problem.code for problem in found] == ["MOD004", "MOD007"]
    assert found[0].place.cell == "corps, sous « Article 4 – Gouvernance », tableau 1, ligne 3, colonne 2"
    assert found[0].path == "equipe[1]"
    assert "q n° 2" in found[0].message
    assert "{{ 1 // 0 }}" in found[1].message


def test_pain_03_ampersands_and_brackets_survive() -> None:
    text = "fils <x> & Cie, < 5 ]]> \x0b\x00fin"
    assert texts(render("{{ a }}", table(["{{ a }}"]), a=text)) == ["fils <x> & Cie, < 5 ]]> fin"] * 2


def test_pain_04_smart_quotes_inside_tags() -> None:
    assert texts(render("{{ ‘l’été’ }} {{ a|default(“–”) }}", a="b")) == ["l’été b"]


def test_pain_05_percent_and_brace_in_paragraph_tags() -> None:
    assert texts(render("{%p if n % 2 == 1 and {'a': 1}.a %}", "oui", "{%p endif %}", n=3)) == ["oui"]


def test_pain_06_tags_split_in_runs() -> None:
    split = "<w:p>" + r("a {") + r("{ n", "<w:b/>") + r("o") + r("m }", "<w:i/>") + r("} b") + "</w:p>"
    assert texts(render(split, nom="X")) == ["a X b"]


def test_pain_07_text_beside_a_paragraph_tag_is_refused() -> None:
    (problem, *_) = problems("Avant {%p if a %} après", "x", "{%p endif %}", a=1)
    assert "« Avant après » disparaîtrait" in problem.message


def test_pain_08_conditions_leave_no_blank_paragraph_or_row() -> None:
    rows = table(["Tête"], ["{%tr if a %}"], ["caché"], ["{%tr endif %}"])
    assert texts(render("{% if a %}", "caché", "{% endif %}", rows, "fin", a=False)) == ["Tête", "fin"]


def test_pain_09_dashes_that_eat_text_are_reported() -> None:
    (problem,) = lint_file(make_docx("Avant {%- if nom %} x{% endif %}"), Contexte)
    assert problem.code == "MOD115"


def test_pain_10_the_contents_are_filled() -> None:
    document = render(
        "[[sommaire]]", "{%p for x in xs %}", p("{{ x }}", "Titre2"), "{%p endfor %}", xs=["Objet", "Durée"]
    )
    assert texts(document)[:2] == ["Article 1 – Objet\t ", "Article 2 – Durée\t "]
    assert "PAGEREF _Toc90000000" in part(document)
    assert "updateFields" not in part(document)


def test_pain_11_numbered_lists_begin_again() -> None:
    document = render(
        "{%p for x in 'ab' %}", p("un", "Numeros"), "{{ x }}", p("deux", "Numeros"), "{%p endfor %}"
    )
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"', part(document)))) == 2


def test_pain_12_no_identifier_twice() -> None:
    mark = '<w:p><w:bookmarkStart w:id="5" w:name="a"/>' + r("x") + '<w:bookmarkEnd w:id="5"/></w:p>'
    xml = part(render("{%p for x in 'abc' %}", mark, "{{ image }}", "{%p endfor %}", image=Picture(PNG, "")))
    for pattern in (r'bookmarkStart w:id="(\d+)"', r'bookmarkStart [^>]*w:name="(\w+)"', r'docPr id="(\d+)"'):
        assert len(set(re.findall(pattern, xml))) == 3


def test_pain_13_core_properties_keep_their_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    monkeypatch.setitem(docx.oxml.ns.nsmap, "cp", custom)
    docxtpl_module()
    assert docx.oxml.ns.nsmap["cp"].endswith("/metadata/core-properties")


def test_pain_14_no_tag_is_left_anywhere() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<cp:keywords>{{ a }}</cp:keywords><cp:contentStatus>{{ a }}</cp:contentStatus></cp:coreProperties>"
    )
    document = Template.load(make_docx("{{ a }}", header="{{ a }}", core=core)).render({"a": "x"})
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert not [n for n in archive.namelist() if b"{{" in archive.read(n) or b"{%" in archive.read(n)]


def test_pain_15_a_template_renders_as_often_as_wanted() -> None:
    template = Template.load(make_docx("{{ a }}"))
    first = template.render({"a": "un"})
    assert texts(template.render({"a": "deux"})) == ["deux"]
    assert template.render({"a": "un"}) == first


def test_pain_16_nothing_is_patched_nor_compiled_per_document(monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template.load(make_docx("{{ a }}", table(["{{ a }}"])))

    def never(*_: Any) -> str:
        raise AssertionError("patched again")

    monkeypatch.setattr(DocxTemplate, "patch_xml", never)
    assert texts(template.render({"a": "x"})) == ["x", "x"]


def test_pain_17_memory_stays_flat_in_batches() -> None:
    template = Template.load(make_docx("{% for x in xs %}{{ x }}{% endfor %}", "{{ image }}"))
    context = {"xs": ["texte"] * 200, "image": Picture(PNG, "")}
    template.render(context)
    gc.collect()
    tracemalloc.start()
    for _ in range(300):
        template.render(context)
    gc.collect()
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < 200_000


def test_pain_18_no_code_runs_from_a_template() -> None:
    (problem,) = problems("{{ a.__class__.__mro__[1].__subclasses__() }}", a="x")
    assert problem.code == "MOD006"


def test_pain_19_every_field_is_listed_with_its_path() -> None:
    assert [field.path for field in list_fields(Contexte)] == [
        "nom",
        "personnes",
        "personnes[].nom",
        "personnes[].role",
    ]


def test_pain_20_pictures_have_a_text_a_part_and_a_size() -> None:
    with pytest.raises(TypeError, match="alt"):
        Picture(PNG)  # type: ignore[call-arg]  # the fault that is tested
    wide = Picture(_wide_png(), "Logo")
    document = Template.load(make_docx(table(["{{ a }}"]), header="{{ a }}")).render({"a": wide})
    (in_cell,) = re.findall(r'<wp:extent cx="(\d+)"', part(document))
    assert int(in_cell) <= 2000 * 635
    assert 'descr="Logo"' in part(document, "word/header1.xml")
    assert "image-" in part(document, "word/_rels/header1.xml.rels")


def _wide_png() -> bytes:
    from tests.engine.words import _png

    return _png(4000, 2)


def test_pain_21_rich_text_uses_the_template_s_styles() -> None:
    document = render("{{p t }}", "Dans {{ t }} la phrase", t=Rich("un **mot**"))
    assert texts(document) == ["un mot", "Dans un mot la phrase"]
    assert '<w:pStyle w:val="Corps"/>' in part(document)


def test_pain_22_cells_merge_in_nested_loops() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    row = "<w:tr>" + cell.format(p("{% vm %}{{ g }}")) + cell.format(p("{{ x }}")) + "</w:tr>"
    rows = [f"<w:tr>{cell.format(p(t))}{cell.format(p())}</w:tr>" for t in (
        "{%tr for g in gs %}", "{%tr for x in xs %}", "{%tr endfor %}", "{%tr endfor %}")]  # fmt: skip
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    whole = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{rows[0]}{rows[1]}{row}{rows[2]}{rows[3]}</w:tbl>'
    document = render(whole, gs=["A", "B"], xs=["1", "2", "3"])
    assert re.findall(r'<w:vMerge w:val="(\w+)"', part(document)) == ["restart", "continue", "continue"] * 2


def test_pain_23_a_repeated_block_keeps_styles_and_numbering() -> None:
    block = [p("{{ titre }}", "Titre2"), p("corps", "Corps")]
    document = render(
        "{%p macro bloc(titre) %}", *block, "{%p endmacro %}", "{{p bloc('Un') }}", "{{p bloc('Deux') }}"
    )
    assert texts(document) == ["Un", "corps", "Deux", "corps"]
    assert part(document).count('<w:pStyle w:val="Titre2"/>') == 2


def test_pain_24_boxes_are_ticked() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="1"/><w14:checkbox><w14:checked w14:val="{{ 1 if a else 0 }}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{p('{{ a|case }}')}</w:sdtContent></w:sdt>"
    )
    document = render("{{ a|case }} {{ b|case }}", control, a=True, b=False)
    assert texts(document) == ["☒ ☐", "☒"]
    assert '<w14:checked w14:val="1"/>' in part(document)


def test_pain_25_the_result_is_valid() -> None:
    rows = table(["Nom"], ["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"])
    assert (
        audit(
            render(p("{{ xs[0] }}", "Titre1"), rows, "{{p t }}", xs=["a\nb", "c\td"], t=Rich("- a\n\n1. b"))
        )
        == []
    )
