from __future__ import annotations

from ctg_docs.engine.template.sections import drop_empty_sections


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
