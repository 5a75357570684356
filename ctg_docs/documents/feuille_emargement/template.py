"""The attendance sheet on the page: high rows to sign in, blank rows, the privacy line."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits, add_titre_reunion
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm

__all__ = ["build_template"]

_HAUTEUR = Mm(11)


def _nom() -> Flux:
    flux = Flux("Tableau")
    flux.paragraphe("{{ ligne.nom }}")
    with flux.si("ligne.fonction"):
        flux.paragraphe("{{ ligne.fonction }}", "TableauNote")
    return flux


def _sheet(largeur: Longueur, *, journee: bool) -> Tableau:
    numero, nom, structure = Mm(10), Mm(50), Mm(39 if journee else 53)
    signatures = ["Signature matin", "Signature après-midi"] if journee else ["Signature"]
    reste = largeur - numero - nom - structure
    table = Tableau(
        [numero, nom, structure, *([reste * (1 / len(signatures))] * len(signatures))],
        titre="Feuille d’émargement",
        description="Une personne par ligne, dans l’ordre des structures ; la dernière colonne reçoit la signature.",
        style="GrilleCtg",
    )
    table.entete("N°", "Nom et fonction", "Structure", *signatures)
    vides = [Cellule("")] * len(signatures)
    with table.boucle("for ligne in lignes"):
        table.ligne("{{ ligne.numero }}", _nom(), "{{ ligne.structure }}", *vides, hauteur=_HAUTEUR)
    table.groupe(
        "{{ 'Autres participants' if lignes else 'Participants' }} (nom, fonction et structure lisibles)"
    )
    with table.boucle("for numero in lignes_vides"):
        table.ligne("{{ numero }}", "", "", *vides, hauteur=_HAUTEUR)
    return table


def build_template() -> bytes:
    """Return the Word template of the attendance sheet."""
    g = Gabarit("Feuille d’émargement")
    add_titre_reunion(g)
    add_faits(g)
    g.paragraphe("**Effectif**\t{{ attendus }}", "Fait")
    g.paragraphe("**Présents**\t\u2026\u2026\u2026 (à compter en fin de réunion)", "Fait")
    g.note("{{ rgpd | liens }}")
    with g.si("journee"):
        g.ajouter_tableau(_sheet(g.page.texte, journee=True))
        g.sinon()
        g.ajouter_tableau(_sheet(g.page.texte, journee=False))
    return g.build()
