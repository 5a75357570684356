"""The governance on the page: the chart first, then the same facts in a table, then each instance."""

from __future__ import annotations

from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template of the governance."""
    g = Gabarit("Gouvernance")
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    with g.si("introduction"):
        g.riche("introduction", "Chapeau")
        g.sinon()
        g.paragraphe("{{ resume }}", "Chapeau")
    with g.si("organigramme"):
        g.titre(1, "Qui fait quoi")
        g.paragraphe("{{ organigramme }}", "Schema")
        with g.si("legende"):
            g.note("{{ legende }}")
    _composition(g)
    with g.si("details"):
        g.titre(1, "Membres et règles")
    with g.boucle("for i in details"):
        _instance(g)
    _reunions(g)
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
    return g.build()


def _lignes(liste: str, style: str) -> Flux:
    flux = Flux("Tableau")
    with flux.boucle(f"for element in {liste}"):
        flux.paragraphe("{{ element }}", style)
    return flux


def _composition(g: Gabarit) -> None:
    nom = Flux("Tableau")
    nom.paragraphe("{{ i.nom }}", "TableauGras")
    with nom.si("i.groupes"):
        nom.paragraphe("{{ i.groupes }}", "TableauNote")
    with nom.si("i.propose_a"):
        nom.paragraphe("propose {{ i.propose_a }}", "TableauNote")
    g.titre(1, "Composition des instances")
    g.tableau(
        [
            Colonne("Instance", Mm(45), nom),
            Colonne("Ce qu’elle fait", Mm(32), _lignes("i.verbes", "Tableau")),
            Colonne("Composition", Mm(55), _lignes("i.composition", "TableauPuce")),
            Colonne("Réunions", Mm(25), "{{ i.frequence }}"),
        ],
        boucle="for i in instances",
        titre="Composition des instances",
        souple=True,
        description="Les mêmes faits que l’organigramme, de l’instance qui valide aux groupes de travail.",
        legende="",
    )


def _instance(g: Gabarit) -> None:
    g.titre(2, "{{ i.nom }}")
    with g.si("i.objectif"):
        g.paragraphe("Objectif suivi\u00a0: {{ i.objectif }}.", "CorpsSuivi")
    g.puces_de("for m in i.missions", "{{ m }}")
    with g.si("i.regles"):
        g.paragraphe("Règles", "Intertitre")
        g.puces_de("for r in i.regles", "{{ r }}")
    with g.si("i.membres"):
        g.tableau(
            [
                Colonne("Nom", Mm(50), Cellule("{{ m.nom }}", "TableauGras")),
                Colonne("Structure", Mm(57), "{{ m.structure }}"),
                Colonne("Rôle", Mm(50), "{{ m.role }}"),
            ],
            boucle="for m in i.membres",
            titre="Membres",
            description="Nom, structure et rôle de chaque membre de l’instance.",
            legende="{{ i.nombre }}",
        )


def _reunions(g: Gabarit) -> None:
    with g.si("reunions"):
        g.titre(1, "Calendrier des réunions")
        titre = Flux("Tableau")
        titre.paragraphe("{{ r.titre }}")
        with titre.si("r.lieu"):
            titre.paragraphe("{{ r.lieu }}", "TableauNote")
        g.tableau(
            [
                Colonne("Date", Mm(37), "{{ r.quand }}"),
                Colonne("Réunion et lieu", Mm(82), titre),
                Colonne("Instance", Mm(20), "{{ r.instance }}"),
                Colonne("État", Mm(18), "{{ r.etat }}"),
            ],
            boucle="for r in reunions",
            titre="Calendrier des réunions",
            souple=True,
            description="Dans l’ordre du temps, les réunions sans date à la fin.",
            legende="",
        )
