"""The pages of the annexes on the territory, its services, its actions: diagnosis, equipments, plan."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.cellules import puces
from ctg_docs.documents._communs.chiffres.gabarit import add_cartes, add_donnees, add_graphiques
from ctg_docs.documents._communs.equipements.gabarit import add_services
from ctg_docs.documents._communs.fiches.gabarit import add_fiche
from ctg_docs.documents._communs.plan.gabarit import add_plan
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["add_diagnostic", "add_equipements", "add_fiches", "add_plan_et_moyens"]


def add_diagnostic(g: Gabarit) -> None:
    """Add the text, the key figures, the findings by theme, the communes."""
    with g.si("annexe.diagnostic.texte"):
        g.riche("annexe.diagnostic.texte")
    with g.si("annexe.diagnostic.donnees"):
        g.titre(2, "Données clés")
        add_cartes(g, "annexe.diagnostic.cartes")
        add_graphiques(g, "annexe.diagnostic.graphiques")
        add_donnees(g, "annexe.diagnostic.donnees")
    _add_constats(g)
    _add_communes(g)


def _add_constats(g: Gabarit) -> None:
    with g.si("annexe.diagnostic.constats"):
        g.titre(2, "Constats par thématique")
    with g.boucle("for c in annexe.diagnostic.constats"):
        g.titre(3, "{{ c.titre }}")
        with g.si("c.texte"):
            g.riche("c.texte", "CorpsSuivi")
        with g.si("c.tableau"):
            table = Tableau([Mm(52), Mm(52), Mm(53)], titre="Atouts, points à améliorer et besoins")
            table.entete("Atouts", "Points à améliorer", "Besoins prioritaires")
            table.ligne(puces("c.atouts"), puces("c.faiblesses"), puces("c.besoins"))
            g.ajouter_tableau(table)


def _add_communes(g: Gabarit) -> None:
    with g.si("annexe.diagnostic.communes"):
        g.titre(2, "Communes du territoire")
        g.carte("annexe.diagnostic.carte")
        g.tableau(
            [
                Colonne("Commune", Mm(60), "{{ c.nom }}"),
                Colonne("Secteur", Mm(45), "{{ c.secteur }}"),
                Colonne("Code Insee", Mm(25), "{{ c.code_insee }}", droite=True),
                Colonne("Habitants", Mm(27), "{{ c.population }}", droite=True),
            ],
            boucle="for c in annexe.diagnostic.communes",
            titre="Communes du territoire",
            souple=True,
            legende="",
            total=["Ensemble du territoire", "", "", "{{ annexe.diagnostic.population }}"],
        )


def add_equipements(g: Gabarit) -> None:
    """Add the services by type, then the bonus year by year."""
    g.paragraphe("{{ annexe.equipements.total }}", "CorpsSuivi")
    add_services(g, dans="annexe.equipements.")
    with g.si("annexe.equipements.bonus"):
        g.tableau(
            [
                Colonne("Équipement ou service", Mm(87), "{{ b.nom }}"),
                Colonne("Montant de chaque année", Mm(110), "{{ b.bonus | join('\u202f; ') }}"),
                Colonne("Source", Mm(50), "{{ b.source or '–' }}"),
            ],
            boucle="for b in annexe.equipements.bonus",
            titre="Bonus territoire",
            page=PAYSAGE,
            style="TableauSerre",
            souple=True,
        )


def add_plan_et_moyens(g: Gabarit) -> None:
    """Add the hierarchy with its actions and subtotals, then who pays."""
    add_plan(g, dans="annexe.plan.", style="TableauSerre")
    _add_financeurs(g)


def _add_financeurs(g: Gabarit) -> None:
    with g.si("annexe.plan.financeurs"):
        g.tableau(
            [
                Colonne("Financeur", Mm(107), "{{ l.financeur }}"),
                Colonne("Acquis", Mm(35), "{{ l.acquis }}", droite=True),
                Colonne("Sollicité", Mm(35), "{{ l.sollicite }}", droite=True),
                Colonne("À définir", Mm(35), "{{ l.a_definir }}", droite=True),
                Colonne("Total", Mm(35), "{{ l.total }}", droite=True),
            ],
            boucle="for l in annexe.plan.financeurs",
            titre="Moyens financiers mobilisés, par financeur",
            souple=True,
            total=["Total", "", "", "", "{{ annexe.plan.total_financeurs }}"],
            solidaire=True,
            page=PAYSAGE,
            style="TableauSerre",
        )


def add_fiches(g: Gabarit) -> None:
    """Add the list of the fiches, unless they are few, then each on its own page."""
    with g.si("annexe.fiches.liste"):
        g.tableau(
            [
                Colonne("N°", Mm(23), "{{ fiche.code }}"),
                Colonne("Intitulé", Mm(92), "{{ fiche.intitule }}"),
                Colonne("Pilote", Mm(42), "{{ annexe.fiches.pilotes[loop.index0] }}"),
            ],
            boucle="for fiche in annexe.fiches.fiches",
            titre="Liste des fiches",
        )
    with g.boucle("for fiche in annexe.fiches.fiches"):
        add_fiche(g, jointe=True)
