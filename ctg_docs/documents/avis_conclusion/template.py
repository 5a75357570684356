"""The notice on one page."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Avis de conclusion")
    g.paragraphe("{{ titre_avis }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    add_faits(g)
    g.titre(1, "Conclusion")
    g.paragraphe("{{ annonce }}", "CorpsSuivi")
    g.puces_de("for partie in parties", "{{ partie }}")
    with g.si("objets"):
        g.paragraphe("Il a pour objet\u00a0:", "CorpsSuivi")
        g.puces_de("for objet in objets", "{{ objet }}")
    g.titre(1, "Consultation")
    g.paragraphe("{{ consultation }}")
    g.titre(1, "Recours")
    g.paragraphe("{{ recours }}")
    g.encadre("{{ publication }}")
    return g.build()
