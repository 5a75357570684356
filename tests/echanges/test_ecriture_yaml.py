"""YAML stays its author's: what does not change keeps its lines, comments, quotes and order."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs.echanges.ecriture import plan_files
from ctg_docs.echanges.ecriture_yaml import NotEditable, update_yaml
from ctg_docs.models import Ctg
from ctg_docs.sources.write import dump_yaml, to_plain
from ctg_docs.steps.load import load

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AUTHORED = """\
# Registre du Val
- id: caf   # ne pas changer
  nom: "Caf des Deux-Sèvres"
  roles: [financeur, pilote]   # dans cet ordre

# --- Associations
- id: mjc
  # celle de la rue haute
  nom: 'Maison des jeunes'
  projet: >-
    Accueillir les jeunes du Val tous les mercredis,
    et les familles le samedi.
  adresse:
    voie: 3, rue Haute  # à vérifier
    ville: Val
"""
REGISTER: list[Any] = yaml.safe_load(AUTHORED)


def changed(edit: Any) -> list[str]:
    """Return the lines that come in, once somebody changed the register."""
    after = copy.deepcopy(REGISTER)
    after = edit(after) or after
    text = update_yaml(AUTHORED, REGISTER, after)
    assert yaml.safe_load(text) == after
    lines = list(difflib.ndiff(AUTHORED.splitlines(), text.splitlines()))
    assert {w for w in AUTHORED.split("\n") if "#" in w and w[:1] == "#"} <= set(text.split("\n"))
    return [line[2:] for line in lines if line.startswith("+ ")]


def test_a_value_takes_the_place_of_the_old_one() -> None:
    assert changed(lambda d: d[0].update(nom="Caf 79")) == ['  nom: "Caf 79"']
    assert changed(lambda d: d[1].update(nom="L’autre")) == ["  nom: 'L’autre'"]
    assert changed(lambda d: d[1]["adresse"].update(voie="4, rue Haute")) == [
        "    voie: 4, rue Haute  # à vérifier"
    ]
    assert changed(lambda d: d[0].update(roles=["pilote"])) == ["  roles: [pilote]   # dans cet ordre"]


def test_a_folded_text_keeps_its_width() -> None:
    assert changed(
        lambda d: d[1].update(
            projet="Accueillir les jeunes du Val tous les mercredis, et les autres le samedi."
        )
    ) == ["    et les autres le samedi."]


def test_values_and_items_come_and_go() -> None:
    assert changed(lambda d: d[0].update(sigle="CAF79")) == ["  sigle: CAF79"]
    assert changed(lambda d: d[1]["adresse"].pop("voie") and None) == []
    assert changed(lambda d: d.append({"id": "ludo", "nom": "Ludothèque"})) == [
        "- id: ludo",
        "  nom: Ludothèque",
    ]
    assert changed(lambda d: d.insert(0, {"id": "ludo", "nom": "Ludothèque"})) == [
        "- id: ludo",
        "  nom: Ludothèque",
    ]
    assert changed(lambda d: d[:1]) == []


def test_items_change_places_with_their_comments() -> None:
    moved = changed(lambda d: d[::-1])
    assert "- id: caf   # ne pas changer" in moved or "  # celle de la rue haute" in moved


def test_anchors_are_left_to_the_whole_section() -> None:
    with pytest.raises(NotEditable):
        update_yaml("a: &x [1]\nb: *x\n", {"a": ["1"], "b": ["1"]}, {"a": ["2"], "b": ["1"]})


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif isinstance(value, list):
        for rank, child in enumerate(value):
            yield from _leaves(child, (*path, rank))
    elif type(value) is str and path[-1] != "id":
        yield path


@pytest.mark.parametrize("name", ["pays-auvrelle", "caf-commune"])
def test_one_changed_value_of_an_example_changes_one_line(name: str) -> None:
    old = load(EXAMPLES / name)
    plain = to_plain(old)
    paths = list(_leaves(plain))
    draw, seen = Random(7), 0
    while seen < 8:
        path = draw.choice(paths)
        data = copy.deepcopy(plain)
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = f"{holder[path[-1]]} bis"
        try:
            new = Ctg.model_validate(data).with_provenance(old.provenance)
        except ValueError:
            continue
        seen += 1
        (file, written), *others = plan_files(EXAMPLES / name, old, new).items()
        assert not others
        assert written is not None
        before = (EXAMPLES / name / file).read_text(encoding="utf-8").splitlines()
        lines = [x for x in difflib.ndiff(before, written.decode().splitlines()) if x.startswith("+ ")]
        assert len(lines) <= 2, (path, lines)


def test_marks_and_line_ends_of_windows_are_kept(tmp_path: Path) -> None:
    text = "territoire:\n  nom: Val\n# voté\nconvention:\n  titre: CTG\n"
    (tmp_path / "ctg.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    old = load(tmp_path)
    new = Ctg.model_validate({**to_plain(old), "territoire": {"nom": "Mont"}}).with_provenance(old.provenance)
    written = plan_files(tmp_path, old, new)["ctg.yaml"]
    assert written == b"\xef\xbb\xbf" + text.replace("Val", "Mont").replace("\n", "\r\n").encode()


def test_hours_and_words_that_yaml_1_1_misreads_are_quoted() -> None:
    data = {"reunions": [{"id": "r", "titre": "On", "date": "2024-01-19", "heure_debut": "12:30"}]}
    ctg = Ctg.model_validate({"territoire": {"nom": "Val"}, **data})
    text = dump_yaml(to_plain(ctg))
    assert "heure_debut: '12:30'" in text
    assert yaml.safe_load(text)["reunions"][0]["titre"] == "On"


WORDS = (
    "un",
    "a: b",
    "# x",
    "deux mots",
    "12:30",
    "no",
    "l'été",
    "x " * 60 + "fin",
    "une\nsuite",
    "a\n\nb\n",
    "- t",
)


def _value(draw: Random, depth: int = 0) -> Any:
    kind = draw.random()
    if depth > 2 or kind < 0.5:
        return draw.choice(WORDS)
    if kind < 0.75:
        return {f"k{n}": _value(draw, depth + 1) for n in range(draw.randint(1, 4))}
    if kind < 0.9:
        return [{"id": f"i{n}", "k": _value(draw, depth + 1)} for n in range(draw.randint(1, 4))]
    return [draw.choice(WORDS) for _ in range(draw.randint(1, 4))]


def _other(draw: Random, value: Any) -> Any:
    if isinstance(value, dict):
        some = {k: _other(draw, v) if k != "id" and draw.random() < 0.3 else v for k, v in value.items()}
        if draw.random() < 0.2:
            some["neuf"] = _value(draw, 2)
        free = [k for k in some if k != "id"]
        if len(free) > 1 and draw.random() < 0.2:
            del some[draw.choice(free)]
        return some
    if isinstance(value, list):
        items = [_other(draw, item) if draw.random() < 0.3 else item for item in value]
        if draw.random() < 0.3:
            draw.shuffle(items)
        return items[: draw.randint(1, len(items))]
    return draw.choice(WORDS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_any_change_reads_back_and_keeps_every_comment_above_a_section(seed: int) -> None:
    draw = Random(seed)
    before = {f"s{n}": _value(draw) for n in range(3)}
    text = "".join(f"# avant {key}\n{dump_yaml({key: value})}" for key, value in before.items())
    after = _other(draw, before)
    written = update_yaml(text, before, after)
    assert yaml.load(written, Loader=yaml.BaseLoader) == after
    assert [x for x in written.split("\n") if x.startswith("# avant")] == [f"# avant {k}" for k in before]


def test_what_fills_an_empty_field_goes_below_its_examples() -> None:
    text = "instances:\n- id: copil\n  membres:   # qui siège\n#  - personne: claire\n#    role: président\n# La suite.\n  nom: Comité\n"
    before = [{"id": "copil", "nom": "Comité"}]
    after = [{"id": "copil", "membres": [{"personne": "lea"}], "nom": "Comité"}]
    new = update_yaml(text, {"instances": before}, {"instances": after})
    assert yaml.safe_load(new) == {"instances": after}
    lines = new.split("\n")
    assert lines[:5] == text.split("\n")[:5]
    assert lines.index("# La suite.") > lines.index("  - personne: lea".rjust(len(lines[5])))


@pytest.mark.parametrize("value", [[{"id": "caf", "nom": "Caf"}], {"nom": "Val"}])
def test_a_file_of_comments_keeps_them_over_what_it_begins_with(value: Any) -> None:
    text = "# Les structures.\n#\n# - id: exemple\n#   nom: Exemple\n"
    new = update_yaml(text, None, value)
    assert new.startswith(text)
    assert yaml.safe_load(new) == value


@pytest.mark.parametrize("after", ["x, y", "x: y", "[a]", "{", "#a", "a #b", "l’un", "12"])
def test_a_text_between_braces_changes_alone(after: str) -> None:
    """Even beside what the data leave out: a value that is that of default."""
    before = {"m": [{"p": "b", "precision": "binôme droits"}, {"p": "c"}]}
    text = "m:\n  - {p: b, precision: binôme droits, role: titulaire}\n  - {p: c}\n"
    written = update_yaml(text, before, {"m": [{"p": "b", "precision": after}, {"p": "c"}]})
    assert yaml.safe_load(written)["m"] == [{"p": "b", "precision": after, "role": "titulaire"}, {"p": "c"}]
    assert len(written.splitlines()) == 3
