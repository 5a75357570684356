"""The styles of every document, named in French as a Word user expects them.

Built-in styles keep the identifier and the English name that Word knows, and shows translated: « heading 1 »
is « Titre 1 » on a French screen. Change a line here and every document changes.
"""

from __future__ import annotations

from typing import Literal

from ctg_docs.gabarit.charte import (
    ACCENT,
    ENCRE,
    FILET,
    GRIS,
    PAYSAGE,
    POLICE,
    PORTRAIT,
    PRIMAIRE,
    TEINTE,
    TROU,
    Page,
)
from ctg_docs.gabarit.styles import Bordure, Style, write_style
from ctg_docs.gabarit.styles_calendrier import STYLES_CALENDRIER
from ctg_docs.gabarit.styles_fiches import STYLES_FICHES
from ctg_docs.gabarit.styles_lettres import STYLES_LETTRES
from ctg_docs.gabarit.tableaux_styles import TABLE_STYLES
from ctg_docs.gabarit.unites import Longueur, Mm, Pt
from ctg_docs.gabarit.xml import NAMESPACES, el

__all__ = ["CORPS", "INTERLIGNE", "STYLES", "write_styles"]

CORPS, INTERLIGNE = Pt(11), 1.12
"""Size and spacing of what no style sets otherwise."""

_ENCADRE = (
    Bordure("top", TEINTE, Pt(0.5), Pt(6)),
    Bordure("left", PRIMAIRE, Pt(3), Pt(9)),
    Bordure("bottom", TEINTE, Pt(0.5), Pt(6)),
    Bordure("right", TEINTE, Pt(0.5), Pt(9)),
)

_TEXTE = (
    Style("Normal", "Normal", base=None, ordre=1),
    Style("Corps", "Corps", apres=Pt(6), ordre=2),
    Style("CorpsSuivi", "Corps suivi", base="Corps", avant=Pt(3), garder_suivant=True, garder_lignes=True, ordre=3),
    Style("CorpsApresTableau", "Corps après tableau", base="Corps", suite="Corps", avant=Pt(10), ordre=3),
    Style("Chapeau", "Chapeau", base="Corps", taille=Pt(12), couleur=GRIS, apres=Pt(10), ordre=3),
    Style("Formule", "Formule", base="Corps", gras=True, couleur=PRIMAIRE, avant=Pt(14), apres=Pt(8),
          garder_suivant=True, ordre=4),
    Style("Partie", "Partie", base="Corps", gauche=Mm(6), apres=Pt(6), garder_lignes=True,
          bordures=(Bordure("left", FILET, Pt(2.25), Pt(10)),), ordre=4),
    Style("PartieMembre", "Partie membre", base="Corps", liste=(7, 0), apres=Pt(3),
          garder_lignes=True, ordre=4),
    Style("Lien", "Lien entre parties", base="Corps", gauche=Mm(6), italique=True, couleur=GRIS,
          garder_suivant=True, ordre=4),
    Style("Visa", "Visa", base="Corps", apres=Pt(4), garder_lignes=True, ordre=4),
    Style("VisaSuivi", "Visa suivi", base="Visa", garder_suivant=True, ordre=4),
    Style("ListBullet", "List Bullet", base="Corps", liste=(4, 0), apres=Pt(4), ordre=5),
    Style("ListBullet2", "List Bullet 2", base="Corps", liste=(4, 1), apres=Pt(2), ordre=5),
    Style("ListNumber", "List Number", base="Corps", liste=(5, 0), apres=Pt(3), ordre=5),
    Style("Encadre", "Encadré", base="Corps", gauche=Mm(4), droite=Mm(4), fond=TEINTE, bordures=_ENCADRE,
          garder_lignes=True, ordre=6),
    Style("EncadreTitre", "Encadré titre", base="Encadre", suite="Encadre", gras=True, couleur=PRIMAIRE,
          apres=Pt(3), garder_suivant=True, ordre=6),
    Style("Note", "Note", taille=Pt(9), couleur=GRIS, avant=Pt(3), apres=Pt(6), ordre=7),
    Style("Caption", "caption", taille=Pt(10), gras=True, couleur=GRIS, avant=Pt(10), apres=Pt(4),
          garder_suivant=True, sans_coupure=True, ordre=7),
)  # fmt: skip


def _titre(niveau: int, taille: float, avant: float, apres: float, couleur: str) -> Style:
    bordures = (Bordure("bottom", FILET, Pt(0.75), Pt(4)),) if niveau == 1 else ()
    return Style(f"Heading{niveau}", f"heading {niveau}", suite="Corps", taille=Pt(taille), gras=True,
                 couleur=couleur, avant=Pt(avant), apres=Pt(apres), interligne=1.0, garder_suivant=True,
                 garder_lignes=True, sans_coupure=True, niveau=niveau - 1, bordures=bordures,
                 ordre=9)  # fmt: skip


