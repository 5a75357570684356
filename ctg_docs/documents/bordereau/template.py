"""The layout of the bordereau: a landscape table of pieces, and how to check them."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Bordereau des pièces", PAYSAGE)
    g.paragraphe("Bordereau des pièces", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    largeur = g.page.texte
    g.tableau(
        [
            Colonne("N°", largeur * 0.05, "{{ p.numero }}"),
            Colonne("Pièce", largeur * 0.24, "{{ p.titre }}"),
            Colonne("Fichier", largeur * 0.25, "{{ p.fichier }}"),
            Colonne("Pages", largeur * 0.07, "{{ p.pages }}", droite=True),
            Colonne("Début", largeur * 0.07, "{{ p.debut }}", droite=True),
            Colonne("Empreinte SHA-256", largeur * 0.32, "{{ p.empreinte }}"),
        ],
        boucle="for p in lignes",
        titre="Pièces du dossier de signature",
        description="Une ligne par fichier : rang, titre, nom du fichier, nombre de pages, première page dans le "
        "fichier complet, empreinte.",
        vide="Néant",
    )
    g.titre(1, "Vérifier les pièces")
    g.paragraphe(
        "L’empreinte d’un fichier change dès qu’un seul de ses caractères change. La commande "
        "« ctg-docs verify », donnée avec le répertoire du dossier, recalcule les empreintes et dit ce qui a changé ; "
        "« sha256sum » sous Linux, « shasum -a 256 » sous macOS et « certutil -hashfile » sous Windows font le même calcul."
    )
    with g.si("annexes"):
        g.titre(1, "Annexes de {{ acte }}")
        g.paragraphe("{% for annexe in annexes %}{{ annexe }} {% endfor %}")
    g.titre(1, "Parties à {{ acte }}")
    g.paragraphe("{% for partie in parties %}{{ partie }} {% endfor %}")
    return g.build()
