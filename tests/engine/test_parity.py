"""Tags that docxtpl renders and that once were refused or spoiled: each from its cause, with its siblings."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ctg_docs.engine import Template
from ctg_docs.engine.lint import lint_file
from ctg_docs.engine.template.dialect import Printing
from tests.engine.test_docxtpl import cell, grid, same
from tests.engine.words import HEAD, MAIN, NAMESPACES, audit, make_docx, p, part, problems, r, table, texts

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


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


def test_what_follows_a_tag_over_two_runs_looks_like_the_first_as_docxtpl_makes_it() -> None:
    runs = r("a {{ n", "<w:b/>") + r("om }} {{ x }} {% if n", "<w:i/>") + r("om %}{{ x }}{% endif %}")
    ours = same(make_docx(f"<w:p>{runs}</w:p>"), lambda _: {"nom": "N", "x": "un\tdeux"})
    assert "<w:i/>" not in part(ours)
