"""Article « Fin de la convention »: common accord, breach, notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.convention.faits import compter
from ctg_docs.markdown import blocs

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    preavis = compter(f.convention.preavis_mois, "mois", "mois")
    return blocs(
        "La convention prend fin à son terme. Elle peut aussi être résiliée :",
        "- d’un commun accord entre toutes les parties, constaté par écrit ;\n"
        "- par l’une des parties, pour un motif d’intérêt général ou en cas de manquement d’une autre partie à ses "
        f"obligations, sous réserve d’un préavis de {preavis} notifié à toutes les autres par lettre recommandée avec "
        "avis de réception.",
        "En cas de manquement, la résiliation est précédée d’une mise en demeure restée sans effet pendant la durée du "
        "préavis. Le retrait d’une partie ne met pas fin à la convention entre les autres, sauf s’il en prive l’objet. "
        "Les engagements pris envers les gestionnaires d’équipements et de services par d’autres conventions ne sont pas "
        "remis en cause.",
    )
