"""The minutes on the page: attendance, one chapter per item, tinted decisions, what is to be done, signatures."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits, add_titre_reunion
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm
from ctg_docs.gabarit.xml import runs

__all__ = ["build_template"]


def _presences(largeur: Longueur) -> Tableau:
    table = Tableau(
        [Mm(48), Mm(56), largeur - Mm(104)],
        titre="Présences",
        description="Une personne par ligne, groupées par état de présence puis par structure.",
    )
    table.entete("Nom", "Structure", "Fonction")
    with table.boucle("for groupe in presences"):
        table.groupe("{{ groupe.titre }}")
        with table.boucle("for personne in groupe.personnes"):
            table.ligne("{{ personne.nom }}", "{{ personne.structure }}", Cellule(_fonction()))
    return table


def _fonction() -> Flux:
    flux = Flux("Tableau")
    with flux.si("personne.note"):
        flux.paragraphe("{{ personne.note }}")
        flux.sinon()
        flux.paragraphe("{{ personne.fonction or '–' }}")
    return flux


def _add_decisions(g: Gabarit, liste: str) -> None:
    with g.boucle(f"for d in {liste}"):
        g.paragraphe("Décision n°\u00a0{{ d.numero }}", "DecisionTitre")
        _add_line(g, "{{ d.texte }}", before="d.vote or d.suite")
        with g.si("d.vote"):
            _add_line(g, "{{ d.vote }}.", before="d.suite")
        with g.si("d.suite"):
            g.paragraphe("{{ d.suite }}.", "Decision")


def _add_line(g: Gabarit, line: str, *, before: str) -> None:
    """Add a line of a decision, on the page of the next one when there is one."""
    with g.si(before):
        g.brut(runs(line), "Decision", lie=True)
        g.sinon()
        g.paragraphe(line, "Decision")


def _add_point(g: Gabarit) -> None:
    with g.si("point.pause"):
        g.paragraphe("{{ point.titre }}", "PauseAgenda")
        g.sinon("point.sous_point")
        g.titre(2, "{{ point.titre }}", "numero")
        g.sinon()
        g.titre(1, "{{ point.titre }}", "numero")
    with g.si("point.intervenants"):
        g.note("{{ point.intervenants }}")
    with g.si("point.echanges"):
        g.riche("point.echanges")
    with g.si("point.sans_echange"):
        g.note("Aucun échange noté.")
    _add_decisions(g, "point.decisions")
    with g.si("point.conclusions"):
        g.paragraphe("Sur l’ensemble du point", "Intertitre")
        _add_decisions(g, "point.conclusions")


def build_template() -> bytes:
    """Return the Word template of the minutes."""
    g = Gabarit("Compte rendu")
    add_titre_reunion(g)
    add_faits(g)
    with g.si("introduction"):
        g.paragraphe("Ouverture de la séance", "Intertitre")
        g.riche("introduction")
    g.titre(1, "Présences")
    g.paragraphe("{{ resume_presences }}", "CorpsSuivi")
    with g.si("presences"):
        g.ajouter_tableau(_presences(g.page.texte))
    with g.si("approbation"):
        g.paragraphe("Compte rendu précédent", "Intertitre")
        g.paragraphe("{{ approbation }}")
    with g.boucle("for point in points"):
        _add_point(g)
    with g.si("decisions_libres"):
        g.titre(1, "Autres décisions")
        _add_decisions(g, "decisions_libres")
    with g.si("questions_diverses"):
        g.titre(1, "Questions diverses")
        g.riche("questions_diverses")
    with g.si("actions"):
        g.titre(1, "Actions à faire")
        g.tableau(
            [
                Colonne("Qui", Mm(48), "{{ a.qui }}"),
                Colonne("Quoi", Mm(77), "{{ a.quoi }}"),
                Colonne("Quand", Mm(32), "{{ a.quand }}"),
            ],
            boucle="for a in actions",
            titre="Actions à faire",
            description="Qui fait quoi, pour quand.",
            legende="",
        )
    with g.si("approbation_tacite"):
        g.note("{{ approbation_tacite }}")
    g.paragraphe("{{ cloture }}", "CorpsSuiviEspace")
    with g.si("prochaine"):
        g.paragraphe("{{ prochaine }}", "CorpsSuivi")
    g.signatures("rangs")
    return g.build()
