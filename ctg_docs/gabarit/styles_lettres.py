"""Styles of letters and meeting papers: letterhead, facts in a row, decision boxes."""

from __future__ import annotations

from ctg_docs.gabarit.charte import ACCENT, GRIS, PRIMAIRE, TEINTE
from ctg_docs.gabarit.styles import Bordure, Style
from ctg_docs.gabarit.unites import Mm, Pt

__all__ = ["STYLES_LETTRES"]

_DECISION = (Bordure("left", ACCENT, Pt(3), Pt(9)),)

STYLES_LETTRES: tuple[Style, ...] = (
    Style("LettreOrganisme", "Lettre organisme", taille=Pt(13), gras=True, couleur=PRIMAIRE, droite=Mm(60),
          garder_suivant=True, ordre=30),
    Style("LettreAdresse", "Lettre adresse", taille=Pt(9.5), couleur=GRIS, droite=Mm(60), interligne=1.05, ordre=30),
    Style("LettreDestinataire", "Lettre destinataire", gauche=Mm(80), interligne=1.05, garder_suivant=True, ordre=30),
    Style("LettreDate", "Lettre date", alignement="right", avant=Mm(1), apres=Mm(1), ordre=30),
    Style("LettreObjet", "Lettre objet", base="Corps", gras=True, avant=Pt(0), apres=Pt(6), ordre=30),
    Style("LettreDestinataireAeree", "Lettre destinataire aérée", base="LettreDestinataire", avant=Mm(14), ordre=30),
    Style("LettreDateAeree", "Lettre date aérée", base="LettreDate", avant=Mm(8), apres=Mm(8), ordre=30),
    Style("LettreObjetAeree", "Lettre objet aérée", base="LettreObjet", apres=Mm(5), ordre=30),
    Style("LettreFormuleAeree", "Lettre formule aérée", base="CorpsSuivi", avant=Mm(4), ordre=30),
    Style("LettreSignature", "Lettre signature", gauche=Mm(80), garder_lignes=True, ordre=30),
    Style("LettreSignatureSuivie", "Lettre signature suivie", base="LettreSignature", garder_suivant=True, ordre=30),
    Style("LettreQualite", "Lettre qualité", base="LettreSignature", avant=Pt(2), apres=Mm(10),
          garder_suivant=True, ordre=30),
    Style("LettreQualiteAeree", "Lettre qualité aérée", base="LettreQualite", avant=Mm(6), apres=Mm(20), ordre=30),
    Style("TitreActe", "Titre d’acte", base="Title", suite="Subtitle", avant=Pt(16), ordre=30),
    Style("Fait", "Fait", base="Corps", gauche=Mm(34), suspension=Mm(34), apres=Pt(1), garder_lignes=True,
          tabulations=(("left", Mm(34), False),), ordre=31),
    Style("Membres", "Membres", base="Corps", gauche=Mm(34), suspension=Mm(34), apres=Pt(3),
          tabulations=(("left", Mm(34), False),), ordre=31),
    Style("LettrePoint", "Lettre point", base="Corps", gauche=Mm(14), suspension=Mm(8), apres=Pt(0),
          garder_lignes=True, tabulations=(("left", Mm(14), False),), ordre=31),
    Style("LettreSousPoint", "Lettre sous-point", base="LettrePoint", gauche=Mm(24), suspension=Mm(10),
          tabulations=(("left", Mm(24), False),), ordre=31),
    Style("LettreReponse", "Lettre réponse", base="Corps", avant=Pt(4), garder_suivant=True, garder_lignes=True,
          ordre=31),
    Style("CorpsSuiviEspace", "Corps suivi espacé", base="CorpsSuivi", avant=Pt(6), ordre=31),
    Style("PointAgenda", "Point d’ordre du jour", base="Tableau", gras=True, ordre=31),
    Style("SousPointAgenda", "Sous-point d’ordre du jour", base="Tableau", gauche=Mm(5), ordre=31),
    Style("PauseAgenda", "Pause d’ordre du jour", base="Tableau", italique=True, couleur=GRIS, ordre=31),
    Style("Decision", "Décision", base="Corps", gauche=Mm(4), droite=Mm(4), fond=TEINTE, bordures=_DECISION,
          garder_lignes=True, apres=Pt(3), ordre=31),
    Style("DecisionTitre", "Décision titre", base="Decision", suite="Decision", gras=True, couleur=PRIMAIRE,
          avant=Pt(9), apres=Pt(0), garder_suivant=True, ordre=31),
    Style("Coupon", "Coupon", base="Corps", avant=Pt(6), apres=Pt(8), garder_lignes=True,
          tabulations=(("right", Mm(140), True),), ordre=31),
)  # fmt: skip
"""Added to the catalogue of every document, so that a letter and a convention look alike."""
