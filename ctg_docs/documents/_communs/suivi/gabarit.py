"""Layout pieces of the reviews: a chart under its caption, progress and budget by enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_avancement", "add_budget", "add_graphique"]


_COLONNES = (
    ("Réalisées", Mm(19)),
    ("En cours", Mm(17)),
    ("En difficulté", Mm(21)),
    ("À venir", Mm(16)),
    ("Abandons", Mm(19)),
)
"""Heads of the counts, in the order of the groups of statuses."""


def add_graphique(g: Gabarit, champ: str, legende: str, *, seul: bool = False) -> None:
    """Add the chart named by a field, under its caption, when there is one; `seul` when it may end a page before its table."""
    with g.si(champ):
        g.paragraphe(legende, "Caption")
        g.paragraphe(f"{{{{ {champ} }}}}", "GraphiqueSeul" if seul else "Graphique")


def add_avancement(g: Gabarit) -> None:
    """Add the counts of actions by enjeu and status: list `avancement`, total `avancement_total`."""
    nombre = len(_COLONNES)
    droite, total = "TableauEnteteNombre", "TableauTotalNombre"
    largeurs = [*(largeur for _, largeur in _COLONNES), Mm(13), Mm(14)]
    table = Tableau(
        [g.page.texte - sum(largeurs, Mm(0)), *largeurs],
        titre="Avancement par enjeu",
        souple=True,
        description="Nombre d’actions par statut, total et part des actions réalisées.",
        total=True,
    )
    table.entete(
        "{{ nom_enjeu }}",
        *(Cellule(titre, droite) for titre, _ in _COLONNES),
        Cellule("Total", droite),
        Cellule("Taux", droite),
    )
    with table.boucle("for ligne in avancement"):
        table.ligne_liee(*_nombres("ligne", nombre, "Tableau", "TableauNombre"))
    table.ligne(*_nombres("avancement_total", nombre, "TableauTotal", total))
    g.ajouter_tableau(table)
    g.note("Taux\u00a0: part des actions réalisées, actions abandonnées non comptées.")


def _nombres(ligne: str, nombre: int, texte: str, droite: str) -> list[Cellule]:
    return [
        Cellule(f"{{{{ {ligne}.enjeu }}}}", texte),
        *(Cellule(f"{{{{ {ligne}.nombres[{i}] }}}}", droite) for i in range(nombre)),
        Cellule(f"{{{{ {ligne}.total }}}}", droite),
        Cellule(f"{{{{ {ligne}.taux }}}}", droite),
    ]


def add_budget(g: Gabarit, *, annee: bool) -> None:
    """Add planned and spent by enjeu: list `budget`, total `budget_total`.

    Args:
        g: the template.
        annee: True to show the year `annee` beside the whole plan.
    """
    colonnes = (
        {"prevu": ("Prévu {{ annee }}", Mm(25)), "depense": ("Dépensé {{ annee }}", Mm(25))} if annee else {}
    )
    colonnes |= {
        "plan": ("Plan entier", Mm(26)),
        "cumul": ("Dépensé depuis le début", Mm(28)),
        "taux": ("Taux", Mm(15)),
    }
    reste = g.page.texte - sum((largeur for _, largeur in colonnes.values()), Mm(0))
    g.tableau(
        [
            Colonne("{{ nom_enjeu }}", reste, "{{ b.enjeu }}"),
            *(Colonne(t, largeur, f"{{{{ b.{c} }}}}", droite=True) for c, (t, largeur) in colonnes.items()),
        ],
        boucle="for b in budget",
        titre="Budget par enjeu",
        description="Montants prévus et dépensés de chaque enjeu.",
        legende="",
        total=_total(["enjeu", *colonnes]),
    )
    prevu = "Prévu\u00a0: lignes du plan de financement datées de l’année. " if annee else ""
    g.note(
        f"{prevu}Taux\u00a0: part du plan entier déjà dépensée. Montants arrondis à l’euro. Un tiret\u00a0: montant inconnu."
    )


def _total(champs: Sequence[str]) -> list[str]:
    return [f"{{{{ budget_total.{champ} }}}}" for champ in champs]
