"""Styles of what is drawn: bars of a planning, boxes of an organisation chart, years of a history."""

from __future__ import annotations

from ctg_docs.gabarit.charte import ACCENT, ENCRE, FILET, GRIS, PRIMAIRE, TEINTE
from ctg_docs.gabarit.styles import Bordure, Style
from ctg_docs.gabarit.unites import Mm, Pt

__all__ = ["STYLES_CALENDRIER"]


_CONTOUR = (Bordure("top", PRIMAIRE, Pt(0.75), Pt(0)), Bordure("bottom", PRIMAIRE, Pt(0.75), Pt(0)))


def _barre(style_id: str, nom: str, couleur: str, fond: str | None, *, hachure: bool = False) -> Style:
    return Style(style_id, nom, base="Tableau", taille=Pt(9), gras=True, couleur=couleur, fond=fond, hachure=hachure,
                 alignement="center", interligne=1.0, avant=Pt(1), apres=Pt(1), sans_coupure=True,
                 bordures=_CONTOUR if fond else (), ordre=35)  # fmt: skip


STYLES_CALENDRIER: tuple[Style, ...] = (
    _barre("BarreFaite", "Barre faite", "FFFFFF", PRIMAIRE),
    _barre("BarreEnCours", "Barre en cours", ENCRE, FILET),
    _barre("BarrePrevue", "Barre prévue", PRIMAIRE, TEINTE),
    _barre("BarreAConfirmer", "Barre à confirmer", ENCRE, "FFFFFF", hachure=True),
    _barre("Jalon", "Jalon", ACCENT, None),
    _barre("BarreVide", "Barre vide", GRIS, None),
    Style("Etape", "Étape", base="Tableau", gauche=Mm(1.5), droite=Mm(1), ordre=35),
    Style("EtapeNote", "Étape note", base="TableauNote", gauche=Mm(1.5), droite=Mm(1), ordre=35),
    Style("EtapeGroupe", "Étape groupe", base="TableauGroupe", gauche=Mm(1.5), ordre=35),
    Style("EtapeADater", "Étape à dater", base="Tableau", italique=True, couleur=GRIS, alignement="center", ordre=35),
    Style("Periode", "Période", base="TableauEntete", alignement="center", ordre=35),
    Style("PeriodeEtape", "Période étape", base="TableauEntete", gauche=Mm(1.5), ordre=35),
    Style("Schema", "Schéma", apres=Pt(4), interligne=1.0, garder_suivant=True, ordre=36),
    Style("SchemaNom", "Schéma nom", taille=Pt(9), gras=True, couleur=PRIMAIRE, interligne=1.0, ordre=36),
    Style("SchemaDetail", "Schéma détail", taille=Pt(9), interligne=1.0, ordre=36),
    Style("SchemaVerbe", "Schéma verbe", taille=Pt(9), gras=True, couleur=ACCENT, interligne=1.0, ordre=36),
    Style("SchemaVerbePlein", "Schéma verbe sur fond plein", base="SchemaVerbe", couleur="FFFFFF",
          alignement="center", ordre=36),
    Style("SchemaGroupe", "Schéma groupe", taille=Pt(9), gras=True, couleur=PRIMAIRE, interligne=1.0,
          alignement="center", ordre=36),
    Style("AnneeHistorique", "Année d’historique", base="TableauGroupe", taille=Pt(13), avant=Pt(2), ordre=37),
    Style("EvenementDate", "Date d’événement", base="TableauNombre", gras=True, couleur=PRIMAIRE, ordre=37),
)  # fmt: skip
"""Added to the catalogue of every document, so that a planning and a convention look alike."""
