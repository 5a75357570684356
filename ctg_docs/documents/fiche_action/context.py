"""What one fiche action shows alone: one file per fiche, or the one asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.fiches.aisance import aerer, place_fiche
from ctg_docs.documents._communs.fiches.fiches import BlocFiche, bloc_fiche
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import tete
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import majuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

__all__ = ["CONTEXTE", "ContexteFicheAction", "build"]


class ContexteFicheAction(Contexte):
    """One fiche action."""

    fiche: BlocFiche

    def mettre_en_page(self, word: bytes) -> bytes:
        """Return the fiche with air where its page has room."""
        return aerer(word, [place_fiche(self.fiche)])


def _stem(ctg: Ctg, fiche: FicheAction) -> str:
    """Return a name that sorts like the plan: « fiche-action-02-01-03-ouvrir-une-micro-creche »."""
    code = re.sub(r"\d+", lambda m: m[0].zfill(2), ctg.codes_fiches.get(fiche.id, "a-rattacher"))
    return build_stem("fiche-action", code, fiche.id)


def _contexte(ctg: Ctg, fiche: FicheAction, situation: Situation) -> ContexteFicheAction:
    nom = majuscule_initiale(ctg.strategie.nom_fiche)
    code = ctg.codes_fiches.get(fiche.id, "")
    return ContexteFicheAction(
        **tete(
            ctg,
            situation,
            stem=_stem(ctg, fiche),
            titre=" – ".join(part for part in (f"{nom} {code}".strip(), fiche.intitule) if part),
            court=f"{nom} {code}".strip(),
        ),
        fiche=bloc_fiche(ctg, fiche, situation),
    )


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteFicheAction]:
    """Return one context per fiche, in the order of the plan; only the fiche asked for when one is.

    Raises:
        Inapplicable: the dossier has no fiche, or not the one asked for.
    """
    if not ctg.fiches_actions:
        raise Inapplicable("le dossier ne contient aucune fiche action")
    fiches = [f for f in ctg.fiches_ordonnees if situation.action in (None, f.id)]
    if not fiches:
        raise Inapplicable(f"le dossier n’a pas de fiche « {situation.action} »")
    return [_contexte(ctg, fiche, situation) for fiche in fiches]


CONTEXTE = ContexteFicheAction
