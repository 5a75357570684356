"""What an avenant says to be the wording in force, held against the convention of the dossier (GEN007)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ctg_docs.french import cle
from ctg_docs.holes import plain
from ctg_docs.problems import Problem, Severity, format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg
    from ctg_docs.models.provenance import CheminDonnee

__all__ = ["misquoted"]

_COUPURE = re.compile(r"\n\s*\n|\[?(?:…|\.\.\.)\]?|\((?:…|\.\.\.)\)")
"""Where a quotation stops and goes on: a new paragraph, « […] »."""


def misquoted(ctg: Ctg, options: Options) -> list[Problem]:
    """Return the old wordings that are neither in the article that they replace nor in an earlier avenant.

    A convention that says the new wording already is consolidated: the old one can't be told from it.
    """
    cites = {m.article for a in ctg.avenants if a.base is None for m in a.modifications if m.ancien}
    return list(_misquoted(ctg, _articles(ctg, options, cites))) if cites else []


def _articles(ctg: Ctg, options: Options, ids: set[str]) -> dict[str, str]:
    """Return the words of these articles as the convention prints them, the objectives of the strategy included."""
    from ctg_docs.documents import get_kind
    from ctg_docs.documents._communs.parties.articles import ordonner_articles

    (page,) = get_kind("convention").build(ctg, options.situation(ctg))
    printed: Any = page
    articles = zip(ordonner_articles(ctg.convention), printed.articles, strict=True)
    return {id: f"{a.mots} {a.enjeux}" for id, a in articles if id in ids}


def _misquoted(ctg: Ctg, articles: dict[str, str]) -> Iterator[Problem]:
    en_vigueur = {id: cle(plain(texte)) for id, texte in articles.items()}
    for i, avenant in enumerate(ctg.avenants):
        if avenant.base is not None:
            continue
        for j, m in enumerate(avenant.modifications):
            texte, nouveau = en_vigueur.get(m.article), cle(plain(m.nouveau))
            if texte is None or nouveau in texte:
                continue
            morceaux = [cle(part) for part in _COUPURE.split(m.ancien or "")]
            if not all(part in texte for part in morceaux):
                chemin: CheminDonnee = ("avenants", i, "modifications", j, "ancien")
                yield Problem(
                    "GEN007",
                    Severity.WARNING,
                    "L’ancienne rédaction citée n’est pas dans cet article, tel que le dossier l’imprime.",
                    ctg.provenance.place(chemin),
                    format_path(chemin),
                    value=(m.ancien or "")[:80],
                    suggestion="Vider `ancien` pour citer l’article tel qu’il est imprimé, ou écrire dans "
                    "`convention.articles` le texte qui a été signé.",
                )
            en_vigueur[m.article] = f"{texte} {nouveau}"
