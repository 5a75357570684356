"""The slide of the territory: its figures in large type, beside a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.chiffres.donnees import build_cartes, build_donnees
from ctg_docs.documents._communs.chiffres.graphiques import build_graphiques
from ctg_docs.documents.presentation.diapo import Carte, Diapo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.models.ctg import Ctg

__all__ = ["tell_figures"]

_CARTES_MAX = 6
"""Cards of a slide; the chart takes the place of two."""


def tell_figures(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the figures put forward in large type, beside the first chart that they make."""
    donnees = ctg.diagnostic.donnees if ctg.diagnostic else ()
    cartes_ = [c for rangee in build_cartes(donnees) for c in rangee]
    figures = build_graphiques(ctg.territoire.nom, donnees)
    if not cartes_ and not figures:
        return
    montrees = cartes_[: _CARTES_MAX if not figures else _CARTES_MAX - 2]
    yield Diapo(
        forme="chiffres",
        titre="Le territoire en chiffres",
        chapeau=figures[0].titre if figures else "",
        cartes=tuple(
            Carte(titre=f"{c.valeur}\u00a0{c.unite}", lignes=(c.libelle,), note=c.repere)
            if len(c.unite) == 1
            else Carte(titre=c.valeur, lignes=tuple(t for t in (c.unite, c.libelle) if t), note=c.repere)
            for c in montrees
        ),
        graphique=figures[0].graphique if figures else None,
        commentaire=" ".join(
            f"{d.intitule}\u00a0: {', '.join((d.valeur, *d.comparaison))}."
            for d in build_donnees(donnees)
            if d.intitule
        ),
    )
