"""Lists and tables as docxtpl leaves them: numbers that go on, headings that repeat, each from its cause."""

from __future__ import annotations

import re

import pytest

from ctg_docs.engine import Template
from tests.engine.words import make_docx, p, part, r, table


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
