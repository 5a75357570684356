"""The wording that a dossier gives for its acts: printed letter for letter, nothing is ever inserted in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.citations import normalise, sans_vu
from ctg_docs.markdown import echapper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.models.ctg import Ctg

__all__ = ["list_intacts"]


def list_intacts(ctg: Ctg) -> tuple[str, ...]:
    """Return these texts as they are printed: articles, préambule, annexes, avenants, visas and considérants."""
    return tuple(dict.fromkeys(t for t in (*_articles(ctg), *_actes(ctg), *_qualites(ctg)) if t))


def _qualites(ctg: Ctg) -> Iterator[str]:
    """Yield the capacities of those who sign: their party was just named, « Directrice de la Caf » explains nothing."""
    for signataire in (*ctg.signataires, *(s for a in ctg.avenants for s in a.nouveaux_signataires)):
        yield from (echapper(r.qualite) for r in signataire.representants if r.qualite and " " in r.qualite)


def _articles(ctg: Ctg) -> Iterator[str | None]:
    convention = ctg.convention
    yield from (convention.preambule, convention.preambule_complement)
    for modifie in convention.articles:
        yield from (modifie.texte, modifie.complement)
    yield from (a.texte for a in convention.articles_supplementaires)
    yield from (a.texte for a in convention.annexes)
    for avenant in ctg.avenants:
        yield avenant.motif
        yield from (a.texte for a in avenant.annexes)


def _actes(ctg: Ctg) -> Iterator[str]:
    visas = [*ctg.convention.visas, *(v for a in ctg.avenants for v in a.visas)]
    for acte in ctg.deliberations:
        visas += acte.visas
        for motif in acte.considerants:
            yield echapper(re.sub(r"^\s*considérant\s+", "", motif, flags=re.IGNORECASE).rstrip(" ;."))
    for visa in visas:
        yield echapper(normalise(sans_vu(visa))).rstrip(" ;.")
