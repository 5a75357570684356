"""A short paper that would spill a few lines is tightened in its Word file; no other is touched."""

from __future__ import annotations

import re

import pytest

from ctg_docs.engine.opc.parts import read_part, replace_parts
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.mesure import hauteur, hauteur_utile
from ctg_docs.steps.one_page import on_one_page

LIGNE = "Une ligne d’un avis que chacun peut lire."
PLEINE = int(hauteur_utile() / hauteur("Corps", LIGNE))
"""Lines of a page."""


def page(lignes: int, style: str = "Corps") -> Gabarit:
    g = Gabarit("Essai")
    for _ in range(lignes):
        g.paragraphe(LIGNE, style)
    return g


def blanc(word: bytes) -> int:
    """Return the twips under a paragraph of text."""
    styles = (read_part(word, "word/styles.xml") or b"").decode()
    found = re.search(r'w:styleId="Corps".*?w:after="(\d+)"', styles, re.DOTALL)
    assert found
    return int(found[1])


@pytest.mark.parametrize(("lignes", "serre"), [(PLEINE - 1, False), (PLEINE + 2, True), (2 * PLEINE, False)])
def test_only_a_page_and_a_few_lines_is_tightened(lignes: int, serre: bool) -> None:
    word = page(lignes).build()
    found = on_one_page(word)
    assert (blanc(found) < blanc(word)) is serre
    assert read_part(found, "word/document.xml") == read_part(word, "word/document.xml")
    assert serre or found is word


def test_what_cannot_be_measured_is_left_as_it_was() -> None:
    avec_tableau = page(PLEINE + 2)
    avec_tableau.signatures("rangs")
    avec_saut = page(PLEINE + 2)
    avec_saut.saut_de_page()
    avec_saut.paragraphe(LIGNE)
    for word in (avec_tableau.build(), avec_saut.build()):
        assert on_one_page(word) is word


def test_a_picture_in_its_line_counts_for_its_height() -> None:
    word = page(PLEINE - 1).build()
    body = read_part(word, "word/document.xml") or b""
    drawing = (
        b'<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="720000"/></wp:inline></w:drawing></w:r></w:p>'
    )
    logo = replace_parts(word, {"word/document.xml": body.replace(b"</w:p>", drawing, 1)})
    assert on_one_page(word) is word
    assert blanc(on_one_page(logo)) < blanc(word)
