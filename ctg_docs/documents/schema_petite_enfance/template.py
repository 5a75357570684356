"""The schéma on the page: what it stands for and its contents, then its parts and the table of conformity."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.gabarit_schema import add_schema
from ctg_docs.documents._communs.sigles.gabarit import add_table_sigles
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Schéma de l’accueil du jeune enfant", PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ chapeau }}", "Chapeau")
    with g.si("tient_lieu"):
        g.encadre("{{ tient_lieu }}")
    g.paragraphe("Sommaire", "Intertitre")
    g.paragraphe("[[sommaire]]", "TOC1")
    add_table_sigles(g)
    add_schema(g, "contenu", niveau=1)
    return g.build()
