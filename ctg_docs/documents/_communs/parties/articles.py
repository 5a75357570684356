"""The articles of the convention of a dossier: which ones, in what order. Their texts belong to the convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.convention import ARTICLES

if TYPE_CHECKING:
    from ctg_docs.models.convention import Convention

__all__ = ["numeroter_article", "ordonner_articles"]


def ordonner_articles(convention: Convention) -> tuple[str, ...]:
    """Return the identifiers in order: the frame less what is removed, each followed by what the dossier adds after it.

    Preliminary articles come first.
    """
    ordre = [id for id in ARTICLES if id not in convention.articles_retires]
    ajouts = {a.id: a for a in convention.articles_supplementaires if not a.preliminaire}
    preliminaires = _preliminaires(convention)
    for ajout in ajouts.values():
        rang = ordre.index(ajout.apres) + 1 if ajout.apres in ordre else len(ordre)
        rang = 0 if ajout.apres in preliminaires else rang
        while rang < len(ordre) and ordre[rang] in ajouts and ajouts[ordre[rang]].apres == ajout.apres:
            rang += 1
        ordre.insert(rang, ajout.id)
    return (*preliminaires, *ordre)


def numeroter_article(convention: Convention, id: str) -> str:
    """Return « article 10 », « article préliminaire »; empty when the convention has no such article."""
    preliminaires, ordre = _preliminaires(convention), ordonner_articles(convention)
    if id in preliminaires:
        return "article préliminaire"
    return f"article\u00a0{ordre.index(id) - len(preliminaires) + 1}" if id in ordre else ""


def _preliminaires(convention: Convention) -> tuple[str, ...]:
    return tuple(a.id for a in convention.articles_supplementaires if a.preliminaire)
