"""What reads any text reads a long one in a time that grows with it: a word without an end, a thousand signs in a row."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from ctg_docs.french import typographier
from ctg_docs.french.typographie import lier
from ctg_docs.signature.formes import find_forms

_UNITS = (
    "a", "1", " ", "«", "'", "-", ".", "a'", "1 ", "A", "é", "\N{NO-BREAK SPACE}", "a:", "12/", "https://a", "@", "n°", "a@", "\x02", "`", "(", "+1",
    '"a', ' "', "a-", "a..", "a/", "1.", "fr7", "tel: 1", "ne le ", "1 rue a", "[at]", " at ", "00", "&a", "www.",
)  # fmt: skip


@pytest.mark.parametrize(
    "read", [typographier, lier, lambda text: list(find_forms(text))], ids=["set", "bound", "looked through"]
)
def test_time_grows_with_the_text(read: Callable[[str], object]) -> None:
    for unit in _UNITS:
        before = time.process_time()
        read(unit * (30_000 // len(unit)) + "'")
        assert time.process_time() - before < 1, unit


def test_what_stands_around_a_word_without_an_end_is_set() -> None:
    word = "a'" * 400
    assert typographier(f"l'eau \"x\" {word} l'air") == f"l’eau «\u00a0x\u00a0» {word} l’air"
