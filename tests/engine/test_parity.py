"""Templates that docxtpl renders and that once were refused or spoiled: each from its cause, with its siblings."""

from __future__ import annotations

import functools
import io
import re
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
from tests.engine.test_docxtpl import cell, grid, same
from tests.engine.words import HEAD, MAIN, NAMESPACES, audit, make_docx, p, part, r, table, texts

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def problems(docx: bytes, **options: Any) -> list[str]:
    """What loading refuses, which is what linting says too."""
    try:
        Template.load(docx, **options)
    except TemplateError as error:
        return [str(problem) for problem in error.problems]
    return []


def equation(*pieces: str) -> str:
    return (
        f"<w:p><m:oMath {MATH}>" + "".join(f"<m:r><m:t>{t}</m:t></m:r>" for t in pieces) + "</m:oMath></w:p>"
    )


@pytest.mark.parametrize(
    "pieces",
    [("{{ x }}",), ("y = ", "{{ x }}", " + 1"), ("{{ ", "x", " }}"), ("{% if x %}", "{{x}}", "{% endif %}")],
)
def test_tags_in_equations_print_plain_text(pieces: tuple[str, ...]) -> None:
    docx = make_docx("{{ a }}", equation(*pieces), "{{ a }}")
    made = Template.load(docx).render({"a": "A", "x": "1 < 2\n& 3\t4"})
    assert "1 &lt; 2 &amp; 3 4" in part(made)
    assert texts(made)[0] == texts(made)[2] == "A"
    assert audit(made) == []


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("Surface {{ s", "|upper }} m²"), ["Surface X m²"]),
        (("{{ s ", "", "}}"), ["x"]),
        (("{", "{ s }}"), ["x"]),
        (("{% if s", " %}oui{% endif %}", "fin"), ["oui", "fin"]),
        (("{%p for l in xs", " %}", "- {{ l }}", "{%p endfor", " %}"), ["- a", "- b"]),
        (("{# une note", "sur trois", "paragraphes #}", "fin"), ["", "fin"]),
    ],
)
def test_a_tag_over_paragraphs_is_joined_and_told(blocks: tuple[str, ...], expected: list[str]) -> None:
    docx = make_docx(*blocks)
    context = {"s": "x", "xs": ["a", "b"]}
    assert texts(Template.load(docx).render(context)) == expected
    if (
        len(blocks) != 3 and blocks[0] != "{"
    ):  # docxtpl joins over one end of paragraph, and not between two braces
        same(docx, lambda _: context)
    found = lint_file(docx)
    assert {problem.code for problem in found} == {"MOD121"}
    assert "paragraphe" in str(found[0])


def test_a_tag_over_paragraphs_of_a_cell_and_a_section() -> None:
    rows = table([p("{%tr for l in xs ") + p("%}")], ["{{ l }}"], ["{%tr endfor %}"])
    same(make_docx(rows), lambda _: {"xs": ["a", "b"]})
    end = '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr><w:r><w:t>}}</w:t></w:r></w:p>'
    assert "nextPage" in part(Template.load(make_docx("{{ x ", end, "fin")).render({"x": 1}))


def test_a_tag_that_no_paragraph_closes_is_refused_with_its_sentence() -> None:
    (found,) = problems(make_docx("La somme de {{ montant", "sans fin"))
    assert "MOD003" in found
    assert "{{ montant" in found


@pytest.mark.parametrize(
    "blocks",
    [
        ("{%p if a %}", "oui", "{%p endif %}{# fin du si #}"),
        ("{# début #}{%p if a %}", "oui", "{%p endif %}"),
        ("{%p if a %}{# un #}{# deux #}", "oui", "{%p endif %}"),
    ],
)
def test_a_comment_beside_a_hoisted_tag_is_no_loss(blocks: tuple[str, ...]) -> None:
    for tidy in (True, False):
        assert texts(Template.load(make_docx(*blocks), tidy=tidy).render({"a": 1})) == ["oui"]
    same(make_docx(*blocks), lambda _: {"a": 1})
    row = table(["{%tr for x in a %}{# boucle #}", ""], ["{{ x }}", ""], ["{%tr endfor %}", "{# fin #}"])
    same(make_docx(row), lambda _: {"a": [1, 2]})


