"""Layout pieces of the meeting papers, shared by their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._blocs.charte import TEINTE
from ctg_docs.documents._blocs.flux import Flux
from ctg_docs.documents._blocs.tableau import Cellule, Tableau
from ctg_docs.documents._blocs.unites import Longueur, Mm

if TYPE_CHECKING:
    from ctg_docs.documents._blocs.gabarit import Gabarit

__all__ = ["add_agenda", "add_faits", "add_titre_reunion"]


def add_titre_reunion(g: Gabarit) -> None:
    """Add the name of the paper (`nature_document`), the instance and the title of the meeting."""
    g.paragraphe("{{ nature_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")


def add_faits(g: Gabarit, liste: str = "faits") -> None:
    """Add the facts, one a line, labels in a column."""
    with g.boucle(f"for fait in {liste}"):
        g.paragraphe("**{{ fait.etiquette }}**\t{{ fait.texte }}", "Fait")


def add_agenda(g: Gabarit) -> None:
    """Add the agenda: with hours when the context has `minute`, with natures when it has `natures`."""
    with g.si("minute"):
        _add_variants(g, minute=True)
        g.sinon()
        _add_variants(g, minute=False)


def _add_variants(g: Gabarit, *, minute: bool) -> None:
    with g.si("natures"):
        g.ajouter_tableau(_agenda(g.page.texte, minute=minute, nature=True))
        g.sinon()
        g.ajouter_tableau(_agenda(g.page.texte, minute=minute, nature=False))


def _agenda(largeur: Longueur, *, minute: bool, nature: bool) -> Tableau:
    avant = [("Heure", Mm(19), "{{ ligne.heure }}")] if minute else []
    apres = [("Nature", Mm(24), "{{ ligne.nature }}")] if nature else []
    apres += [("Durée", Mm(18), "{{ ligne.duree }}")] if minute else []
    numero, qui = Mm(12), Mm(42)
    reste = largeur - numero - qui
    for _, width, _ in (*avant, *apres):
        reste = reste - width
    table = Tableau(
        [*(w for _, w, _ in avant), numero, reste, qui, *(w for _, w, _ in apres)],
        titre="Ordre du jour",
        description="Un point par ligne, dans l’ordre de la séance ; les pauses ne sont pas numérotées.",
    )
    table.entete(*(t for t, _, _ in avant), "N°", "Point", "Intervenant", *(t for t, _, _ in apres))
    with table.boucle("for ligne in lignes"), table.si("ligne.pause"):
        debut = [Cellule(c, "PauseAgenda", fond=TEINTE) for _, _, c in avant]
        fin = [Cellule(c, "PauseAgenda", fond=TEINTE) for t, _, c in apres if t == "Durée"]
        etendue = len(table.largeurs) - len(debut) - len(fin)
        table.ligne(*debut, Cellule("{{ ligne.titre }}", "PauseAgenda", etendue, TEINTE), *fin)
        table.sinon()
        table.ligne(
            *(c for _, _, c in avant),
            "{{ ligne.numero }}",
            _point(),
            "{{ ligne.intervenants }}",
            *(c for _, _, c in apres),
        )
    return table


def _point() -> Flux:
    flux = Flux("Tableau")
    with flux.si("ligne.sous_point"):
        flux.paragraphe("{{ ligne.titre }}", "SousPointAgenda")
        flux.sinon()
        flux.paragraphe("{{ ligne.titre }}", "PointAgenda")
    with flux.si("ligne.texte"):
        flux.paragraphe("{{ ligne.texte }}", "TableauNote")
    return flux
