"""The Word template of the action plan: landscape, a summary per enjeu, then every action on one line."""

from __future__ import annotations

from ctg_docs.documents._communs.plan.gabarit import add_plan
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Plan d’actions", page=PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ chapeau }}", "Chapeau")
    _synthese(g)
    g.titre(1, "Les actions, {{ nom_enjeu | lower }} par {{ nom_enjeu | lower }}")
    add_plan(g)
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
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
