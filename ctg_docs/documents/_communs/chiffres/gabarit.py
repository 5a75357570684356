"""Layout pieces of the key figures: cards in large type, charts under their titles, what changed over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.chiffres.donnees import CARTES_PAR_RANG
from ctg_docs.gabarit.charte import TEINTE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import texte

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_cartes", "add_donnees", "add_evolutions", "add_graphiques"]


def add_cartes(g: Gabarit, champ: str) -> None:
    """Add the cards of a list of rows, three a row; a row that is short is wider."""
    with g.boucle(f"for rangee in {champ}"):
        for nombre in range(1, CARTES_PAR_RANG + 1):
            with g.si(f"rangee | length == {nombre}"):
                table = Tableau(
                    [g.page.texte * (1 / nombre)] * nombre,
                    titre="Chiffres clés",
                    description="Un chiffre par case, ce qu’il compte, puis à quoi le comparer.",
                    style="CartesCtg",
                )
                table.ligne(*(Cellule(_carte(rang), fond=TEINTE) for rang in range(nombre)))
                g.ajouter_tableau(table)


def _carte(rang: int) -> Flux:
    flux = Flux("Tableau")
    grand, petit = (
        texte(f"{{{{ rangee[{rang}].valeur }}}}"),
        texte(f" {{{{ rangee[{rang}].unite }}}}", "ChiffreUnite"),
    )
    flux.brut(grand + petit, "ChiffreCle")
    flux.paragraphe(f"{{{{ rangee[{rang}].libelle }}}}", "ChiffreLibelle")
    with flux.si(f"rangee[{rang}].repere"):
        flux.paragraphe(f"{{{{ rangee[{rang}].repere }}}}", "ChiffreRepere")
    return flux


def add_graphiques(g: Gabarit, champ: str) -> None:
    """Add the charts of a list, each under its title."""
    with g.boucle(f"for figure in {champ}"):
        g.paragraphe("{{ figure.titre }}", "Caption")
        g.paragraphe("{{ figure.graphique }}", "GraphiqueSeul")


def add_donnees(g: Gabarit, champ: str, *, serre: bool = False) -> None:
    """Add every figure as a row: what the charts draw, in words; `serre` for a page that ends with it."""
    texte_, groupe = ("FicheTableau", "FicheGroupe") if serre else ("Tableau", "TableauGroupe")
    table = Tableau(
        [Mm(54), Mm(32), Mm(43), Mm(28)],
        titre="Données clés du territoire",
        description="Sous chaque domaine, ses données : valeur, comparaisons, source.",
        style="TableauSerre" if serre else "TableauCtg",
        texte=texte_,
        souple=True,
    )
    table.entete("Donnée", Cellule("Valeur", f"{texte_}EnteteNombre"), "Comparaison", "Source")
    with table.boucle(f"for d in {champ}"), table.si("d.groupe"):
        table.groupe("{{ d.groupe }}", groupe)
        table.sinon()
        table.ligne(
            "{{ d.intitule }}",
            Cellule("{{ d.valeur }}", f"{texte_}Nombre"),
            Cellule(_comparaisons(texte_)),
            "{{ d.source }}",
        )
    g.ajouter_tableau(table)


def _comparaisons(style: str) -> Flux:
    flux = Flux(style)
    with flux.boucle("for c in d.comparaison"):
        flux.paragraphe("{{ c }}")
        flux.sinon()
        flux.paragraphe("–")
    return flux


def add_evolutions(g: Gabarit, champ: str) -> None:
    """Add what changed over the years, with its curve."""
    courbe = Flux("Tableau")
    with courbe.si("e.courbe"):
        courbe.paragraphe("{{ e.courbe }}", "Tableau")
    g.tableau(
        [
            Colonne("Donnée", Mm(54), "{{ e.intitule }}"),
            Colonne("Première valeur", Mm(27), "{{ e.debut }}", droite=True),
            Colonne("Courbe", Mm(28), courbe),
            Colonne("Dernière valeur", Mm(27), "{{ e.fin }}", droite=True),
            Colonne("Évolution", Mm(21), "{{ e.evolution }}"),
        ],
        boucle=f"for e in {champ}",
        titre="Le territoire au fil des années",
        description="Première et dernière valeur connues, courbe entre les deux, évolution.",
        legende="",
    )
