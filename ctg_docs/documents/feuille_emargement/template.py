"""The attendance sheet on the page: landscape, high rows to sign in, blank rows, the privacy line."""

from __future__ import annotations

from ctg_docs.documents._blocs.charte import PAYSAGE
from ctg_docs.documents._blocs.gabarit import Gabarit
from ctg_docs.documents._blocs.gabarit_reunion import add_faits, add_titre_reunion
from ctg_docs.documents._blocs.tableau import Cellule, Tableau
from ctg_docs.documents._blocs.unites import Longueur, Mm

__all__ = ["build_template"]

_HAUTEUR = Mm(11)


def _sheet(largeur: Longueur, *, journee: bool) -> Tableau:
    numero, nom, fonction = Mm(12), Mm(68), Mm(67)
    signatures = ["Signature matin", "Signature après-midi"] if journee else ["Signature"]
    reste = largeur - numero - nom - fonction
    table = Tableau(
        [numero, nom, fonction, *([reste * (1 / len(signatures))] * len(signatures))],
        titre="Feuille d’émargement",
        description="Une personne par ligne, groupées par structure ; la signature est à la dernière colonne.",
        style="GrilleCtg",
    )
    table.entete("N°", "Nom", "Fonction", *signatures)
    vides = [Cellule("")] * len(signatures)
    with table.boucle("for groupe in groupes"):
        table.groupe("{{ groupe.structure }}")
        with table.boucle("for ligne in groupe.lignes"):
            table.ligne(
                "{{ ligne.numero }}", "{{ ligne.nom }}", "{{ ligne.fonction }}", *vides, hauteur=_HAUTEUR
            )
    table.groupe("Autres participants (nom, structure et fonction lisibles)")
    with table.boucle("for numero in lignes_vides"):
        table.ligne("{{ numero }}", "", "", *vides, hauteur=_HAUTEUR)
    return table


def build_template() -> bytes:
    """Return the Word template of the attendance sheet."""
    g = Gabarit("Feuille d’émargement", PAYSAGE)
    add_titre_reunion(g)
    add_faits(g)
    g.paragraphe("**Effectif**\t{{ attendus }}", "Fait")
    g.paragraphe("**Présents**\t\u2026\u2026\u2026 (à compter en fin de réunion)", "Fait")
    g.note("{{ rgpd }}")
    with g.si("journee"):
        g.ajouter_tableau(_sheet(g.page.texte, journee=True))
        g.sinon()
        g.ajouter_tableau(_sheet(g.page.texte, journee=False))
    return g.build()
