"""The act on the page: head, sitting, text, decision in a tinted box, vote, signatures, transmission, appeal."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template of an act."""
    g = Gabarit("Délibération")
    _add_tete(g)
    g.paragraphe("{{ nature_document }}", "TitreActe")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    add_faits(g)
    g.titre(1, "Séance")
    g.paragraphe("{{ ouverture }}")
    with g.boucle("for groupe in membres"):
        g.paragraphe("**{{ groupe.titre }}**\t{{ groupe.noms }}", "Membres")
    _add_texte(g)
    with g.si("vote"):
        _add_vote(g)
    g.paragraphe("{{ fait_a }}", "CorpsSuiviEspace")
    g.signatures("rangs")
    with g.si("titre_suites"):
        g.titre(2, "{{ titre_suites }}")
        add_faits(g, "executoire")
    with g.si("recours"):
        g.note("{{ recours }}")
    return g.build()


def _add_tete(g: Gabarit) -> None:
    with g.si("collectivite.logo"):
        g.paragraphe("{{ collectivite.logo }}", "LettreOrganisme")
    g.paragraphe("{{ collectivite.nom }}", "LettreOrganisme")
    with g.boucle("for ligne in collectivite.lignes"):
        g.paragraphe("{{ ligne }}", "LettreAdresse")


def _add_texte(g: Gabarit) -> None:
    g.titre(1, "Délibéré")
    with g.boucle("for visa in visas"):
        g.paragraphe("{{ visa }}", "Visa")
    with g.boucle("for motif in considerants"):
        g.paragraphe("{{ motif }}", "Visa")
    with g.si("rapport"):
        g.paragraphe("{{ rapport }}", "CorpsSuivi")
    g.paragraphe("{{ decide }}", "Formule")
    with g.boucle("for point in dispositif"):
        g.paragraphe("{{ point }}", "Decision")


def _add_vote(g: Gabarit) -> None:
    table = Tableau(
        [Mm(62), Mm(25), Mm(70)],
        titre="Résultat du vote",
        description="Membres, votants, suffrages exprimés, voix pour et contre, avec le calcul de chaque total.",
        total=True,
    )
    table.entete("Vote", Cellule("Nombre", "TableauEnteteNombre"), "Calcul")
    with table.boucle("for ligne in vote"):
        table.ligne_liee(
            "{{ ligne.libelle }}",
            Cellule("{{ ligne.nombre }}", "TableauNombre"),
            Cellule("{{ ligne.calcul }}", "TableauNote"),
        )
    table.ligne(Cellule("{{ resultat }}", "TableauTotal", 3))
    g.ajouter_tableau(table)
