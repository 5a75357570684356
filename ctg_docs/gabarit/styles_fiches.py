"""Styles of the plan: the band of a fiche action, its rubrics, its years; the key figures of a review."""

from __future__ import annotations

from ctg_docs.gabarit.charte import ENCRE, GRIS, PRIMAIRE, TEINTE
from ctg_docs.gabarit.styles import Bordure, Style
from ctg_docs.gabarit.unites import Mm, Pt

__all__ = ["STYLES_FICHES"]

_BANDE = (
    Bordure("top", TEINTE, Pt(0.5), Pt(6)),
    Bordure("left", PRIMAIRE, Pt(6), Pt(8)),
    Bordure("bottom", TEINTE, Pt(0.5), Pt(6)),
)
"""The same on the title and on the lines under it, so that Word draws one band."""

STYLES_FICHES: tuple[Style, ...] = (
    Style("FicheTitre", "Fiche titre", base="Heading2", suite="FicheFil", taille=Pt(15), fond=TEINTE,
          gauche=Mm(5), avant=Pt(0), apres=Pt(0), bordures=_BANDE, saut_avant=True, ordre=32),
    Style("FicheTitreSeule", "Fiche titre (seule)", base="FicheTitre", suite="FicheFil", niveau=0, ordre=32),
    Style("FicheTitreSuite", "Fiche titre (suite)", base="FicheTitre", suite="FicheFil", saut_avant=False, avant=Pt(10), ordre=32),
    Style("FicheFil", "Fiche rattachement", taille=Pt(9), couleur=GRIS, fond=TEINTE, gauche=Mm(5),
          bordures=_BANDE, garder_suivant=True, garder_lignes=True, interligne=1.0, ordre=32),
    Style("FicheRubrique", "Fiche rubrique", base="Heading3", suite="Corps", taille=Pt(11), couleur=PRIMAIRE,
          avant=Pt(1), apres=Pt(0), interligne=1.0, ordre=32),
    Style("FicheRubriqueSeule", "Fiche rubrique (seule)", base="FicheRubrique", suite="Corps", niveau=1,
          ordre=32),
    Style("FichePuce", "Fiche puce", base="ListBullet", taille=Pt(9), gauche=Mm(4), suspension=Mm(4), apres=Pt(0),
          interligne=0.9, ordre=32),
    Style("FicheTexte", "Fiche texte", base="Corps", taille=Pt(10), apres=Pt(2), interligne=1.0, ordre=32),
    Style("FicheTableau", "Tableau de fiche", base="Tableau", taille=Pt(9), interligne=0.9, ordre=32),
    Style("FicheNote", "Tableau de fiche note", base="FicheTableau", couleur=GRIS, ordre=32),
    Style("FicheTableauNombre", "Tableau de fiche nombre", base="FicheTableau", alignement="right", ordre=32),
    Style("FicheGroupe", "Tableau de fiche groupe", base="FicheTableau", gras=True, couleur=PRIMAIRE,
          garder_suivant=True, ordre=32),
    Style("FicheTotal", "Tableau de fiche total", base="FicheTableau", gras=True, ordre=32),
    Style("FicheTotalNombre", "Tableau de fiche total nombre", base="FicheTotal", alignement="right", ordre=32),
    Style("FicheTableauEntete", "Tableau de fiche en-tête", base="TableauEntete", taille=Pt(9), interligne=0.9,
          ordre=32),
    Style("FicheTableauEnteteNombre", "Tableau de fiche en-tête nombre", base="FicheTableauEntete",
          alignement="right", ordre=32),
    Style("TableauLibelle", "Tableau libellé", base="FicheTableau", gras=True, ordre=32),
    Style("FicheFait", "Fiche fait", base="FicheTableau", gras=True, ordre=32),
    Style("CaseActive", "Année active", base="Tableau", gras=True, couleur="FFFFFF", fond=PRIMAIRE,
          alignement="center", avant=Pt(1), apres=Pt(1), ordre=32),
    Style("FicheLegende", "Fiche légende", base="FicheTableau", couleur=GRIS,
          garder_suivant=True, ordre=32),
    Style("EtapeFaite", "Étape faite", base="FicheTableau", gras=True, couleur="FFFFFF", fond=PRIMAIRE,
          garder_suivant=True, ordre=32),
    Style("EtapeAFaire", "Étape à faire", base="FicheTableau", gras=True, fond=TEINTE, garder_suivant=True, ordre=32),
    Style("CaseVide", "Année vide", base="Tableau", alignement="center", couleur=GRIS, avant=Pt(1), apres=Pt(1),
          ordre=32),
    Style("CaseEntete", "Année", base="TableauEntete", alignement="center", ordre=32),
    Style("ChiffreCle", "Chiffre clé", taille=Pt(22), gras=True, couleur=PRIMAIRE, interligne=1.0,
          garder_suivant=True, ordre=33),
    Style("ChiffreLibelle", "Chiffre clé libellé", taille=Pt(9.5), couleur=GRIS, interligne=1.05, ordre=33),
    Style("ChiffreRepere", "Chiffre clé repère", base="ChiffreLibelle", couleur=ENCRE, avant=Pt(2), ordre=33),
    Style("CarteNom", "Carte nom", taille=Pt(9), alignement="center", interligne=0.9, ordre=33),
    Style("CarteLegende", "Carte légende", taille=Pt(9), interligne=0.9, ordre=33),
    Style("GraphiqueSeul", "Graphique seul", avant=Pt(2), apres=Pt(6), interligne=1.0, ordre=33),
    Style("Graphique", "Graphique", avant=Pt(2), apres=Pt(6), interligne=1.0, garder_suivant=True, ordre=33),
    Style("ChiffreUnite", "Chiffre clé unité", caractere=True, gras=True, taille=Pt(11), couleur=PRIMAIRE, ordre=34),
    Style("CodeFiche", "Code de fiche", caractere=True, gras=True, taille=Pt(20), couleur=PRIMAIRE, ordre=34),
)  # fmt: skip
"""Added to the catalogue of every document, so that a fiche and a convention look alike."""
