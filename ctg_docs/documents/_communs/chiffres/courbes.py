"""A small curve over the years, to stand in a cell beside the numbers it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from ctg_docs.documents._communs.chiffres.donnees import ecart_dit
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import nombre
from ctg_docs.gabarit.dessin import Boite, Dessin, Polygone, Trait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ctg_docs.models.chiffre import DonneeCle

__all__ = ["LigneEvolution", "build_evolutions", "draw_courbe"]

_LARGEUR: Final = 24.0
_HAUTEUR: Final = 7.0
_POINT: Final = 1.0


class LigneEvolution(Bloc):
    """A key figure over the years."""

    intitule: str
    debut: str
    fin: str
    evolution: str
    courbe: Dessin | None = Field(None, title="Courbe", description="Du premier au dernier point connu")


def build_evolutions(donnees: Sequence[DonneeCle]) -> tuple[LigneEvolution, ...]:
    """Return the figures known in several years."""
    return tuple(
        LigneEvolution(
            intitule=f"{d.intitule} ({d.unite})" if d.unite else d.intitule,
            debut=f"{nombre(d.serie[0].nombre)} ({d.serie[0].annee})",
            fin=f"{nombre(d.serie[-1].nombre)} ({d.serie[-1].annee})",
            evolution=ecart_dit(d),
            courbe=draw_courbe([(v.annee, v.nombre) for v in d.serie]),
        )
        for d in donnees
        if d.serie
    )


def draw_courbe(points: Sequence[tuple[int, Decimal]], cible: Decimal | None = None) -> Dessin | None:
    """Return the curve of some years, its last point marked, the target as a thin line; None below two points."""
    if len(points) < 2:
        return None
    valeurs = [v for _, v in points] + ([cible] if cible is not None else [])
    bas, haut = min(valeurs), max(valeurs)
    debut, fin = points[0][0], points[-1][0]

    def place(annee: int, valeur: Decimal) -> tuple[float, float]:
        part = float((valeur - bas) / (haut - bas)) if haut > bas else 0.5
        x = _POINT + (annee - debut) / max(fin - debut, 1) * (_LARGEUR - 2 * _POINT)
        return x, _HAUTEUR - _POINT - part * (_HAUTEUR - 2 * _POINT)

    ligne = tuple(place(annee, valeur) for annee, valeur in points)
    x, y = ligne[-1]
    visee = () if cible is None else (Trait(0, place(fin, cible)[1], _LARGEUR, place(fin, cible)[1], couleur="accent4", epaisseur=0.5),)  # fmt: skip
    dits = ", ".join(f"{nombre(valeur)} en {annee}" for annee, valeur in points)
    return Dessin(
        _LARGEUR,
        _HAUTEUR,
        "Courbe",
        f"Courbe\u00a0: {dits}" + (f"\u202f; cible {nombre(cible)}." if cible is not None else "."),
        (
            *visee,
            Polygone((ligne,), bord="accent1", epaisseur=1.25, ouvert=True),
            Boite(x - _POINT, y - _POINT, 2 * _POINT, 2 * _POINT, "ellipse", fond="accent1"),
        ),
        repli=False,
    )
