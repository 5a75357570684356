"""The list on one page: a row per délibération, then the day of its publicity."""

from __future__ import annotations

from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Liste des délibérations")
    g.paragraphe("{{ collectivite }}", "LettreOrganisme")
    g.paragraphe("Liste des délibérations examinées", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.tableau(
        [
            Colonne("N°", Mm(28), Cellule("{{ d.numero }}", "TableauGras")),
            Colonne("Objet", g.page.texte - Mm(74), "{{ d.objet }}"),
            Colonne("Décision", Mm(46), "{{ d.sort }}"),
        ],
        boucle="for d in lignes",
        titre="Délibérations examinées",
        legende="",
    )
    g.paragraphe("{{ publicite }}")
    g.note("{{ textes }}")
    return g.build()
