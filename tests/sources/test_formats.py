"""Three formats, one data: values stay as they were written, each with its place."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.problems import Place
from ctg_docs.sources.folder import FORMATS
from ctg_docs.sources.json_file import parse_json
from ctg_docs.sources.nodes import MAX_DEPTH, Parsed, flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.toml_file import parse_toml
from ctg_docs.sources.yaml_file import parse_yaml


def read(text: str, suffix: str = ".yaml") -> tuple[Parsed | None, Report]:
    report = Report()
    node = FORMATS[suffix](text, f"ctg{suffix}", report)
    return (flatten(node, report) if node else None), report


def data(text: str, suffix: str = ".yaml") -> Any:
    parsed, report = read(text, suffix)
    assert parsed is not None
    assert not report.problems
    return parsed.data


def codes(text: str, suffix: str = ".yaml") -> list[tuple[str, int]]:
    return [(p.code, p.place.line) for p in read(text, suffix)[1].problems]


@pytest.mark.parametrize(
    "written",
    [
        "012345678",
        "NON",
        "no",
        "yes",
        "2023-12-18",
        "1e3",
        "0x10",
        "1_000",
        "1:30",
        "6,70",
        "1.20",
        ".5",
        "+33 1",
    ],
)
def test_yaml_never_changes_a_plain_value(written: str) -> None:
    assert data(f"valeur: {written}\n") == {"valeur": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_yaml_empty_values_are_none(written: str) -> None:
    assert data(f"valeur: {written}\n") == {"valeur": None}


def test_yaml_keeps_a_quoted_null_as_text() -> None:
    assert data("valeur: 'null'\n") == {"valeur": "null"}


def test_yaml_places_fields_at_their_name_and_elements_at_their_start() -> None:
    parsed, _ = read("a: 1\nliste:\n  - x\n  - nom: é\n    b:\n      - 2\n")
    assert parsed is not None
    assert parsed.places[("a",)] == Place("ctg.yaml", 1, 1)
    assert parsed.places[("liste",)] == Place("ctg.yaml", 2, 1)
    assert parsed.places[("liste", 0)] == Place("ctg.yaml", 3, 5)
    assert parsed.places[("liste", 1, "nom")] == Place("ctg.yaml", 4, 5)
    assert parsed.places[("liste", 1, "b", 0)] == Place("ctg.yaml", 6, 9)


def test_yaml_expands_anchors_and_merge_keys() -> None:
    text = "base: &b {x: 1, y: 2}\nun: *b\ndeux:\n  <<: *b\n  y: 3\n"
    assert data(text) == {
        "base": {"x": "1", "y": "2"},
        "un": {"x": "1", "y": "2"},
        "deux": {"x": "1", "y": "3"},
    }


def test_yaml_refuses_an_anchor_bomb_quickly() -> None:
    levels = "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30))
    assert codes("a0: &a0 [x, x]\n" + levels)[0][0] == "LEC014"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb:\n\t- c\n", "LEC010", 3),
        ("a: 1\nb: Article 1 : objet\n", "LEC009", 2),
        ("a: 'l'eau'\n", "LEC009", 1),
        ('a: 1\nb: "ouvert\nc: 2\n', "LEC009", 2),
        ("a:\n  b: 1\n  c:2\n  d: 3\n", "LEC009", 3),
        ("a:\n  -b: 1\n   c: 2\n", "LEC009", 2),
        ("a: [1, 2\nb: 3\n", "LEC009", 2),
        ("a: @moi\n", "LEC009", 1),
        ("- a\nb: c\n", "LEC009", 2),
        ("a: 1\n---\nb: 2\n", "LEC011", 2),
        ("a: 1\nb: 2\na: 3\n", "LEC012", 3),
        ("a: *inconnu\n", "LEC015", 1),
        ("a: &a [*a]\n", "LEC015", 1),
        ("a: {{ b }}\n", "LEC016", 1),
        ("? [a]\n: b\n", "LEC016", 1),
        ("", "LEC019", 0),
        ("# rien\n", "LEC019", 0),
        ("a: !!python/object/apply:os.system [ls]\n", "LEC028", 1),
        ("a: !secret x\n", "LEC028", 1),
        ("a:\n  <<: texte\n", "LEC029", 2),
        ('a: "\\x02"\n', "LEC008", 1),
        ("[" * (MAX_DEPTH + 10), "LEC013", 1),
        ("%YAML 9.0\n---\na: 1\n", "LEC009", 1),
    ],
)
def test_yaml_faults_have_a_code_and_a_line(text: str, code: str, line: int) -> None:
    assert codes(text) == [(code, line)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a:\n  b: 1\n  c:2\n  d: 3\n", "une espace après « : »"),
        ("a:\n  -b: 1\n   c: 2\n", "une espace après « - »"),
        ("a: 'l'eau'\n", "se ferme avant la fin de la ligne"),
        ("a:\n  b: 1\n c: 2\n", "le retrait"),
        ("a: [brouillon] Grandir\n", "un crochet ou une accolade qui se ferme"),
        ("a:\n  - {x} Grandir\n", "un crochet ou une accolade qui se ferme"),
        ('a: "C:\\Users\\éric"\n', "guillemets doubles"),
        ("a: 1\n\u00a0\u00a0b: 2\n", "Espace insécable dans le retrait"),
        ("a:\n  b: 1\n \u202fc: 2\n", "Espace insécable dans le retrait"),
    ],
)
def test_common_slips_are_named_for_what_they_are(text: str, word: str) -> None:
    report = Report()
    assert parse_yaml(text, "ctg.yaml", report) is None
    assert word in report.problems[0].message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n   b: 1\n  c: 2\n  d: 3\n", 2),
        ("a:\n  # rien\n   b: 1\n  # rien\n  c: 2\ne: 3\n", 3),
        ("a:\n  b: 1\n  c: 2\n d: 3\n", 4),
        ("a:\n  b: 1\n   c: 2\n", 3),
        ("a:\n  - b: 1\n   c: 2\n", 3),
    ],
)
def test_the_line_that_stands_apart_is_the_one_accused(text: str, line: int) -> None:
    assert codes(text) == [("LEC009", line)]


@pytest.mark.parametrize("written", ["Salle n°2 #3 côté cour", "Ensemble #MonEspace"])
def test_what_a_glued_sign_cuts_is_told(written: str) -> None:
    assert sorted(codes(f"a:\n  - x: {written}\n  - {written}\n")) == [("LEC033", 2), ("LEC033", 3)]


@pytest.mark.parametrize(
    "text",
    [
        'a: "n° #3"\n',
        "a: n°#3\n",
        "a: 1 # dit\n",
        "a: |\n  n° #3\n",
        "  #a: 1\nb: 2\n",
        "a: 'x' #3\n",
        "a: #3\n",
    ],
)
def test_a_sign_that_cuts_nothing_is_silent(text: str) -> None:
    assert not codes(text)


def test_a_code_without_quotes_is_told_for_what_it_is() -> None:
    for suffix, text in ((".json", '{"a": 01001}'), (".toml", "a = 01001\n"), (".json", '{"a": [1, 012]}')):
        assert "un code s’écrit entre guillemets" in read(text, suffix)[1].problems[0].message


def test_stars_are_told_to_be_quoted() -> None:
    assert "entre guillemets" in read("a: **Grandir** ensemble\n")[1].problems[0].suggestion


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a": 1,\n "a": 2}', "LEC012", 2),
        ('{"a": 1,\n}', "LEC017", 2),
        ('{"a": NaN}', "LEC017", 0),
        ('{"a": "\\ud800"}', "LEC008", 1),
        ("[" * 50 + "]" * 50, "LEC013", 1),
        ("[" * 100_000, "LEC013", 0),
        ("  \n", "LEC019", 0),
        ("{a: 1}", "LEC017", 1),
        ('{"a": 1} 2', "LEC017", 1),
    ],
)
def test_json_faults_have_a_code_and_a_line(text: str, code: str, line: int) -> None:
    assert codes(text, ".json") == [(code, line)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\na = 2\n", 2),
        ("a = texte\n", 1),
        ("[a]\n[a]\n", 2),
        ("a = 1\nb = 2023-02-31\n", 2),
        ("a = 1 b = 2\n", 1),
        ("a = " + "9" * 5000, 0),
        ("a = " + "[" * 3000, 0),
    ],
)
def test_toml_faults_have_a_code_and_a_line(text: str, line: int) -> None:
    assert codes(text, ".toml") == [("LEC018", line)]


def test_toml_places_follow_tables_and_inline_values() -> None:
    text = (
        'titre = "x"\nnote = """\nfaux = 1\n"""\nliste = [1, # c\n  {x = 2, y.z = [3]}]\n'
        '[[personnes]]\nid = "a"\n[[personnes]]\nid = "b"\n[personnes.adresse]\nrue = "r"\n'
    )
    parsed, report = read(text, ".toml")
    assert parsed is not None
    assert not report.problems
    lines = {path: place.line for path, place in parsed.places.items()}
    assert lines[("liste",)] == 5
    assert lines[("liste", 1, "y", "z", 0)] == 6
    assert lines[("personnes", 1)] == 9
    assert lines[("personnes", 1, "id")] == 10
    assert lines[("personnes", 1, "adresse", "rue")] == 12
    assert ("faux",) not in lines


def test_toml_values_are_the_text_a_person_would_write() -> None:
    text = 'n = 12\nd = 2023-12-18\nh = 16:15:00\nf = 6.70\nv = true\ns = "012"\n'
    expected = {"n": "12", "d": "2023-12-18", "h": "16:15:00", "f": "6.70", "v": True, "s": "012"}
    assert data(text, ".toml") == expected


_KEYS = st.text("abcdéx_", min_size=1, max_size=6)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
_TREES = st.recursive(
    _TEXTS | st.none(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4)
)


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=4))
def test_any_json_gives_the_same_data_with_a_place_for_each_value(tree: dict[str, Any]) -> None:
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    parsed, report = read(text, ".json")
    assert parsed is not None
    assert not [p for p in report.problems if p.code != "LEC008"]
    if not report.problems:
        assert parsed.data == tree
        assert len(parsed.places) == 1 + _count(tree)


def _count(tree: Any) -> int:
    if isinstance(tree, dict | list):
        return sum(1 + _count(child) for child in (tree.values() if isinstance(tree, dict) else tree))
    return 0


_SYNTAX = st.text(st.sampled_from("ab:-[]{},'\"\n\t #&*!|>%@`~?=\\<.é\x00\x02\ufeff0"), max_size=40)


@given(_SYNTAX)
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_junk_gives_data_or_problems_and_never_an_exception(suffix: str, text: str) -> None:
    parsed, report = read(text, suffix)
    assert parsed is not None or report.has_errors


@given(_SYNTAX)
def test_what_toml_accepts_has_a_place_for_every_value(text: str) -> None:
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    parsed, report = read(text, ".toml")
    assert report.problems or (parsed is not None and len(parsed.places) == 1 + _count(tree))


def test_yaml_depth_is_bounded_without_python_recursion() -> None:
    report = Report()
    assert parse_yaml("[" * 5000, "x.yaml", report) is None
    assert [p.code for p in report.problems] == ["LEC013"]


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_signs_inside_texts_are_no_values(quote: str) -> None:
    said = ", = [ { " * 60_000
    report = Report()
    tree = parse_toml(f"a = {quote}{said}{quote} # {said}\n", "ctg.toml", report)
    assert tree is not None
    assert report.problems == []
    assert parse_json(json.dumps({"a": said, 'b"': '\\"'}), "ctg.json", report) is not None
    assert report.problems == []
