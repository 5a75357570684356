"""The history: years in order, dates no more exact than known."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.historique.context import Historique, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.dossiers import ctg


def historique(*faits: tuple[str, str], **fields: Any) -> Historique:
    evenements = [{"date": date, "texte": texte, **fields} for date, texte in faits]
    return build(ctg(historique=evenements), Situation())[0]


def test_refuses_an_empty_history() -> None:
    with pytest.raises(Inapplicable, match="l’historique est vide"):
        historique()


def test_years_are_in_order_and_whole_years_come_before_their_days() -> None:
    document = historique(("4 décembre 2018", "c"), ("2018", "b"), ("2016-2017", "a"), ("2018-T2", "d"))

    assert [(a.libelle, [(f.date, f.texte) for f in a.faits]) for a in document.annees] == [
        ("2016-2017", [("–", "a")]),
        ("2018", [("–", "b"), ("2e\u00a0trimestre", "d"), ("4 décembre", "c")]),
    ]


def test_a_vague_date_never_becomes_the_first_of_january() -> None:
    document = historique(("2018", "a"), ("mars 2019", "b"), ("2022-10/2023-01", "c"))

    assert [f.date for a in document.annees for f in a.faits] == [
        "–",
        "Mars",
        "D’octobre 2022 à janvier 2023",
    ]


@pytest.mark.parametrize(
    ("faits", "marquant", "resume"),
    [
        ([("2018", "a")], False, "1\u00a0fait, en 2018."),
        (
            [("2018", "a"), ("2020", "b")],
            True,
            "2\u00a0faits, de 2018 à 2020, dont 2\u00a0étapes marquantes.",
        ),
    ],
)
def test_summary_agrees(faits: list[tuple[str, str]], marquant: bool, resume: str) -> None:
    assert historique(*faits, marquant=marquant).resume == resume