_TITRES = (
    _titre(1, 18, 20, 10, PRIMAIRE),
    _titre(2, 14, 14, 6, PRIMAIRE),
    _titre(3, 12, 10, 4, ENCRE),
    _titre(4, 11, 8, 3, PRIMAIRE),
    Style("TitreNumerote1", "Titre 1 numéroté", base="Heading1", suite="Corps", liste=(1, 0), ordre=10),
    Style("TitreNumerote2", "Titre 2 numéroté", base="Heading2", suite="Corps", liste=(1, 1), ordre=10),
    Style("TitreNumerote3", "Titre 3 numéroté", base="Heading3", suite="Corps", liste=(1, 2), ordre=10),
    Style("Article", "Article", base="Heading2", suite="Corps", liste=(2, 0), ordre=10),
    Style("Annexe", "Annexe", base="Heading1", suite="Corps", liste=(3, 0), saut_avant=True, avant=Pt(0),
          ordre=10),
    Style("AnnexeSuite", "Annexe à la suite", base="Annexe", suite="Corps", saut_avant=False, avant=Pt(26), ordre=10),
    Style("TitrePage", "Titre 1 en haut de page", base="Heading1", suite="Corps", saut_avant=True, avant=Pt(0),
          ordre=10),
    Style("Objectif1", "Objectif 1", base="Corps", suite="Corps", gras=True, gauche=Mm(12), suspension=Mm(12),
          avant=Pt(4), apres=Pt(2), tabulations=(("left", Mm(12), False),), garder_lignes=True, ordre=10),
    Style("Objectif2", "Objectif 2", base="Corps", suite="Corps", gauche=Mm(27), suspension=Mm(15), apres=Pt(2),
          tabulations=(("left", Mm(27), False),), garder_lignes=True, ordre=10),
    Style("Intertitre", "Intertitre", suite="Corps", gras=True, couleur=PRIMAIRE, avant=Pt(8), apres=Pt(3),
          garder_suivant=True, sans_coupure=True, ordre=10),
)  # fmt: skip

_COUVERTURE = (
    Style("Title", "Title", suite="Corps", taille=Pt(24), gras=True, couleur=PRIMAIRE, apres=Pt(8),
          interligne=1.0, sans_coupure=True, garder_suivant=True, ordre=11),
    Style("Subtitle", "Subtitle", suite="Corps", taille=Pt(14), couleur=GRIS, apres=Pt(14), interligne=1.05,
          sans_coupure=True, ordre=11),
    Style("Logos", "Logos", apres=Pt(0), interligne=1.0, gras=True, couleur=GRIS, ordre=12),
    Style("PeriodeCouverture", "Période de couverture", base="Subtitle", taille=Pt(20), gras=True,
          couleur=ACCENT, avant=Mm(38), apres=Pt(20), interligne=1.0, droite=Mm(107), garder_suivant=True,
          bordures=(Bordure("bottom", ACCENT, Pt(4.5), Pt(8)),), ordre=12),
    Style("PeriodePhotographie", "Période au-dessus d’une photographie", base="PeriodeCouverture", avant=Mm(14),
          apres=Pt(14), ordre=12),
    Style("Photographie", "Photographie", avant=Pt(6), apres=Pt(2), interligne=1.0, garder_suivant=True, ordre=12),
    Style("CreditPhotographie", "Crédit de photographie", base="Note", avant=Pt(0), apres=Pt(8), ordre=12),
    Style("TitreCouverture", "Titre de couverture", base="Title", suite="SousTitreCouverture", taille=Pt(30),
          apres=Pt(18), ordre=12),
    Style("SousTitreCouverture", "Sous-titre de couverture", base="Subtitle", taille=Pt(18), couleur=ENCRE,
          apres=Pt(6), ordre=12),
    Style("ComplementCouverture", "Complément de couverture", base="Subtitle", apres=Pt(4), ordre=12),
    Style("PiedCouverture", "Parties de couverture", taille=Pt(10), couleur=GRIS, apres=Pt(2),
          interligne=1.05, ordre=12),
)  # fmt: skip

