"""The history on the page: one table, a tinted row per year."""

from __future__ import annotations

from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template of the history."""
    g = Gabarit("Historique")
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    table = Tableau(
        [Mm(36), g.page.texte - Mm(36)],
        titre="Historique",
        description="Une ligne par fait, du plus ancien au plus récent, sous son année.",
    )
    table.entete(Cellule("Date", "TableauEnteteNombre"), "Ce qui s’est passé")
    with table.boucle("for annee in annees"):
        table.groupe("{{ annee.libelle }}", "AnneeHistorique")
        with table.boucle("for f in annee.faits"):
            table.ligne(Cellule("{{ f.date }}", "EvenementDate"), Cellule(_fait()))
    g.ajouter_tableau(table)
    with g.si("marquants"):
        g.note("◆\u00a0: étape marquante.")
    return g.build()


def _fait() -> Flux:
    flux = Flux("Tableau")
    with flux.si("f.marquant"):
        flux.paragraphe("◆\u00a0{{ f.texte }}", "TableauGras")
        flux.sinon()
        flux.paragraphe("{{ f.texte }}")
    with flux.si("f.document"):
        flux.paragraphe("{{ f.document }}", "TableauNote")
    return flux
