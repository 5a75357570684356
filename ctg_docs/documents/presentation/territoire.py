"""The slide of the territory: its figures in large type, beside its map or a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.carte.dessin import DIAPO, build_carte
from ctg_docs.documents._communs.carte.dessin import Carte as CarteDessinee
from ctg_docs.documents._communs.chiffres.donnees import build_cartes, build_donnees
from ctg_docs.documents._communs.chiffres.graphiques import build_graphiques
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.presentation.diapo import Carte, Diapo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["tell_figures"]

_CARTES_MAX = 6
"""Cards of a slide; the chart takes the place of two, the map of half of them; the notes tell all."""


def tell_figures(ctg: Ctg, situation: Situation) -> Iterator[Diapo]:
    """Yield the figures put forward in large type beside the map, else beside the first chart that they make."""
    donnees = ctg.diagnostic.donnees if ctg.diagnostic else ()
    cartes_ = [c for rangee in build_cartes(donnees) for c in rangee]
    figures = build_graphiques(ctg.territoire.nom, donnees)
    carte = _map(ctg, situation)
    if not (cartes_ or figures or carte):
        return
    montrees = cartes_[: _CARTES_MAX // 2 if carte else _CARTES_MAX - 2 if figures else _CARTES_MAX]
    boites = tuple(
        Carte(titre=f"{c.valeur}\u00a0{c.unite}", lignes=(c.libelle,), note=c.repere)
        if len(c.unite) == 1
        else Carte(titre=c.valeur, lignes=tuple(t for t in (c.unite, c.libelle) if t), note=c.repere)
        for c in montrees
    )
    notes = " ".join(
        f"{d.intitule}\u00a0: {', '.join((d.valeur, *d.comparaison))}."
        for d in build_donnees(donnees)
        if d.intitule
    )
    if carte:
        yield Diapo(
            forme="carte",
            titre="Le territoire en chiffres" if boites else "Le territoire",
            carte=carte.dessin,
            cartes=tuple(
                Carte(
                    titre=f"{c.valeur}\u00a0{c.unite}".strip(),
                    lignes=(f"{c.libelle} ({c.repere})" if c.repere else c.libelle,),
                )
                for c in montrees
            ),
            remarque=carte.note,
            commentaire=notes or carte.dessin.alt,
        )
        return
    yield Diapo(
        forme="chiffres",
        titre="Le territoire en chiffres",
        chapeau=figures[0].titre if figures else "",
        cartes=boites,
        graphique=figures[0].graphique if figures else None,
        commentaire=notes,
    )


def _map(ctg: Ctg, situation: Situation) -> CarteDessinee | None:
    """Return the map where it can be drawn; the portrait and the convention say why it can't."""
    try:
        found = build_carte(ctg, situation, DIAPO)
    except Inapplicable:
        return None
    return found if isinstance(found, CarteDessinee) else None
