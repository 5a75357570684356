from __future__ import annotations

import pytest

from ctg_docs.engine import Template
from ctg_docs.engine.template.sections import drop_empty_sections
from tests.engine.words import make_docx, p, part


def _break(name: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="X"/><w:sectPr><w:type w:val="{name}"/></w:sectPr></w:pPr></w:p>'


def _body(*blocks: str) -> bytes:
    return f'<w:body>{"".join(blocks)}<w:sectPr><w:type w:val="end"/></w:sectPr></w:body>'.encode()


TEXT = "<w:p><w:pPr/><w:r><w:t>a</w:t></w:r></w:p>"


def test_keeps_sections_that_hold_something() -> None:
    body = _body(TEXT, _break("one"), TEXT, _break("two"), TEXT)

    assert drop_empty_sections(body) == body


def test_drops_a_section_left_empty_between_two_others() -> None:
    body = _body(TEXT, _break("one"), _break("two"), _break("three"), TEXT)

    assert drop_empty_sections(body) == _body(TEXT, _break("one"), TEXT)


def test_drops_an_empty_first_section() -> None:
    assert drop_empty_sections(_body(_break("one"), TEXT)) == _body(TEXT)


def test_gives_the_end_of_the_body_the_last_section_that_holds_something() -> None:
    expected = f'<w:body>{TEXT}<w:sectPr><w:type w:val="one"/></w:sectPr></w:body>'.encode()

    assert drop_empty_sections(_body(TEXT, _break("one"))) == expected


def test_keeps_a_break_carried_by_a_paragraph_of_text() -> None:
    carried = '<w:p><w:pPr><w:sectPr><w:type w:val="one"/></w:sectPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'

    assert drop_empty_sections(_body(carried, TEXT)) == _body(carried, TEXT)


def _head(*kinds: str) -> str:
    return "".join(f'<w:headerReference w:type="{kind}" r:id="{kind}"/>' for kind in kinds)


def _with_heads(name: str, *kinds: str) -> str:
    return _break(name).replace("<w:sectPr>", "<w:sectPr>" + _head(*kinds))


def test_hands_the_headers_of_a_dropped_section_on() -> None:
    """The next section inherited them; a kind it defines itself stays its own."""
    body = _body(_with_heads("one", "default", "first"), TEXT, _with_heads("two", "default"), TEXT)
    kept = _with_heads("two", "default").replace("<w:sectPr>", "<w:sectPr>" + _head("first"))
    assert drop_empty_sections(body) == _body(TEXT, kept, TEXT)


def test_hands_headers_on_through_several_dropped_sections() -> None:
    body = _body(
        TEXT,
        _break("zero"),
        _with_heads("one", "default"),
        _with_heads("two", "first"),
        TEXT,
        _break("x"),
        TEXT,
    )
    kept = _break("x").replace("<w:sectPr>", "<w:sectPr>" + _head("first", "default"))
    assert drop_empty_sections(body) == _body(TEXT, _break("zero"), TEXT, kept, TEXT)


def test_hands_headers_on_to_the_end_of_the_body() -> None:
    end = '<w:sectPr><w:type w:val="end"/></w:sectPr></w:body>'
    expected = _body(TEXT).replace(
        end.encode(), end.replace("<w:sectPr>", "<w:sectPr>" + _head("default")).encode()
    )
    assert drop_empty_sections(_body(_with_heads("one", "default"), TEXT)) == expected


LETTERHEAD = (
    '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/><w:pgSz w:w="11906" w:h="16838"/>'
    "</w:sectPr></w:pPr></w:p>"
)
CONDITION = (p("{%p if x %}"), p("{{ x }}"), _break("nextPage"), p("{%p endif %}"))


@pytest.mark.parametrize("tidy", [True, False])
@pytest.mark.parametrize("x", ["", "a"])
def test_keeps_a_section_the_author_left_empty(tidy: bool, x: str) -> None:
    """A first section that holds only its end carries the letterhead."""
    docx = make_docx(LETTERHEAD, p("{{ x }}fin"), header="En-tête")
    made = part(Template.load(docx, tidy=tidy).render({"x": x}))
    assert made.count("<w:sectPr") == 2
    assert 'w:type="default" r:id="rIdheader"/><w:pgSz w:w="11906"' in made
    assert "00C0FFEE" not in made


def test_drops_what_a_condition_empties_and_keeps_what_the_author_left_empty() -> None:
    docx = make_docx(LETTERHEAD, *CONDITION, p("fin"), _break("evenPage"), header="En-tête")
    empty, full = (part(Template.load(docx).render({"x": x})) for x in ("", "a"))
    assert (empty.count("<w:sectPr"), full.count("<w:sectPr")) == (3, 4)
    assert "evenPage" in empty
    assert "nextPage" not in empty
    assert part(Template.load(docx, tidy=False).render({"x": ""})).count("<w:sectPr") == 4 - 1
