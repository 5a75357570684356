"""The fiche de mission, on one page."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Fiche de mission")
    g.paragraphe("{{ fonction }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    add_faits(g)
    with g.si("communes or missions or actions"):
        g.titre(1, "Mission")
    for titre, liste in (
        ("Avec les autres chargés de coopération", "communes"),
        ("Propre à ce poste", "missions"),
        ("Actions pilotées", "actions"),
    ):
        with g.si(liste):
            g.paragraphe(titre, "Intertitre")
            g.puces_de(f"for x in {liste}", "{{ x }}")
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
    g.paragraphe("Fait le\u00a0:", "CorpsSuiviEspace")
    g.signatures("rangs")
    return g.build()
