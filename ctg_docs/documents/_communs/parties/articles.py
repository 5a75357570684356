"""The articles of the convention of a dossier: which ones, in what order. Their texts belong to the convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.convention import ARTICLES

if TYPE_CHECKING:
    from ctg_docs.models.convention import Convention

__all__ = ["ordonner_articles"]


def ordonner_articles(convention: Convention) -> tuple[str, ...]:
    """Return the identifiers in order: the frame less what is removed, each followed by what the dossier adds after it."""
    ordre = [id for id in ARTICLES if id not in convention.articles_retires]
    ajouts = {a.id: a for a in convention.articles_supplementaires}
    for ajout in convention.articles_supplementaires:
        rang = ordre.index(ajout.apres) + 1 if ajout.apres in ordre else len(ordre)
        while rang < len(ordre) and ordre[rang] in ajouts and ajouts[ordre[rang]].apres == ajout.apres:
            rang += 1
        ordre.insert(rang, ajout.id)
    return tuple(ordre)
