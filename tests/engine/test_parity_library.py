"""What a program hands to a template, and asks of it, as with docxtpl: contexts, options, trust, links, bound data."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import pass_context
from pydantic import BaseModel

from ctg_docs.engine import Template
from ctg_docs.engine.lint import lint_file
from ctg_docs.engine.template.dialect import Printing
from ctg_docs.errors import TemplateError
from tests.engine.words import audit, make_docx, part, problems, texts


@pass_context
def of_context(context: Any, name: str) -> str:
    return str(context.get(name, "absent"))


class Letter(BaseModel):
    nom: str = "Zoé"
    ville: str = "Foix"


def test_functions_of_the_whole_context_see_all_of_it() -> None:
    docx = make_docx("{{ 'ville'|de }} {{ f('ville') }}{% if 'ville' is su %}!{% endif %}")
    known = pass_context(lambda context, name: name in context)
    template = Template.load(docx, filters={"de": of_context}, tests={"su": known})
    assert texts(template.render({"ville": "Foix", "f": of_context})) == ["Foix Foix!"]
    docx = make_docx("{{ 'ville'|de }}{{ f('nom') }}")
    assert texts(
        Template.load(docx, filters={"de": of_context}, globals={"f": of_context}).render(Letter())
    ) == ["FoixZoé"]


def test_lint_and_load_say_the_same() -> None:
    docx = make_docx("{%p if x %}", "a", "{% endif %}")
    assert lint_file(docx) == [] == problems(docx)
    assert Template.load(docx).lint() == []
    (found,) = problems(docx, tidy=False)
    assert "MOD009" in found
    assert "{%p if x %}" in found


def test_load_takes_paths_bytes_and_open_files(tmp_path: Path) -> None:
    data = make_docx("{{ x }}")
    path = tmp_path / "lettre.docx"
    path.write_bytes(data)
    with path.open("rb") as file:
        loaded = [Template.load(s) for s in (data, path, str(path), io.BytesIO(data), file)]
    assert [t.name for t in loaded] == ["modèle", "lettre.docx", "lettre.docx", "modèle", "lettre.docx"]
    for target in (tmp_path / "a.docx", str(tmp_path / "b.docx")):
        loaded[0].render_to(target, {"x": "é"}, docxtpl=None)
        assert texts(Path(target).read_bytes()) == ["é"]


class Prices(list[int]):
    def __str__(self) -> str:
        return "tarif"

    def __call__(self) -> str:
        return "appel"

    def _prix(self) -> int:
        return 3


TRUSTED = {
    "{{ l.append('a') or '' }}{{ l|join }}": "a",
    "{% do l.append('b') %}{{ l|join }}": "b",
    "{{ x._prix() }}{{ x() }}": "3appel",
    "{{ p(1) }}": "3",
    "{% for i in [1, 2, 3] %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}": "13",
    "{% for i in [1, 2] %}{% break %}{% endfor %}.": ".",
    "{% set d = dict(a=1) %}{{ d.a }}": "1",
    "{{ m.own() }}": "moi",
}


class Own(BaseModel):
    def own(self) -> str:
        return "moi"


@pytest.mark.parametrize("text", TRUSTED)
def test_trust_opens_what_a_developers_own_template_needs(text: str) -> None:
    def context() -> dict[str, Any]:
        return {"l": [], "x": Prices(), "p": functools.partial(lambda a, b: a + b, 2), "m": Own()}

    assert texts(Template.load(make_docx(text), trusted=True).render(context())) == [TRUSTED[text]]
    if "p(1)" not in text:
        with pytest.raises(TemplateError):
            Template.load(make_docx(text)).render(context())
    assert texts(Template.load(make_docx("{{ x }}")).render(context())) == ["tarif"]


def test_a_break_in_the_middle_of_a_paragraph_is_parsed_strictly() -> None:
    docx = make_docx("{%p for x in xs %}", "a{% break %}b", "{%p endfor %}")
    with pytest.raises(TemplateError):
        Template.load(docx, trusted=True).render({"xs": [1]})
    assert texts(Template.load(docx, trusted=True).render({"xs": []})) == []


def test_undefined_extensions_and_printing_are_choices() -> None:
    docx = make_docx("a{{ rien }}{{ d.rien }}b", "{{ t }} {{ n }} {{ l }}")
    python = Template.load(docx, undefined=jinja2.Undefined, printing=Printing(python=True))
    assert texts(python.render({"d": {}, "t": True, "n": None, "l": [1]})) == ["ab", "True None [1]"]
    docx = make_docx("{% do l.index(1) %}a{% debug %}")
    assert texts(
        Template.load(make_docx("{% do l.index(1) %}a"), extensions=["jinja2.ext.do"]).render({"l": [1]})
    ) == ["a"]
    assert problems(docx, extensions=["jinja2.ext.do"])


def test_raw_texts_bring_elements_and_entities_of_their_own() -> None:
    raw = Template.load(make_docx("{{ x }}"), printing=Printing(raw=True))
    for value, expected in {"a & b < c": "a & b < c", "a &amp; b &lt; c": "a & b < c", "<b>x</b>": "<b>x</b>",
                            "a</w:t><w:br/><w:t>b & c": "a\nb & c"}.items():  # fmt: skip
        made = raw.render({"x": value})
        assert texts(made) == [expected]
        assert audit(made) == []


def linked() -> Any:
    """A rich text whose link belongs to a document of docxtpl."""
    from docxtpl import RichText

    template = Template.load(make_docx("{{ x }}"))
    host, rich = template.docxtpl(), RichText("voir ")
    rich.add("site", url_id=host.build_url_id("https://exemple.fr"))
    return template, host, rich


def test_a_link_whose_document_was_not_handed_on_is_refused() -> None:
    template, host, rich = linked()
    with pytest.raises(TemplateError, match="docxtpl=document"):
        template.render({"x": rich})
    made = template.render({"x": rich}, docxtpl=host)
    assert "https://exemple.fr" in part(made, "word/_rels/document.xml.rels")


def test_ready_xml_may_use_the_templates_own_relationships() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    rels = f'<Relationship Id="rIdL" Type="{relation}" Target="https://caf.fr" TargetMode="External"/>'
    xml = '</w:t></w:r><w:hyperlink r:id="rIdL"><w:r><w:t>là</w:t></w:r></w:hyperlink><w:r><w:t>'
    docx = make_docx("{{ x|safe }}", '<w:p><w:hyperlink r:id="rIdL"/></w:p>', rels=rels)
    assert texts(Template.load(docx).render({"x": xml}))[0] == "là"


COVER = b'<p xmlns="urn:x"><Date>{{ date }}</Date><a b="{{ date }}">{1} {</a></p>'


def bound(data: bytes = COVER) -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    rels = f'<Relationship Id="rIdX" Type="{relation}" Target="../customXml/item1.xml"/>'
    return make_docx("{{ date }}", files={"customXml/item1.xml": data}, rels=rels)


def test_data_of_bound_controls_are_filled_or_left_behind() -> None:
    """Word shows what the data say: filled in a template of one's own, left behind with a stranger's other data."""
    trusted = Template.load(bound(), trusted=True).render({"date": "1 < 2 & 3"})
    assert part(trusted, "customXml/item1.xml").count("1 &lt; 2 &amp; 3") == 2
    made = Template.load(bound()).render({"date": "2027"})
    assert texts(made) == ["2027"]
    assert lint_file(bound()) == []


def test_a_tag_in_a_part_nothing_fills_is_named_as_word_names_it() -> None:
    chart = '<c:chart xmlns:c="urn:c">{{ x }}</c:chart>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    docx = make_docx("x", '<w:p><w:r><a:t r:id="rIdC"/></w:r></w:p>', files={"word/charts/chart1.xml": chart},
                     rels=f'<Relationship Id="rIdC" Type="{relation}" Target="charts/chart1.xml"/>')  # fmt: skip
    (found,) = problems(docx)
    assert "graphique" in found
    assert "chart1" not in found


def test_replacements_asked_of_docxtpls_document_are_made_or_refused() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    data = make_docx(
        "{{ x }}",
        files={"word/embeddings/a.xlsx": b"OLD"},
        types='<Default Extension="xlsx" ContentType="application/x"/>',
        rels=f'<Relationship Id="rIdE" Type="{relation}" Target="embeddings/a.xlsx"/>',
    )
    template = Template.load(data, trusted=True)
    host = template.docxtpl()
    host.zipname_to_replace["word/embeddings/a.xlsx"] = b"NEW"
    import zipfile

    with zipfile.ZipFile(io.BytesIO(template.render({"x": 1}, docxtpl=host))) as archive:
        assert archive.read("word/embeddings/a.xlsx") == b"NEW"
    stranger = Template.load(data)
    host = stranger.docxtpl()
    host.zipname_to_replace["word/embeddings/a.xlsx"] = b"NEW"
    with pytest.raises(TemplateError, match=r"a\.xlsx"):
        stranger.render({"x": 1}, docxtpl=host)
