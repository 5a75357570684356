"""The governance chart as a drawing of native shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.gabarit.dessin import Boite, Dessin, Trait

if TYPE_CHECKING:
    from ctg_docs.documents._communs.gouvernance.organigramme import Organigramme
    from ctg_docs.gabarit.dessin import Couleur

__all__ = ["draw_organigramme"]

_FONDS: Final[dict[str, Couleur]] = {"plein": "accent1", "teinte": "bg2", "blanc": "bg1"}
_STYLES = {"verbe": "SchemaVerbe", "nom": "SchemaNom", "detail": "SchemaDetail", "groupe": "SchemaGroupe"}


def draw_organigramme(chart: Organigramme) -> Dessin:
    """Return the chart, to print in a document."""
    traits = [Trait(t.x1, t.y1, t.x2, t.y2, t.fleche) for t in chart.traits]
    boites = [
        Boite(
            b.x,
            b.y,
            b.largeur,
            b.hauteur,
            fond=_FONDS[b.aspect],
            bord="accent1" if b.aspect == "plein" else "accent3",
            lignes=tuple(
                (ligne.texte, "SchemaVerbePlein" if b.aspect == "plein" else _STYLES[ligne.role])
                for ligne in b.lignes
            ),
            ancre="t" if b.aspect == "teinte" else "ctr",
        )
        for b in chart.boites
    ]
    return Dessin(chart.largeur, chart.hauteur, "Organigramme", chart.texte_alternatif, (*traits, *boites))
