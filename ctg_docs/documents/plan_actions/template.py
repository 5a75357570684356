"""The Word template of the action plan: landscape, a summary per enjeu, then every action on one line."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]

_DROITE, _TOTAL = "TableauEnteteNombre", "TableauTotalNombre"


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Plan d’actions", page=PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ chapeau }}", "Chapeau")
    _synthese(g)
    g.titre(1, "Les actions, {{ nom_enjeu | lower }} par {{ nom_enjeu | lower }}")
    g.ajouter_tableau(_actions(g))
    with g.boucle("for note in notes"):
        g.note("{{ note }}")
    return g.build()


def _synthese(g: Gabarit) -> None:
    g.titre(1, "En bref")
    reste = g.page.texte - Mm(117)
    champs = ("enjeu", "actions", "realisees", "budget", "part")
    g.tableau(
        [
            Colonne("{{ nom_enjeu }}", reste, "{{ s.enjeu }}"),
            Colonne("Actions", Mm(22), "{{ s.actions }}", droite=True),
            Colonne("Réalisées", Mm(25), "{{ s.realisees }}", droite=True),
            Colonne("Budget prévisionnel", Mm(45), "{{ s.budget }}", droite=True),
            Colonne("Part", Mm(25), "{{ s.part }}", droite=True),
        ],
        boucle="for s in synthese",
        titre="Le plan par enjeu",
        description="Nombre d’actions, budget prévisionnel et part du budget de chaque enjeu.",
        legende="",
        total=[f"{{{{ total.{champ} }}}}" for champ in champs],
    )


def _actions(g: Gabarit) -> Tableau:
    titre = Flux("Tableau")
    titre.paragraphe("{{ l.intitule }}")
    with titre.boucle("for operation in l.operations"):
        titre.paragraphe("{{ operation }}", "TableauPuce")
    table = Tableau(
        [Mm(20), g.page.texte - Mm(189), Mm(34), Mm(56), Mm(33), Mm(20), Mm(26)],
        titre="Plan d’actions",
        description="Une ligne par action, sous son enjeu et son objectif ; un sous-total par enjeu.",
        total=True,
        souple=True,
    )
    table.entete(
        "N°",
        "Action et opérations",
        "Pilote",
        "Partenaires",
        "Calendrier",
        "Statut",
        Cellule("Budget", _DROITE),
    )
    with table.boucle("for l in lignes"), table.si("l.nature == 'enjeu'"):
        table.groupe("{{ l.intitule }}")
        table.sinon("l.nature == 'objectif'")
        table.ligne(
            Cellule("{{ l.code }}", "TableauObjectif"), Cellule("{{ l.intitule }}", "TableauObjectif", 6)
        )
        table.sinon("l.nature == 'vide'")
        table.ligne("–", Cellule("{{ l.intitule }}", "TableauNote", 6))
        table.sinon("l.nature == 'sous_total'")
        table.ligne_liee(*_ligne_totale("l"), quand="l.lie")
        table.sinon()
        table.ligne_liee(
            "{{ l.code }}",
            Cellule(titre),
            "{{ l.pilote }}",
            "{{ l.partenaires }}",
            "{{ l.calendrier }}",
            "{{ l.statut }}",
            Cellule("{{ l.budget }}", "TableauNombre"),
            quand="l.lie",
        )
    table.ligne(*_ligne_totale("total_lignes"))
    return table


def _ligne_totale(ligne: str) -> tuple[Cellule, Cellule]:
    return (
        Cellule(f"{{{{ {ligne}.intitule }}}}", "TableauTotal", 6),
        Cellule(f"{{{{ {ligne}.budget }}}}", _TOTAL),
    )
