"""Layout pieces of the meeting papers, shared by their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.charte import TEINTE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_agenda", "add_faits", "add_liste_de_faits", "add_retards", "add_titre_reunion"]


def add_titre_reunion(g: Gabarit) -> None:
    """Add the name of the paper (`nature_document`), the instance and the title of the meeting."""
    g.paragraphe("{{ nature_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")


def add_faits(g: Gabarit, liste: str = "faits") -> None:
    """Add the facts, one a line, labels in a column."""
    with g.boucle(f"for fait in {liste}"):
        g.paragraphe("**{{ fait.etiquette }}**\t{{ fait.texte | liens }}", "Fait")


def add_liste_de_faits(g: Gabarit, etiquette: str, liste: str) -> None:
    """Add a list among the facts, one element a line under one label."""
    with g.boucle(f"for element in {liste}"):
        g.paragraphe(f"**{{{{ '{etiquette}' if loop.first else '' }}}}**\t{{{{ element }}}}", "Fait")


def add_agenda(g: Gabarit) -> None:
    """Add the agenda: hours and durations when the context has `minute`, who speaks when it has `parole`."""
    with g.si("minute"):
        _add_agenda(g, minute=True)
        g.sinon()
        _add_agenda(g, minute=False)


def _add_agenda(g: Gabarit, *, minute: bool) -> None:
    with g.si("parole"):
        g.ajouter_tableau(_agenda(g.page.texte, minute=minute, parole=True))
        g.sinon()
        g.ajouter_tableau(_agenda(g.page.texte, minute=minute, parole=False))


def _agenda(largeur: Longueur, *, minute: bool, parole: bool) -> Tableau:
    heure, duree = ([Mm(16)], [Mm(17)]) if minute else ([], [])
    numero, qui = Mm(10), [Mm(48)] * parole
    reste = largeur - numero - Mm(48 * parole + 33 * minute)
    table = Tableau(
        [*heure, numero, reste, *qui, *duree],
        titre="Ordre du jour",
        description="Un point par ligne, dans l’ordre de la séance ; les pauses ne sont pas numérotées.",
    )
    table.entete(*["Heure"] * minute, "N°", "Point", *["Intervenant"] * parole, *["Durée"] * minute)
    with table.boucle("for ligne in lignes"), table.si("ligne.pause"):
        quand = [Cellule("{{ ligne.heure }}", "PauseAgenda", fond=TEINTE)] * minute
        combien = [Cellule("{{ ligne.duree }}", "PauseAgenda", fond=TEINTE)] * minute
        table.ligne(*quand, Cellule("{{ ligne.titre }}", "PauseAgenda", 2 + parole, TEINTE), *combien)
        table.sinon()
        table.ligne(
            *["{{ ligne.heure }}"] * minute,
            "{{ ligne.numero }}",
            _point(),
            *["{{ ligne.intervenants }}"] * parole,
            *["{{ ligne.duree }}"] * minute,
        )
    return table


def add_retards(g: Gabarit) -> None:
    """Add what earlier meetings asked for and is late, when there is any (`retards`)."""
    quand, qui = (Mm(40), Mm(60)) if g.page.paysage else (Mm(27), Mm(38))
    with g.si("retards"):
        g.titre(1, "Actions en retard")
        g.tableau(
            [
                Colonne("Prise le", quand, "{{ a.reunion }}"),
                Colonne("Qui", qui, "{{ a.qui }}"),
                Colonne("Quoi", g.page.texte - quand - qui - quand, "{{ a.quoi }}"),
                Colonne("Échéance", quand, "{{ a.quand }}"),
            ],
            boucle="for a in retards",
            titre="Actions en retard",
            description="Demandées par une réunion précédente et pas faites au jour dit.",
            legende="",
        )


def _point() -> Flux:
    flux = Flux("Tableau")
    with flux.si("ligne.sous_point"):
        flux.paragraphe("{{ ligne.titre }}", "SousPointAgenda")
        flux.sinon()
        flux.paragraphe("{{ ligne.titre }}", "PointAgenda")
    with flux.si("ligne.texte"):
        flux.paragraphe("{{ ligne.texte }}", "TableauNote")
    return flux
