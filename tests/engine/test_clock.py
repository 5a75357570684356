"""The clock of a document is looked at whatever a turn of a loop does."""

from __future__ import annotations

import time

import pytest

from ctg_docs.engine import Limits, Template
from ctg_docs.errors import TemplateError
from tests.engine.test_hostile import CONTEXT
from tests.engine.words import make_docx


@pytest.mark.parametrize(
    "turn",
    [
        "('a' * 400000 ~ chr)|typographier",
        "('www.a.fr ' * 40000)|liens",
        "l == m",
        "0.5 in l",
        "('a' * 1900000)[::-1]",
    ],
)
def test_slow_turns_of_a_short_loop_meet_the_clock(turn: str) -> None:
    text = f"{{% set l = range(90000)|list %}}{{% set m = range(90000)|list %}}{{% for a in range(900) %}}{{% set y = {turn} %}}{{% endfor %}}"
    before = time.process_time()
    with pytest.raises(TemplateError, match=r"secondes|Mo de textes"):
        Template.load(make_docx(text), limits=Limits(seconds=0.2)).render({**CONTEXT, "chr": "'"})
    assert time.process_time() - before < 3
