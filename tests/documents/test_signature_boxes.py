from __future__ import annotations

import pytest

from ctg_docs.documents._blocs.parties import Partie
from ctg_docs.documents._blocs.signature import build_cases, build_pages
from ctg_docs.holes import is_hole
from tests.documents.dossiers import CC, partie


def parties(n: int) -> list[Partie]:
    return [partie(CC, {"personne": "a", "qualite": "présidente"}) for _ in range(n)]


@pytest.mark.parametrize(
    ("signataires", "rangs"),
    [(1, [1]), (2, [1]), (3, [2]), (6, [3]), (7, [2, 2]), (12, [3, 3]), (14, [3, 4]), (23, [3, 3, 3, 3])],
)
def test_boxes_fill_pages_evenly(signataires: int, rangs: list[int]) -> None:
    pages = build_pages(parties(signataires))

    assert [len(page.rangs) for page in pages] == rangs
    assert [page.suite for page in pages] == [False] + [True] * (len(rangs) - 1)
    assert sum(1 + (rang.droite is not None) for page in pages for rang in page.rangs) == signataires


def test_boxes_follow_the_order_and_number_of_representatives() -> None:
    deux = partie(CC, {"personne": "b", "qualite": "Président"}, {"personne": "a", "qualite": "Directrice"})

    cases = build_cases([deux, *parties(1)], balises=True)

    assert [case.nom for case in cases] == [
        "Monsieur Bruno BLANC",
        "Madame Anne ARNAUD",
        "Madame Anne ARNAUD",
    ]
    assert [case.balise for case in cases] == ["#signature_1#", "#signature_2#", "#signature_3#"]
    assert cases[2].qualite == "Présidente"


def test_party_without_representative_keeps_its_box() -> None:
    (case,) = build_cases([partie(CC)])

    assert case.pour == "Pour la Communauté de communes du Val"
    assert is_hole(case.nom)
