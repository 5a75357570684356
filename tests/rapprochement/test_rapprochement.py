"""Pairing, three-way merge and names: what holds whatever the lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs.echanges.comparaison import compare
from ctg_docs.echanges.comparaison.appariement import moved_ranks, pair_rows, ranks_among
from ctg_docs.models import Ctg
from ctg_docs.models.operation import Etape, MoyenHumain, Partenariat
from ctg_docs.models.organisme import Organisme
from ctg_docs.rapprochement import Fate, Index, Pairs, body_key, nearest, suggestion, three_way

LISTS = st.lists(st.integers(0, 5), max_size=8)


def identity(item: Hashable) -> Hashable:
    return (item,)


PASSES: dict[str, Callable[[Pairs[int, int]], None]] = {
    "where": lambda pairs: pairs.where(lambda a, b: abs(a - b) < 2),
    "by_mark": lambda pairs: pairs.by_mark(identity, identity),
    "alike": lambda pairs: pairs.alike(lambda a, b: 1 - abs(a - b) / 5, 0.6),
    "by_rank": lambda pairs: pairs.by_rank(),
}


@settings(max_examples=60, deadline=None)
@given(LISTS, LISTS, st.lists(st.sampled_from(sorted(PASSES)), max_size=4))
def test_pairs_are_one_to_one_and_surer_passes_stay(
    ours: list[int], theirs: list[int], names: list[str]
) -> None:
    pairs = Pairs(ours, theirs)
    before: list[tuple[int, int]] = []
    for name in names:
        PASSES[name](pairs)
        now = list(pairs.found.items())
        assert now[: len(before)] == before
        before = now
    assert len(set(pairs.found.values())) == len(pairs.found)
    assert sorted([*pairs.ours, *(a for a, _ in pairs)]) == sorted(ours)
    assert sorted([*pairs.theirs, *(b for _, b in pairs)]) == sorted(theirs)


@settings(max_examples=60, deadline=None)
@given(LISTS, LISTS)
def test_marks_pair_all_that_both_have(ours: list[int], theirs: list[int]) -> None:
    pairs = Pairs(ours, theirs)
    pairs.by_mark(identity, identity)
    assert all(a == b for a, b in pairs)
    assert len(pairs.found) == sum(min(ours.count(n), theirs.count(n)) for n in set(ours))


def test_a_blank_mark_names_nothing() -> None:
    pairs = Pairs(["", "a"], ["", "a"])
    pairs.by_mark(str, str)
    assert pairs.found == {1: 1}


def test_what_is_most_alike_goes_first() -> None:
    pairs = Pairs([10, 20], [19, 12])
    pairs.alike(lambda a, b: 1 - abs(a - b) / 100, 0.9)
    assert dict(pairs) == {20: 19, 10: 12}


def test_ranks_are_those_of_a_group_as_long_on_both_sides() -> None:
    pairs = Pairs(["a1", "b1", "a2"], ["b9", "a8", "a9", "c1"])
    pairs.by_rank(group=lambda item: item[0])
    assert dict(pairs) == {"a1": "a8", "a2": "a9", "b1": "b9"}
    uneven = Pairs(["a1", "a2"], ["a3"])
    uneven.by_rank()
    assert uneven.found == {}


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "fate"),
    [
        (1, 1, 1, Fate.THEIRS),
        (1, 1, 2, Fate.OURS),
        (1, 2, 1, Fate.THEIRS),
        (1, 2, 2, Fate.THEIRS),
        (1, 2, 3, Fate.CONFLICT),
    ],
)
def test_three_ways(base: int, theirs: int, ours: int, fate: Fate) -> None:
    assert three_way(base, theirs, ours) is fate


def test_a_name_stands_for_one_or_for_homonyms() -> None:
    index = Index(body_key)
    index.add("cc", "Communauté de communes du Pays d’Auvrelle")
    index.add("melle", "Commune de Melle")
    index.add("melle-2", "la ville de Melle")
    assert index.one("CC du Pays d’Auvrelle") == "cc"
    assert index.one("cc") == "cc"
    assert index.ids("Mairie de Melle") == ("melle", "melle-2")
    assert index.one("Mairie de Melle") is None
    assert index.ids("") == ()
    assert index.near("Communauté de communes du Pays d’Auvrele") == "cc"


@pytest.mark.parametrize("sigle", ["ars", "MSP", "CH", "cpam", "PMI"])
def test_a_sigle_is_near_to_no_other(sigle: str) -> None:
    """One letter in three makes another body: « MSP » is no mistake of « MSA »."""
    assert nearest(sigle, ["msa", "CHF", "caf", "ars-paca", "CPTS"]) == ""
    assert suggestion(sigle, ["msa", "chf"]) == ""


def test_what_is_typed_is_never_suggested() -> None:
    assert suggestion("Réalisé", ["Réalisé"]) == ""
    assert suggestion("Realisee", ["Réalisée", "À venir"]) == "Vouliez-vous « Réalisée » ?"


# --- the rows of two dossiers ------------------------------------------------------------------------------------------


def test_an_equal_row_is_taken_before_one_of_the_same_name() -> None:
    """Two steps of one name: each is paired with its equal, wherever it stands."""
    first, second = Etape(nom="Réunir", realise=True), Etape(nom="Réunir")
    assert sorted(pair_rows([first, second], [second, first])) == [(0, 1), (1, 0)]


def test_the_same_reference_pairs_rows_that_say_other_things() -> None:
    old = [Partenariat(organisme="caf", role="Finance"), Partenariat(organisme="msa", role="Finance")]
    new = [Partenariat(organisme="msa", role="Anime"), Partenariat(organisme="caf", role="Anime")]
    assert sorted(pair_rows(old, new)) == [(0, 1), (1, 0)]


def test_the_same_rank_pairs_only_rows_without_identifier() -> None:
    posts = [MoyenHumain(texte="Un agent")], [MoyenHumain(texte="Deux animateurs")]
    assert pair_rows(*posts) == [(0, 0)]
    bodies = [Organisme(id="a", nature="caf", nom="Un")], [Organisme(id="b", nature="msa", nom="Deux")]
    assert pair_rows(*bodies) == []
    assert pair_rows([*posts[0], *posts[0]], posts[1]) == []


def test_rows_of_two_kinds_are_never_one() -> None:
    assert pair_rows([Organisme(id="a", nature="caf", nom="A")], [Etape(nom="B")]) == []


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)))
def test_the_fewest_moves_explain_an_order(order: list[int]) -> None:
    pairs = [(i, j) for i, j in enumerate(order)]
    kept = [j for _, j in pairs if j not in moved_ranks(pairs)]
    assert kept == sorted(kept)
    if order == sorted(order):
        assert moved_ranks(pairs) == []
    assert all(ranks_among(pairs, j) == (i + 1, j + 1) for i, j in pairs)


def test_levels_that_nobody_wrote_do_not_go() -> None:
    """A new dossier has three levels by default: a plan that names its own takes none of them away."""
    bare = Ctg.model_validate({"territoire": {"nom": "Val"}})
    named = Ctg.model_validate({"territoire": {"nom": "Val"}, "strategie": {"niveaux": [{"nom": "axe"}]}})
    assert [(c.kind.name, c.subject) for c in compare(bare, named)] == [("AJOUT", "Niveau « axe »")]
    same = Ctg.model_validate(
        {"territoire": {"nom": "Val"}, "strategie": {"niveaux": bare.strategie.model_dump()["niveaux"]}}
    )
    assert compare(bare, same) == ()
