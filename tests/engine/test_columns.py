"""Columns that follow their content: nothing lost, the width kept, empty ones gone, the table never higher."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.engine.opc.parts import read_part, replace_parts
from ctg_docs.engine.word.columns import fit_columns
from ctg_docs.engine.word.letters import words
from ctg_docs.engine.word.widths import Cell, share
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Tableau

LONG = "Un texte long qui demande beaucoup de place pour tenir sur peu de lignes, comme une composition."
ROWS = (("FA 1", LONG, "–", "12 €"), ("FA 2", "Court", "", "7 €"))


def body(*, garde: bool = False, souple: bool = True) -> str:
    g = Gabarit("Essai")
    part = g.page.texte * 0.25
    table = Tableau([part] * 4, titre="Essai", souple=souple, garde=garde)
    table.entete("N°", "Action", "Partenaires", "Budget")
    table.groupe("Enjeu 1")
    for row in ROWS:
        table.ligne(*row)
    g.ajouter_tableau(table)
    return (read_part(fit_columns(g.build()), "word/document.xml") or b"").decode()


def widths(xml: str) -> list[int]:
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]


def test_a_column_without_content_leaves_and_the_others_fill_the_width() -> None:
    xml, before = body(), widths(body(souple=False))
    assert "Partenaires" not in xml
    assert 'w:gridSpan w:val="3"' in xml
    assert len(widths(xml)) == 3
    assert sum(widths(xml)) == sum(before)
    assert widths(xml)[1] > 2 * max(widths(xml)[0], widths(xml)[2])
    assert 'w:type="auto' not in xml


def test_measures_as_other_programs_write_them_are_read() -> None:
    g = Gabarit("Essai")
    table = Tableau([g.page.texte * 0.5] * 2, titre="Essai", souple=True)
    table.entete("N°", "Action")
    table.ligne("FA 1", LONG)
    g.ajouter_tableau(table)
    word, parts = g.build(), {}
    for part in ("word/document.xml", "word/styles.xml"):
        xml = (read_part(word, part) or b"").decode()
        xml = re.sub(r'(<w:gridCol w:w="\d+)"', r'\1.0"', xml)
        parts[part] = re.sub(r'<w:sz w:val="\d+"', '<w:sz w:val="11pt"', xml).encode()
    found = (read_part(fit_columns(replace_parts(word, parts)), "word/document.xml") or b"").decode()
    assert widths(found)[0] < widths(found)[1]


def test_a_table_may_keep_its_columns() -> None:
    assert "Partenaires" in body(garde=True)
    assert len(widths(body(garde=True))) == 4


def test_another_table_is_left_as_it_was() -> None:
    assert len(set(widths(body(souple=False)))) == 1


def test_no_word_of_the_other_columns_is_lost() -> None:
    assert [cell for row in ROWS for cell in row if cell not in {"–", ""} and cell not in body()] == []


def test_a_date_a_code_and_an_amount_are_never_cut() -> None:
    g = Gabarit("Essai")
    table = Tableau(
        [g.page.texte * 0.44, g.page.texte * 0.44, *[g.page.texte * 0.04] * 3], titre="Essai", souple=True
    )
    table.entete("Objet", "Acte", "N°", "Date", "Coût")
    for _ in range(20):
        table.ligne(LONG, LONG, "COF 2023-0117", "13/10/2023", "1 028 000 €")
    g.ajouter_tableau(table)
    found = widths((read_part(fit_columns(g.build()), "word/document.xml") or b"").decode())
    assert all(width > room for width, room in zip(found[2:], (1400, 1140, 1120), strict=True))


def test_columns_that_break_together_are_widened_together() -> None:
    """No column alone makes these rows lower: a search that widens one at a time leaves them as they are."""
    pilot, days, long = ("Communauté de communes", "de juin 2024 au 31 décembre 2027", "Un nom de partenaire")
    rows = [[Cell([words(t, 10)]) for t in (pilot, days, long)]] * 12
    assert [cell.lines(w) for cell, w in zip(rows[0], share(rows, [1400, 1400, 6000]), strict=True)] == [
        1,
        1,
        1,
    ]


def test_only_the_widest_columns_give_way_when_the_words_cannot_stand_side_by_side() -> None:
    row = [Cell([[width]], 100) for width in (500, 900, 4000, 5000)]
    assert share([row], [1500] * 4) == [600, 1000, 2200, 2200]


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(
            st.lists(st.lists(st.integers(0, 1500), max_size=9), min_size=n, max_size=n),
            min_size=1,
            max_size=6,
        )
    ),
    st.integers(3000, 14000),
)
def test_widths_fill_the_table_cut_no_word_and_make_it_no_higher(
    cells: list[list[list[int]]], width: int
) -> None:
    rows = [[Cell([texts]) for texts in row] for row in cells]
    designed = [width // len(rows[0])] * len(rows[0])
    found = share(rows, designed)
    assert sum(found) == sum(designed)
    least = [max(row[n].least for row in rows) for n in range(len(found))]
    if sum(least) < sum(designed):
        assert all(one >= low for one, low in zip(found, least, strict=True))
    if all(one >= low for one, low in zip(designed, least, strict=True)):
        assert height(rows, found) <= height(rows, designed)


def height(rows: list[list[Cell]], widths: list[int]) -> int:
    return sum(max(cell.lines(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
