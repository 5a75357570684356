"""Sigles and legal texts of documents: developed at the first use, listed in a table when they are many.

One pass over the texts of a context, in the order of its pages. What it adds stands beside the words of the dossier
and never replaces them: taking it away gives the text back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from ctg_docs.documents._communs.sigles.intacts import list_intacts
from ctg_docs.documents._communs.sigles.passages import replace_passages
from ctg_docs.documents._communs.sigles.releve import Releve, Usages, compile_formes
from ctg_docs.documents.contexte import Contexte, ContexteDeTableaux, ContexteLong, LigneSigle
from ctg_docs.french import cle, majuscule_initiale
from ctg_docs.models.lexique import build_lexique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.models.ctg import Ctg

__all__ = ["SEUIL_TABLE", "develop_sigles", "key_sigles"]

C = TypeVar("C", bound=Contexte)

SEUIL_TABLE: Final = 5
"""From this number of sigles on, a table helps the reader."""


def develop_sigles(contextes: Iterable[C], ctg: Ctg) -> list[C]:
    """Return the contexts with their sigles developed and, in long documents, their table.

    Args:
        contextes: the documents, each on its own: what one explains is unknown to the reader of the next.
        ctg: the dossier, for its sigles, its names and the wording that it wants intact.
    """
    usages = _usages(ctg)
    return [_develop(contexte, usages) for contexte in contextes]


def key_sigles(contextes: Iterable[Contexte], ctg: Ctg) -> list[Contexte]:
    """Return the contexts with the key of the sigles that nothing in them explains; the title of all says what a CTG is."""
    usages = _usages(ctg)
    return [_keyed(c, usages) if isinstance(c, ContexteDeTableaux) else c for c in contextes]


def _keyed(contexte: ContexteDeTableaux, usages: Usages) -> ContexteDeTableaux:
    releve = Releve(contexte, usages)
    noms = {releve.employes[s]: releve.lexique[s].nom for s in releve.inexpliques if s != "CTG"}
    dits = [
        f"{graphie}\u00a0: {nom}" for graphie, nom in sorted(noms.items(), key=lambda paire: cle(paire[0]))
    ]
    texte = "\u202f; ".join(dits)
    return contexte.model_copy(update={"cle_sigles": f"Sigles – {texte}." if texte else ""})


def _develop(contexte: C, usages: Usages) -> C:
    releve = Releve(contexte, usages)
    contexte = replace_passages(contexte, releve.ajouts)
    if isinstance(contexte, ContexteLong) and len(releve.employes) >= SEUIL_TABLE:
        return contexte.model_copy(update={"sigles": _table(releve)})
    return contexte


def _table(releve: Releve) -> tuple[LigneSigle, ...]:
    """Return the sigles used, in alphabetical order, as the document first spells them."""
    lignes = (
        LigneSigle(sigle=graphie, sens=majuscule_initiale(releve.lexique[sigle].nom))
        for sigle, graphie in releve.employes.items()
    )
    return tuple(sorted(lignes, key=lambda ligne: cle(ligne.sigle)))


def _usages(ctg: Ctg) -> Usages:
    lexique = build_lexique(ctg)
    formes = compile_formes(lexique)
    return Usages(lexique, formes, _noms_propres(ctg, formes), list_intacts(ctg))


def _noms_propres(ctg: Ctg, formes: re.Pattern[str]) -> re.Pattern[str]:
    """Return what finds the names that hold a sigle: « Caf des Deux-Sèvres », « MSA Poitou »."""
    noms = [n for o in ctg.organismes for n in (o.nom, _sans_article(o.nom_court or ""))]
    noms += [_sans_article(s.nom_court or "") for s in ctg.signataires]
    noms += [*(i.nom for i in ctg.gouvernance.instances), *(p.nom for p in ctg.articulation.projets)]
    portes = {n for n in noms if formes.search(n) and not formes.fullmatch(n)}
    return re.compile("|".join(map(re.escape, sorted(portes, reverse=True))) or "(?!)", re.IGNORECASE)


def _sans_article(nom: str) -> str:
    return re.sub("^(?:la |le |les |l’)", "", nom, flags=re.IGNORECASE)
