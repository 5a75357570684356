"""The table of the action plan: the hierarchy in bands, a row per action, subtotals and the total."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["add_plan"]


def add_plan(g: Gabarit, dans: str = "", style: str = "TableauCtg") -> None:
    """Add the table, on a sheet turned to landscape, and the notes that its amounts call for.

    Args:
        g: the template.
        dans: what holds the rows in the context, with its dot.
        style: the style of the table.
    """
    largeurs = [Mm(20), PAYSAGE.texte - Mm(189), Mm(34), Mm(56), Mm(33), Mm(20), Mm(26)]
    table = Tableau(
        largeurs,
        titre="Plan d’actions",
        description="Une ligne par action, sous son enjeu et son objectif ; un sous-total par enjeu.",
        style=style,
        total=True,
        souple=True,
    )
    budget = Cellule("Budget", "TableauEnteteNombre")
    table.entete("N°", "Action", "Pilote", "Partenaires", "Calendrier", "Statut", budget)
    _add_rows(table, f"{dans}lignes")
    with table.si(f"{dans}lignes"):
        table.ligne(*_total(f"{dans}total_lignes"))
    g.ajouter_tableau(table, page=PAYSAGE)
    with g.boucle(f"for note in {dans}notes"):
        g.note("{{ note }}")


def _add_rows(table: Tableau, lignes: str) -> None:
    action = Flux("Tableau")
    action.paragraphe("{{ l.intitule }}")
    with action.boucle("for operation in l.operations"):
        action.paragraphe("{{ operation }}", "TableauPuce")
    with table.boucle(f"for l in {lignes}"), table.si("l.nature == 'enjeu'"):
        table.groupe("{{ l.intitule }}")
        table.sinon("l.nature == 'objectif'")
        table.ligne(
            Cellule("{{ l.code }}", "TableauObjectif"), Cellule("{{ l.intitule }}", "TableauObjectif", 6)
        )
        table.sinon("l.nature == 'vide'")
        table.ligne("–", Cellule("{{ l.intitule }}", "TableauNote", 6))
        table.sinon("l.nature == 'sous_total'")
        table.ligne_liee(*_total("l"), quand="l.lie")
        table.sinon()
        table.ligne_liee(
            "{{ l.code }}",
            Cellule(action),
            "{{ l.pilote }}",
            "{{ l.partenaires }}",
            "{{ l.calendrier }}",
            "{{ l.statut }}",
            Cellule("{{ l.budget }}", "TableauNombre"),
            quand="l.lie",
        )


def _total(ligne: str) -> tuple[Cellule, Cellule]:
    return (
        Cellule(f"{{{{ {ligne}.intitule }}}}", "TableauTotal", 6),
        Cellule(f"{{{{ {ligne}.budget }}}}", "TableauTotalNombre"),
    )
