"""Columns that follow their content: nothing lost, the width kept, empty ones gone, the table never higher."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.word.columns import fit_columns, share
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


def test_a_table_may_keep_its_columns() -> None:
    assert "Partenaires" in body(garde=True)
    assert len(widths(body(garde=True))) == 4


def test_another_table_is_left_as_it_was() -> None:
    assert len(set(widths(body(souple=False)))) == 1


def test_no_word_of_the_other_columns_is_lost() -> None:
    assert [cell for row in ROWS for cell in row if cell not in {"–", ""} and cell not in body()] == []


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(
            st.lists(st.lists(st.integers(0, 9000), max_size=3), min_size=n, max_size=n),
            min_size=1,
            max_size=6,
        )
    ),
    st.integers(3000, 14000),
)
def test_widths_fill_the_table_and_leave_room_for_its_words(cells: list[list[list[int]]], width: int) -> None:
    count = len(cells[0])
    designed = [width // count] * count
    least = [300] * count
    found = share(cells, designed, least)
    assert sum(found) == sum(designed)
    assert all(one >= 300 for one in found)
