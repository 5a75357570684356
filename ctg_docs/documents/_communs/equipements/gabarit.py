"""The table of the services: by type, each with its manager, its capacity and what is noted of it."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["add_services"]


def add_services(g: Gabarit, dans: str = "") -> None:
    """Add the table, on a sheet turned to landscape.

    Args:
        g: the template.
        dans: what holds the groups in the context, with its dot.
    """
    nom, gestionnaire = Flux("Tableau"), Flux("Tableau")
    nom.paragraphe("{{ e.nom }}", "TableauGras")
    with nom.boucle("for n in e.notes"):
        nom.paragraphe("{{ n }}", "TableauNote")
    gestionnaire.paragraphe("{{ e.gestionnaire }}")
    with gestionnaire.si("e.statut"):
        gestionnaire.paragraphe("{{ e.statut }}", "TableauNote")
    table = Tableau(
        [Mm(76), Mm(52), Mm(34), PAYSAGE.texte - Mm(215), Mm(31), Mm(22)],
        titre="Équipements et services soutenus",
        description="Un service par ligne, sous son type, avec le total du type.",
        souple=True,
    )
    table.entete("Équipement ou service", "Gestionnaire", "Commune", "Capacité", "N° de convention", "Offre")
    with table.boucle(f"for groupe in {dans}groupes"):
        table.groupe("{{ groupe.type }}")
        with table.boucle("for e in groupe.lignes"):
            table.ligne_liee(Cellule(nom), Cellule(gestionnaire), "{{ e.commune }}", "{{ e.capacite }}",
                             "{{ e.convention }}", "{{ e.offre }}", quand="loop.last and groupe.total")  # fmt: skip
        with table.si("groupe.total"):
            table.ligne(Cellule("Total\u00a0: {{ groupe.total }}", "TableauTotal", 6))
    g.ajouter_tableau(table, page=PAYSAGE)
