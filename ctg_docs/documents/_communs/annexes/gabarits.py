"""The annexes in their order, each a section of its own that turns the sheets if it must."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.gabarit_schema import add_schema
from ctg_docs.documents._communs.annexes.gabarits_actions import (
    add_diagnostic,
    add_equipements,
    add_fiches,
    add_plan_et_moyens,
)
from ctg_docs.documents._communs.annexes.gabarits_pilotage import (
    add_cooperateurs,
    add_deliberations,
    add_evaluation,
    add_gouvernance,
)
from ctg_docs.gabarit.charte import PAYSAGE, PORTRAIT
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_annexes"]

_CONTENUS = (
    ("diagnostic", add_diagnostic),
    ("equipements", add_equipements),
    ("plan", add_plan_et_moyens),
    ("fiches", add_fiches),
    ("gouvernance", add_gouvernance),
    ("cooperateurs", add_cooperateurs),
    ("evaluation", add_evaluation),
    ("deliberations", add_deliberations),
    ("schema_enfance", add_schema),
)


def add_annexes(g: Gabarit, *, numerotees: bool = True) -> None:
    """Add every annexe, each a section of its own, on sheets of its own orientation.

    Args:
        g: the template.
        numerotees: False when the titles say the number: those of an avenant keep that of the convention.
    """
    g.fin_de_section(PORTRAIT)
    with g.boucle("for annexe in annexes"):
        with g.si("annexe.suite"):
            g.titre(1, "{{ annexe.titre }}", "annexe_suite" if numerotees else "")
            g.sinon()
            g.titre(1, "{{ annexe.titre }}", "annexe" if numerotees else "")
        with g.si("annexe.texte"):
            g.riche("annexe.texte")
        with g.si("annexe.fichier"):
            g.encadre("{{ annexe.fichier }}", titre="Document joint")
        for name, add in _CONTENUS:
            with g.si(f"annexe.{name}"):
                add(g)
        with g.si("annexe.paysage"):
            g.fin_de_section(PAYSAGE)
            g.sinon("not annexe.suivie")
            g.fin_de_section(PORTRAIT)
