"""The layout of the two papers that speak of many territories: the bordereau of a batch, the table of a department."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne

__all__ = ["build_bordereau", "build_suivi"]


def build_bordereau() -> bytes:
    """Return the Word template of the bordereau of a batch."""
    g = _opened("Bordereau des documents")
    largeur = g.page.texte
    g.tableau(
        [
            Colonne("Territoire", largeur * 0.24, "{{ l.territoire }}"),
            Colonne("État", largeur * 0.09, "{{ l.etat }}"),
            Colonne("Fichiers", largeur * 0.08, "{{ l.fichiers }}", droite=True),
            Colonne("À compléter", largeur * 0.08, "{{ l.manques }}", droite=True),
            Colonne("Ce qui manque ou ne va pas", largeur * 0.26, "{{ l.problemes }}"),
            Colonne("Empreinte", largeur * 0.17, "{{ l.empreinte }}"),
            Colonne("Durée", largeur * 0.08, "{{ l.duree }}", droite=True),
        ],
        boucle="for l in lignes",
        titre="Dossiers du lot",
        description="Une ligne par territoire : état, nombre de fichiers, manques, problèmes, empreinte, durée.",
        vide="Aucun dossier.",
    )
    g.note(
        "L’empreinte SHA-256 de chaque fichier est dans le classeur. Celle d’un territoire est l’empreinte de la liste "
        "de ses fichiers : elle change dès qu’un seul caractère change."
    )
    return g.build()


def build_suivi() -> bytes:
    """Return the Word template of the table of a department."""
    g = _opened("Suivi des conventions territoriales globales")
    largeur = g.page.texte
    g.tableau(
        [
            Colonne("Territoire", largeur * 0.18, "{{ l.territoire }}"),
            Colonne("Urgence", largeur * 0.10, "{{ l.urgence }}"),
            Colonne("État", largeur * 0.09, "{{ l.etat }}"),
            Colonne("Fin", largeur * 0.09, "{{ l.fin }}", droite=True),
            Colonne("Prochaine réunion", largeur * 0.11, "{{ l.reunion }}", droite=True),
            Colonne("Retards", largeur * 0.08, "{{ l.retards }}", droite=True),
            Colonne("À voir", largeur * 0.35, "{{ l.alertes }}"),
        ],
        boucle="for l in lignes",
        titre="Territoires suivis",
        description="Une ligne par territoire, le plus urgent en premier.",
        vide="Aucun territoire.",
    )
    return g.build()


def _opened(titre: str) -> Gabarit:
    g = Gabarit(titre, PAYSAGE)
    g.paragraphe(titre, "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    return g