def test_a_text_beside_a_hoisted_tag_is_one_fault_and_mangles_nothing() -> None:
    docx = make_docx("{%p for x in xs %}", "Bericht von {{ x }}{%p endfor %}")
    found = problems(docx)
    assert len(found) == 1
    assert "MOD008" in found[0]
    lenient = Template.load(docx, printing=Printing(lenient=True))
    assert texts(lenient.render({"xs": [1]})) == []


def test_a_warning_never_hides_an_error() -> None:
    docx = make_docx("{{ a|severite(“haute”) }}")
    assert "MOD108" in problems(docx)[0]
    assert {problem.code for problem in lint_file(docx)} == {"MOD108", "MOD114"}


@pytest.mark.parametrize(
    "tag", ["{{ x|e }}", "{{ x|escape }}", "{{ x|safe }}", "{{ x|forceescape }}", "{{ x }}"]
)
def test_escaping_filters_keep_line_ends_and_tabs(tag: str) -> None:
    assert texts(same(make_docx(tag), lambda _: {"x": "un\ndeux\ttrois"})) == ["un\ndeux\ttrois"]


def test_ready_xml_keeps_its_elements_and_line_ends() -> None:
    xml = 'a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">b\nc</w:t></w:r>\n<w:r><w:t>d\te'
    made = Template.load(make_docx("{{ x|safe }}")).render({"x": xml})
    assert texts(made) == ["ab\ncd\te"]
    assert audit(made) == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
@pytest.mark.parametrize("kind", ["p", "tr", "tc"])
def test_no_break_spaces_after_the_level_of_a_tag(space: str, kind: str) -> None:
    def tag(words: str) -> str:
        return "{%" + kind + space + words + space + "%}"

    inner = tag("for x in xs"), "{{ x }}", tag("endfor")
    blocks = {
        "p": inner,
        "tr": (table(*([text] for text in inner)),),
        "tc": (grid("".join(map(cell, inner)), columns=1),),
    }
    docx = make_docx(*blocks[kind])
    assert [t for t in texts(Template.load(docx).render({"xs": [1, 2]})) if t] == ["1", "2"]


def test_a_comment_that_takes_a_cell_away_fits_the_grid() -> None:
    same(make_docx(grid(cell("a") + cell("{#tc caché #}") + cell("b"), columns=3)), lambda _: {})


def comments(text: str) -> dict[str, Any]:
    note = f'<w:comment w:id="0" w:author="a">{p(text)}</w:comment>'
    return {
        "files": {"word/comments.xml": f"{HEAD}<w:comments {NAMESPACES}>{note}</w:comments>"},
        "types": f'<Override PartName="/word/comments.xml" ContentType="{MAIN}.comments+xml"/>',
    }


@pytest.mark.parametrize("text", ["mettre {{ prenom }} ?", "{{ jamais fermée", "{% endif %}", "{%p if %}"])
def test_what_a_reviewer_says_of_tags_is_no_tag(text: str) -> None:
    docx = make_docx("{{ nom }}", **comments(text))
    assert lint_file(docx) == []
    assert texts(Template.load(docx).render({"nom": "Zoé"})) == ["Zoé"]


def deleted(*runs: str) -> str:
    return (
        '<w:del w:id="1" w:author="a">'
        + "".join(f"<w:r><w:delText>{t}</w:delText></w:r>" for t in runs)
        + "</w:del>"
    )


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="a">{r(text)}</w:ins>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (deleted("{{ ancien }}") + r("{{ nouveau }}"), "1"),
        (deleted("{{ an", "cien }}") + inserted("{{ nouveau }}"), "1"),
        (r("{{ ") + deleted("ancien") + inserted("nouveau") + r(" }}."), "1."),
        (r("{{ nouveau") + deleted(" }} et {{ ancien") + r(" }}."), "1."),
        (deleted("{%p if ancien %}") + r("{{ nouveau }}"), "1"),
        (r("{{ nouv") + inserted("eau }} suite"), "1 suite"),
        (r("{% if nouveau") + inserted(" %}") + r("oui") + deleted("non") + r("{% endif %}"), "oui"),
    ],
)
def test_tracked_changes_ask_only_for_what_they_leave(inside: str, expected: str) -> None:
    made = Template.load(make_docx(f"<w:p>{inside}</w:p>")).render({"nouveau": 1})
    assert texts(made) == [expected]
    assert not re.search(r"\{[{%#]", part(made))
    assert audit(made) == []