_TABLEAUX = (
    Style("Tableau", "Tableau", taille=Pt(10), interligne=1.05, ordre=13),
    Style("TableauNombre", "Tableau nombre", base="Tableau", alignement="right", ordre=13),
    Style("TableauLie", "Tableau lié", base="Tableau", garder_suivant=True, ordre=13),
    Style("TableauGrasLie", "Tableau gras lié", base="TableauGras", garder_suivant=True, ordre=13),
    Style("TableauNombreLie", "Tableau nombre lié", base="TableauNombre", garder_suivant=True, ordre=13),
    Style("TableauEntete", "Tableau en-tête", base="Tableau", gras=True, couleur=PRIMAIRE, garder_suivant=True,
          sans_coupure=True, ordre=13),
    Style("TableauEnteteNombre", "Tableau en-tête nombre", base="TableauEntete", alignement="right", ordre=13),
    Style("TableauGroupe", "Tableau groupe", base="Tableau", gras=True, couleur=PRIMAIRE, garder_suivant=True,
          ordre=13),
    Style("TableauObjectif", "Tableau objectif", base="Tableau", gras=True, garder_suivant=True, ordre=13),
    Style("TableauGras", "Tableau gras", base="Tableau", gras=True, ordre=13),
    Style("TableauTotal", "Tableau total", base="Tableau", gras=True, ordre=13),
    Style("TableauTotalNombre", "Tableau total nombre", base="TableauTotal", alignement="right", ordre=13),
    Style("TableauPuce", "Tableau puce", base="Tableau", liste=(6, 0), ordre=13),
    Style("TableauNote", "Tableau note", base="Tableau", taille=Pt(9), couleur=GRIS, ordre=13),
    Style("SignatureOrganisme", "Signature organisme", base="Tableau", gras=True, couleur=PRIMAIRE,
          garder_lignes=True, taille=Pt(10.5), apres=Pt(1), ordre=14),
    Style("SignatureQualite", "Signature qualité", base="Tableau", garder_lignes=True, taille=Pt(10.5),
          ordre=14),
    Style("SignatureNomFin", "Signature nom de fin", base="SignatureNom", garder_suivant=False, ordre=14),
    Style("SignatureBalise", "Signature balise", base="Tableau", taille=Pt(9), couleur=GRIS, garder_suivant=True, ordre=14),
    Style("SignatureNom", "Signature nom", base="Tableau", gras=True, avant=Mm(32), garder_suivant=True,
          taille=Pt(10.5), ordre=14),
    Style("SautSection", "Saut de section", taille=Pt(1), interligne=0.1, visible=False, ordre=90),
)  # fmt: skip


def _pied(style_id: str, nom: str, page: Page) -> Style:
    filet = Bordure("top", FILET, Pt(0.5), Pt(5))
    droite: tuple[Literal["right"], Longueur, bool] = ("right", page.texte, False)
    return Style(style_id, nom, taille=Pt(9), couleur=GRIS, interligne=1.0, bordures=(filet,),
                 tabulations=(droite,), ordre=60)  # fmt: skip


_SYSTEME = (
    Style("TOCHeading", "TOC Heading", suite="Corps", taille=Pt(18), gras=True, couleur=PRIMAIRE,
          apres=Pt(14), interligne=1.0, saut_avant=True, garder_suivant=True,
          bordures=(Bordure("bottom", FILET, Pt(0.75), Pt(4)),), ordre=39),
    Style("TOC1", "toc 1", gras=True, avant=Pt(5), apres=Pt(2),
          tabulations=(("right", PORTRAIT.texte, True),), ordre=39),
    Style("TOC2", "toc 2", gauche=Mm(5), apres=Pt(2),
          tabulations=(("right", PORTRAIT.texte, True),), ordre=39),
    Style("TOC3", "toc 3", gauche=Mm(10), apres=Pt(2), couleur=GRIS, taille=Pt(10),
          tabulations=(("right", PORTRAIT.texte, True),), ordre=39),
    Style("Header", "header", taille=Pt(9), couleur=GRIS, interligne=1.0, ordre=60),
    Style("Mention", "Mention de projet", base="Header", gras=True, couleur=ACCENT, ordre=60),
    _pied("Footer", "footer", PORTRAIT),
    _pied("FooterPaysage", "Pied de page paysage", PAYSAGE),
    Style("Paraphes", "Paraphes", base="Header", gauche=Mm(97), apres=Mm(7), ordre=60),
    Style("FootnoteText", "footnote text", taille=Pt(9), interligne=1.0, ordre=60),
)  # fmt: skip

_CARACTERES = (
    Style("Strong", "Strong", caractere=True, gras=True, ordre=20),
    Style("Emphasis", "Emphasis", caractere=True, italique=True, ordre=20),
    Style("Hyperlink", "Hyperlink", caractere=True, couleur=PRIMAIRE, souligne=True, ordre=20),
    Style("Acompleter", "À compléter", caractere=True, fond=TROU, couleur=ENCRE, gras=True, ordre=20),
    Style("Discret", "Discret", caractere=True, couleur=GRIS, ordre=20),
    Style("Etiquette", "Étiquette", caractere=True, couleur=PRIMAIRE, gras=True, ordre=20),
)

STYLES: tuple[Style, ...] = (
    _TEXTE
    + _TITRES
    + _COUVERTURE
    + _TABLEAUX
    + STYLES_FICHES
    + STYLES_LETTRES
    + STYLES_CALENDRIER
    + _SYSTEME
    + _CARACTERES
)
"""Every paragraph and character style, in the order of the file."""

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{POLICE}" w:eastAsia="{POLICE}" w:hAnsi="{POLICE}" w:cs="{POLICE}"/>'
    f'<w:color w:val="{ENCRE}"/><w:sz w:val="{CORPS.half_points}"/><w:szCs w:val="{CORPS.half_points}"/>'
    '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    f'<w:widowControl/><w:spacing w:before="0" w:after="0" w:line="{round(240 * INTERLIGNE)}" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)

_DEFAULT_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)


def write_styles() -> str:
    """Return styles.xml."""
    body = "".join(write_style(style) for style in STYLES)
    return el("w:styles", None, _DEFAULTS, _DEFAULT_CHARACTER, body, TABLE_STYLES).replace(
        "<w:styles>", f"<w:styles {NAMESPACES}>", 1
    )
