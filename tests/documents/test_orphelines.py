"""Pages through the real converter: none nearly empty, nothing parted, fiches of two pages at most; the page is named.

`python -m tests.documents.test_orphelines` reads every document of every kind × example, draft and final (`make
campaign`); the suite a share that covers every kind and every example.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents.convention.context import build
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.options import Options
from ctg_docs.engine.pdf.making import Finished, finish
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.parametres import PresentationFiches
from ctg_docs.steps.render import render_kind
from tests.documents.feuilles import BAS, Feuille, fautes, lire
from tests.documents.tailles import TAILLES, a_la_taille
from tests.documents.test_kinds import EXEMPLES, WORD_KINDS, dossier
from tests.office import needs_poppler

pytestmark = needs_poppler

COMPLET = "pays-auvrelle"


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


@cache
def part() -> dict[str, Finished]:
    return faits(_part(), plus=1)


def test_every_kind_and_every_example_is_read() -> None:
    lus = {tuple(nom.split()[:2]) for nom in part()}
    assert {kind for _, kind in lus} == set(WORD_KINDS) - {"a_lire", "bordereau"}
    assert {exemple for exemple, _ in lus} == {*EXEMPLES, *TAILLES}


def test_no_page_is_nearly_empty_or_half_blank_and_nothing_is_parted() -> None:
    assert {nom: found for nom, fini in part().items() if (found := fautes(fini.word, fini.pdf))} == {}


_VERSION = re.compile(r"Version .* (rédigée|\[)")
"""The last line of a fiche, but in an act."""


def pages_par_fiche(pdf: bytes, ctg: Ctg) -> dict[str, int]:
    """Return how many pages each fiche takes, by its code; a convention joins those of its day."""
    pages = [[texte.replace("\u00a0", " ") for _, texte in page.lignes] for page in lire(pdf)]
    debuts = {
        code: max(places)
        for code in sorted(set(ctg.codes_fiches.values()))
        if (places := [r for r, p in enumerate(pages) if p and p[0].startswith(code.replace("\u00a0", " "))])
    }
    ends = sorted([*debuts.values(), *(r for r, p in enumerate(pages) if p and p[0].startswith("Annexe "))])
    fins = {}
    for code, debut in debuts.items():
        apres = next((e for e in ends if e > debut), len(pages))
        signee = [r for r in range(debut, apres) if any(_VERSION.match(li) for li in pages[r])]
        fins[code] = signee[0] if signee else apres - 1
    return {code: fins[code] - debuts[code] + 1 for code in debuts}


@pytest.mark.parametrize("kind", ["convention", "fiches_actions"])
def test_a_fiche_takes_two_pages_at_most(kind: str) -> None:
    [pdf] = [fini.pdf for nom, fini in part().items() if nom.startswith(f"{COMPLET} {kind} ")]
    assert max(pages_par_fiche(pdf, dossier(COMPLET)).values()) <= 2


_ESSENTIEL = {
    "id", "intitule", "rattachement", "pilote", "publics_cibles", "constat", "descriptif", "calendrier", "statut", "version",
    "date_version", "redacteur", "objectifs", "resultats_attendus", "budget", "thematiques",
}  # fmt: skip


def _simple(fiche: FicheAction) -> FicheAction:
    """Return a fiche with what every one says, two objectives, two indicators, and nothing else."""
    vides = {
        nom: champ.get_default(call_default_factory=True)
        for nom, champ in type(fiche).model_fields.items()
        if nom not in _ESSENTIEL
    }
    return fiche.model_copy(update={**vides, "indicateurs": fiche.indicateurs[:2]})


def test_a_simple_fiche_takes_one_page_and_so_do_most_when_they_are_compact() -> None:
    whole = dossier(COMPLET)
    simple = whole.model_copy(update={"fiches_actions": (_simple(whole.fiches_actions[0]),)})
    parametres = whole.parametres.model_copy(update={"presentation_fiches": PresentationFiches.COMPACTE})
    compacte = whole.model_copy(
        update={"parametres": parametres, "fiches_actions": whole.fiches_actions[1:9]}
    )
    options = replace(Options(), final=True)
    words = {
        nom: render_kind(ctg, get_kind("fiches_actions"), options)[0].data
        for nom, ctg in (("simple", simple), ("compacte", compacte))
    }
    faits_ = finish(words)
    assert set(pages_par_fiche(faits_["simple"].pdf, simple).values()) == {1}
    compactes = list(pages_par_fiche(faits_["compacte"].pdf, compacte).values())
    assert max(compactes) <= 2
    assert compactes.count(1) >= 0.6 * len(compactes)
    assert fautes(faits_["compacte"].word, faits_["compacte"].pdf) == []


def test_a_portrait_takes_two_to_four_pages() -> None:
    pages = [len(lire(fini.pdf)) for nom, fini in part().items() if " portrait_territoire " in nom]
    assert pages
    assert all(2 <= n <= 4 for n in pages)


def _textes(page: Feuille) -> list[str]:
    return [texte.replace("\u00a0", " ") for _, texte in page.lignes]


def test_the_table_of_sigles_stands_under_the_contents_when_the_page_holds_it() -> None:
    partages = 0
    for nom, fini in part().items():
        pages = lire(fini.pdf)
        numero = next((n for n, p in enumerate(pages) if "Table des sigles" in _textes(p)), 0)
        if numero and _textes(pages[numero])[0] == "Table des sigles":
            avant, page = pages[numero - 1], pages[numero]
            reste = page.hauteur - BAS - max(bas for bas, _ in avant.lignes)
            besoin = max(bas for bas, _ in page.lignes) - page.lignes[0][0]
            assert besoin > reste, f"{nom} : {besoin:.0f} points, {reste:.0f} libres sous le sommaire"
        partages += bool(numero) and _textes(pages[numero])[0] != "Table des sigles"
    assert partages


def test_short_annexes_share_a_page_and_the_others_begin_one() -> None:
    [contexte] = build(dossier(COMPLET), Situation(final=True))
    [pdf] = [fini.pdf for nom, fini in part().items() if nom.startswith(f"{COMPLET} convention ")]
    pages = [_textes(page) for page in lire(pdf)]
    assert any(annexe.suite for annexe in contexte.annexes)
    avant = -1
    for rang, annexe in enumerate(contexte.annexes, 1):
        titre = f"Annexe {rang} – {annexe.titre}"
        numero, ligne = next((n, page.index(titre)) for n, page in enumerate(pages) if titre in page)
        assert (bool(ligne), numero == avant) == (annexe.suite, annexe.suite), titre
        avant = numero


if __name__ == "__main__":
    trouvees = {
        nom: found
        for nom, fini in faits(_tout(), plus=1000).items()
        if (found := fautes(fini.word, fini.pdf))
    }
    sys.stdout.writelines(f"{nom} : {faute}\n" for nom, found in trouvees.items() for faute in found)
    sys.exit(bool(trouvees))
