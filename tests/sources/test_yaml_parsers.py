"""The fast YAML parser says what the careful one says, or leaves it the word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.sources.nodes import Node, Parsed, flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.yaml_file import parse_yaml, read_carefully, read_fast

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("**/*.yaml"))

SNIPPETS = (
    "nom: NON\ncode: 012345678\nheure: 1:30\njour: 2023-12-18\nvide:\n",
    "liste:\n- a\n-  b: c\n   d: 'it''s'\n- \n- - e\n",
    "a: &x {b: 1, c: [y, z:t]}\nd: *x\ne:\n  <<: *x\n  b: 2\n",
    'a: "é\\t\\u00e9 \\/ x\n  y\n\n  z"\nb: suite\n  pliée # note\n',
    "k: >\n  plié\n  suite\n\n   plus\nj: |2-\n   x\nl: |+\n  y\n\n",
    "---\nurl: http://x#y\nz: [http://a/b?c=d, -1, x]\n...\n",
    "? a\n: b\n{c: 1, d:, 'e':f}: g\n",
)
PIECES = st.sampled_from(
    [": ", ":", " ", "  ", "\n", "- ", "-", "? ", "{", "}", "[", "]", ", ", "#", " #", "&a ", "*x", "! ", "!!str ", "|",
     ">", '"', "'", "\\", "%", "---\n", "...\n", "~", "<<: ", "é", "\u00a0", "\u2028", "😀", "\t", "\x85"]
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(SNIPPETS))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 2)) :]
    return text


def flat(node: Node | None) -> Parsed | None:
    assert node is not None
    parsed = flatten(node, report := Report())
    assert parsed is None or not [p for p in report.problems if p.code != "LEC012"]
    return parsed


@given(texts())
def test_both_parsers_agree_on_what_the_fast_one_accepts(text: str) -> None:
    if (node := read_fast(text, "ctg.yaml", Report())) is not None:
        assert flat(node) == flat(read_carefully(text, "ctg.yaml", report := Report()))
        assert not report.problems


def test_the_fast_parser_reads_all_the_examples() -> None:
    assert EXAMPLES
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        if any(line and not line.startswith("#") for line in text.splitlines()):
            assert flat(read_fast(text, "x", Report())) == flat(read_carefully(text, "x", Report())), path


@pytest.mark.parametrize(
    "text",
    [
        "a: b\tc\n",
        "a: b\u2028c\n",
        "a: b\x85c\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: [\n",
        "a: !x b\n",
        "a: ! \n",
        "a: >-#\n  b\n",
        "seul\n",
        "",
    ],
)
def test_what_is_faulty_or_unusual_is_left_to_the_careful_parser(text: str) -> None:
    assert read_fast(text, "ctg.yaml", Report()) is None


def test_reads_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = SNIPPETS[1]
    fast = parse_yaml(text, "ctg.yaml", Report())
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert read_fast(text, "ctg.yaml", Report()) is None
    assert parse_yaml(text, "ctg.yaml", Report()) == fast
