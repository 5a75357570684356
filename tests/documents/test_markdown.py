from __future__ import annotations

import pytest

from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, liste, points, ponctuer


@pytest.mark.parametrize("texte", ["a*b*c", "_x_", "[a](b)", "\\*", "# non", "a_b"])
def test_signs_of_data_are_escaped(texte: str) -> None:
    assert echapper(texte).replace("\\", "") == texte.replace("\\", "")
    assert "*" not in echapper(texte).replace("\\*", "")


def test_holes_are_left_alone() -> None:
    assert echapper(f"le {hole('nom_court')}") == f"le {hole('nom_court')}"


def test_line_ends_become_blanks_and_no_break_blanks_stay() -> None:
    assert echapper("un\n  deux\u00a0trois") == "un deux\u00a0trois"


def test_items_take_their_signs_and_keep_their_own() -> None:
    assert ponctuer(["un", " deux ! ", "", "trois"]) == ("un\u202f;", "deux !", "trois.")
    assert liste(["**a**", "b."]) == "- **a**\u202f;\n- b."
    assert points(["a*"]) == "- a\\*."


def test_empty_blocks_vanish() -> None:
    assert blocs("a", "", None, "b") == "a\n\nb"
