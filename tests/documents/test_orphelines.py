"""Pages through the real converter: none nearly empty, nothing parted, fiches of two pages at most; the page is named.

`python -m tests.documents.test_orphelines` reads every document of every kind × example, draft and final (`make
campaign`); the suite a share that covers every kind and every example.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.engine.pdf.making import Finished, finish
from ctg_docs.models import Ctg
from ctg_docs.steps.render import render_kind
from tests.documents.feuilles import fautes, lire
from tests.documents.tailles import TAILLES, a_la_taille
from tests.documents.test_kinds import EXEMPLES, WORD_KINDS, dossier

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads the text of PDFs with poppler")

COMPLET = "pays-auvrelle"
CONNUES = ("« Article 8 – Évaluation » (H2) séparé de sa suite",)
"""What LibreOffice 7.4 parts although the style keeps it with the next paragraph, under a table cut by the page: Word doesn't."""


def _part() -> Iterator[tuple[str, str, bool]]:
    """Every kind of the complete example; a quarter of them in each of the others, in turn; those of sizes."""
    yield from ((COMPLET, kind, True) for kind in WORD_KINDS)
    autres = [exemple for exemple in EXEMPLES if exemple != COMPLET]
    yield from ((autres[rang % len(autres)], kind, bool(rang % 3)) for rang, kind in enumerate(WORD_KINDS))
    yield from ((taille, kinds[0], False) for taille, kinds in TAILLES.items())


def _tout() -> Iterator[tuple[str, str, bool]]:
    yield from product(EXEMPLES, WORD_KINDS, (False, True))
    yield from ((t, kind, final) for t, kinds in TAILLES.items() for kind in kinds for final in (False, True))


def _ctg(nom: str) -> Ctg:
    return a_la_taille(nom) if nom in TAILLES else dossier(nom)


def faits(voulus: Iterable[tuple[str, str, bool]], *, plus: int) -> dict[str, Finished]:
    """Return the documents, finished by one start of the converter; `plus` of each kind at most."""
    words = {}
    for nom, kind, final in voulus:
        with suppress(Inapplicable):
            made = render_kind(_ctg(nom), get_kind(kind), replace(Options(), final=final))
            for document in [d for d in made if d.name.endswith(".docx")][-plus:]:
                words[f"{nom} {kind} {'final' if final else 'projet'} {document.name}"] = document.data
    return finish(words)


def fautes_de(fini: Finished) -> list[str]:
    """Return what is wrong with the pages of a document, what is known left out."""
    return [faute for faute in fautes(fini.word, fini.pdf) if not faute.endswith(CONNUES)]


@cache
def part() -> dict[str, Finished]:
    return faits(_part(), plus=1)


def test_every_kind_and_every_example_is_read() -> None:
    lus = {tuple(nom.split()[:2]) for nom in part()}
    assert {kind for _, kind in lus} == set(WORD_KINDS) - {"a_lire", "bordereau"}
    assert {exemple for exemple, _ in lus} == {*EXEMPLES, *TAILLES}


def test_no_page_is_nearly_empty_or_half_blank_and_nothing_is_parted() -> None:
    assert {nom: found for nom, fini in part().items() if (found := fautes_de(fini))} == {}


@pytest.mark.parametrize("kind", ["convention", "fiches_actions"])
def test_a_fiche_takes_two_pages_at_most(kind: str) -> None:
    [pdf] = [fini.pdf for nom, fini in part().items() if nom.startswith(f"{COMPLET} {kind} ")]
    codes = sorted(set(dossier(COMPLET).codes_fiches.values()))
    pages = [[texte.replace("\u00a0", " ") for _, texte in page.lignes] for page in lire(pdf)]
    debuts = {
        code: max(
            r for r, page in enumerate(pages) if page and page[0].startswith(code.replace("\u00a0", " "))
        )
        for code in codes
    }
    fins = {
        code: next(
            r
            for r in range(debut, len(pages))
            if any(re.match("Version .* (rédigée|\\[)", li) for li in pages[r])
        )
        for code, debut in debuts.items()
    }
    assert {code: fins[code] - debuts[code] + 1 for code in codes if fins[code] - debuts[code] > 1} == {}


if __name__ == "__main__":
    trouvees = {nom: found for nom, fini in faits(_tout(), plus=1000).items() if (found := fautes_de(fini))}
    sys.stdout.writelines(f"{nom} : {faute}\n" for nom, found in trouvees.items() for faute in found)
    sys.exit(bool(trouvees))