@pytest.mark.parametrize(
    "wrap", ['<w:hyperlink w:anchor="a">{}</w:hyperlink>', '<w:smartTag w:element="x">{}</w:smartTag>']
)
def test_a_tag_that_runs_into_a_link_stays_well_formed(wrap: str) -> None:
    made = Template.load(make_docx("<w:p>" + r("voir {{ x") + wrap.format(r(" }} ici")) + "</w:p>")).render(
        {"x": "là"}
    )
    assert texts(made) == ["voir là ici"]


def numbers(docx: bytes) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"', part(docx))


def item(text: str) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{r(text)}</w:p>'


@pytest.mark.parametrize(
    ("blocks", "lists"),
    [
        ((table(["{%tr for x in xs %}", ""], [item(""), "{{ x }}"], ["{%tr endfor %}", ""]),), 1),
        (("{%p for x in xs %}", item("{{ x }}"), "texte", "{%p endfor %}"), 1),
        (
            (
                "{%p for x in xs %}",
                "{%p if x == 'a' %}",
                item("un"),
                "{%p else %}",
                item("deux"),
                "{%p endif %}",
                "t",
                "{%p endfor %}",
            ),
            1,
        ),
        (
            (
                "{%p for x in xs %}",
                item("un"),
                "{%p if x %}",
                item("deux"),
                "{%p endif %}",
                "texte",
                "{%p endfor %}",
            ),
            3,
        ),
        (
            (
                "{%p for x in xs %}",
                "t",
                "{%p for y in xs %}",
                item("{{ y }}"),
                "{%p endfor %}",
                "{%p endfor %}",
            ),
            3,
        ),
        (
            (
                "{%p for x in xs %}",
                "t",
                "{%p for y in xs %}",
                item("{{ y }}"),
                "u",
                "{%p endfor %}",
                "{%p endfor %}",
            ),
            3,
        ),
    ],
)
def test_a_list_begins_again_only_where_one_turn_holds_several_items(
    blocks: tuple[str, ...], lists: int
) -> None:
    docx = make_docx(*blocks)
    assert len(set(numbers(Template.load(docx).render({"xs": ["a", "b", "c"]})))) == lists
    assert set(numbers(Template.load(docx, tidy=False).render({"xs": ["a", "b", "c"]}))) == {"2"}


BOLD = "<w:b/>"


@pytest.mark.parametrize(
    ("above", "headers"),
    [
        ([["Frais", "CHF {{ frais }}"]], 0),
        ([["Publication", "CHF 50"]], 0),
        ([["Frais", "CHF 100"], ["Publication", "CHF 50"]], 0),
        ([["Président", "Mme A"], ["Vice-président", "M. B"]], 0),
        ([["Nom", "Montant"]], 1),
        ([[p("Nom", rpr=BOLD), p("2026", rpr=BOLD)]], 1),
        ([[p("Nom", rpr=BOLD), p("Années", rpr=BOLD)], [p("", rpr=BOLD), p("2026", rpr=BOLD)]], 2),
    ],
)
def test_tidy_repeats_headings_and_never_data(above: list[list[str]], headers: int) -> None:
    rows = table(
        *above, ["{%tr for x in xs %}", ""], ["{{ x }}", "CHF 10"], ["{%tr endfor %}", ""], ["Total", "60"]
    )
    made = Template.load(make_docx(rows)).render({"xs": ["a"], "frais": 100})
    assert part(made).count("<w:tblHeader") == headers


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


def test_what_follows_a_tag_over_two_runs_looks_like_the_first_as_docxtpl_makes_it() -> None:
    runs = r("a {{ n", "<w:b/>") + r("om }} {{ x }} {% if n", "<w:i/>") + r("om %}{{ x }}{% endif %}")
    ours = same(make_docx(f"<w:p>{runs}</w:p>"), lambda _: {"nom": "N", "x": "un\tdeux"})
    assert "<w:i/>" not in part(ours)
