"""The table of decisions on the page: landscape, what is still open first."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits, add_retards, add_titre_reunion
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm

__all__ = ["build_template"]


def _decision() -> Flux:
    flux = Flux("Tableau")
    flux.paragraphe("{{ d.texte }}")
    with flux.si("d.vote"):
        flux.paragraphe("{{ d.vote }}", "TableauNote")
    return flux


def _statut() -> Flux:
    flux = Flux("Tableau")
    flux.paragraphe("{{ d.statut }}")
    with flux.si("d.age"):
        flux.paragraphe("{{ d.age }}", "TableauNote")
    return flux


def _taches(largeur: Longueur) -> Tableau:
    table = Tableau(
        [largeur - Mm(50), Mm(50)],
        titre="Ce que chacun doit faire",
        description="Les décisions à appliquer et les actions, groupées par personne.",
    )
    table.entete("Quoi", "Pour quand")
    with table.boucle("for personne in taches"):
        table.groupe("{{ personne.qui }}")
        with table.boucle("for t in personne.taches"):
            table.ligne("{{ t.quoi }}", Cellule("{{ t.quand }}"))
    return table


def build_template() -> bytes:
    """Return the Word template of the table of decisions."""
    g = Gabarit("Relevé de décisions", PAYSAGE)
    add_titre_reunion(g)
    add_faits(g)
    g.paragraphe("{{ resume }}", "Chapeau")
    fin = [
        Colonne("Type", Mm(34), "{{ d.type }}"),
        Colonne("Responsable", Mm(42), "{{ d.responsable }}"),
        Colonne("Échéance", Mm(30), "{{ d.echeance }}"),
        Colonne("Statut", Mm(32), _statut()),
        Colonne("Fiche", Mm(18), "{{ d.fiche }}"),
    ]
    with g.si("ouvertes"):
        g.titre(1, "Suivi des décisions antérieures")
        g.tableau(
            [Colonne("N°", Mm(10), "{{ d.numero }}"), Colonne("Prise le", Mm(30), "{{ d.reunion }}"),
             Colonne("Décision", Mm(51), _decision()), *fin],
            boucle="for d in ouvertes",
            titre="Décisions antérieures encore ouvertes",
            description="De la plus ancienne à la plus récente, avec leur âge.",
            legende="",
        )  # fmt: skip
    add_retards(g)
    with g.si("decisions"):
        g.titre(1, "Décisions de la réunion")
        g.tableau(
            [Colonne("N°", Mm(10), "{{ d.numero }}"), Colonne("Décision", Mm(81), _decision()), *fin],
            boucle="for d in decisions",
            titre="Décisions de la réunion",
            souple=True,
            description="Numérotées dans l’ordre de la séance.",
            legende="",
        )
    with g.si("taches"):
        g.titre(1, "Ce que chacun doit faire")
        g.ajouter_tableau(_taches(g.page.texte))
    return g.build()
