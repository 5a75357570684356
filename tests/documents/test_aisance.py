"""Fiches that leave room get air, all alike, and never a page more; a part opens above its first fiche with ease."""

from __future__ import annotations

import re

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.fiches.aisance import Place, aerer, place_fiche
from ctg_docs.documents.fiche_action.context import build
from ctg_docs.documents.fiches_actions.context import build as build_dossier
from ctg_docs.documents.kind import Situation
from ctg_docs.documents.options import Options
from ctg_docs.engine.opc.parts import read_part, replace_parts
from ctg_docs.engine.pdf.making import finish
from ctg_docs.models import Ctg
from ctg_docs.steps.render import render_kind
from tests.documents.feuilles import lire
from tests.documents.test_kinds import documents, dossier
from tests.office import needs_poppler

SIMPLE = "caf-commune"


def avant(word: bytes) -> int:
    """Return the twips above a rubric."""
    styles = (read_part(word, "word/styles.xml") or b"").decode()
    found = re.search(r'w:styleId="FicheRubrique".*?w:before="(\d+)"', styles, re.DOTALL)
    assert found
    return int(found[1])


def longue(mots: int) -> Ctg:
    """Return the simple dossier, the first fiche with so many words more."""
    whole = dossier(SIMPLE)
    premiere, *autres = whole.fiches_actions
    plus = premiere.model_copy(
        update={"descriptif": " ".join([premiere.descriptif or "", *["ville"] * mots])}
    )
    return whole.model_copy(update={"fiches_actions": (plus, *autres)})


def test_simple_fiches_get_air_and_rich_ones_none() -> None:
    simple, rich = (documents(exemple, "fiches_actions")[0].data for exemple in (SIMPLE, "pays-auvrelle"))
    assert avant(simple) > 4 * avant(rich)
    assert avant(rich) == 20


def test_the_fullest_page_says_how_much_air_all_get() -> None:
    word = documents("pays-auvrelle", "fiches_actions")[0].data
    large, pleine, trop = Place(100, 10, 5), Place(230, 20, 6), Place(250, 20, 6)
    assert avant(aerer(word, [large])) > avant(aerer(word, [large, pleine])) > avant(word)
    assert aerer(word, [large, trop]) is word
    assert aerer(word, []) is word


def test_a_style_that_somebody_changed_stays_as_it_was_wanted() -> None:
    word = documents("pays-auvrelle", "fiches_actions")[0].data
    styles = read_part(word, "word/styles.xml") or b""
    own = replace_parts(word, {"word/styles.xml": styles.replace(b'w:before="20"', b'w:before="60"')})
    assert avant(aerer(own, [Place(100, 10, 5)])) == 60


@pytest.mark.parametrize("mots", [0, 60, 150, 400])
def test_a_part_opens_above_its_first_fiche_when_both_have_room(mots: int) -> None:
    [contexte] = build_dossier(longue(mots), Situation(final=True))
    for section in contexte.sections:
        assert not any(fiche.suite for fiche in section.fiches[1:])
    seconde = contexte.sections[1].fiches[0]
    assert seconde.suite
    assert not contexte.sections[0].fiches[0].suite


@needs_poppler
def test_a_fiche_that_one_page_holds_takes_one_with_its_air() -> None:
    mots = (0, 450, 750)
    places = [place_fiche(build(longue(n), Situation())[0].fiche) for n in mots]
    words = {str(n): render_kind(longue(n), get_kind("fiche_action"), Options())[0].data for n in mots}
    pages = [len(lire(fini.pdf)) for fini in finish(words).values()]
    assert {n for n, place in zip(pages, places, strict=True) if place.aise > 0} == {1}
    assert max(pages) == 2, "the longest shows that the estimate is needed"
