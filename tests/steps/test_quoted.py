"""GEN007: the old wording that an avenant quotes is that of the article it replaces."""

from __future__ import annotations

from typing import Any

import pytest

import ctg_docs
from tests.documents.dossiers import ctg

DUREE = "Elle prend effet le 1er janvier 2024 et prend fin le 31 décembre 2027."
CONVENTION = {
    "date_debut": "2024-01-01",
    "date_fin": "2027-12-31",
    "date_signature_administrative": "2023-12-14",
    "articles": [
        {"id": "communication", "texte": "Les logos sont portés.\n\nLe comité répond en dix jours."}
    ],
}


def told(
    *avenants: list[dict[str, Any]], convention: dict[str, Any] | None = None, **fields: Any
) -> list[str]:
    """Return where a misquotation is told, for avenants of such changes."""
    dossier = ctg(
        convention={**CONVENTION, **(convention or {})},
        avenants=[
            {"id": f"avenant-{n}", "numero": n, "types": ["autre"], "modifications": changes, **fields}
            for n, changes in enumerate(avenants, 1)
        ],
    )
    return [p.path for p in ctg_docs.check(dossier) if p.code == "GEN007"]


def change(article: str, ancien: str | None, nouveau: str = "Neuf.") -> dict[str, Any]:
    return {"article": article, "ancien": ancien, "nouveau": nouveau}


@pytest.mark.parametrize(
    ("article", "ancien"),
    [
        ("duree", DUREE),
        ("duree", DUREE.replace(" ", "\u00a0").upper()),
        ("duree", None),
        ("communication", "Le comité répond en dix jours."),
        ("communication", "Les logos […] Le comité répond…"),
        ("communication", "Les logos sont portés.\n\nLe comité répond"),
        ("article 40", "Ce qui n’est pas du cadre."),
    ],
)
def test_words_of_the_article_are_not_told(article: str, ancien: str | None) -> None:
    assert told([change(article, ancien)]) == []


@pytest.mark.parametrize(
    ("article", "ancien"),
    [
        ("duree", "Elle prend effet le 1er janvier 2024 et prend fin le 31 décembre 2026."),
        ("communication", DUREE),
        ("communication", "Les logos […] Le comité répond en quinze jours."),
    ],
)
def test_other_words_are_told_at_their_place(article: str, ancien: str) -> None:
    assert told([change("recours", None), change(article, ancien)]) == ["avenants[0].modifications[1].ancien"]


def test_an_avenant_quotes_the_one_before() -> None:
    premier = [change("communication", None, "Le comité répond en cinq jours.")]
    assert told(premier, [change("communication", "Le comité répond en cinq jours.")]) == []
    assert told([change("communication", "Le comité répond en cinq jours.")], premier) == [
        "avenants[0].modifications[0].ancien"
    ]


def test_a_consolidated_convention_is_not_judged() -> None:
    assert (
        told([change("communication", "Le comité répond en un mois.", "Le comité répond en dix jours.")])
        == []
    )


def test_another_convention_is_not_ours_to_judge() -> None:
    assert told([change("duree", "Tout autre chose.")], base={"titre": "Convention de Brion"}) == []
