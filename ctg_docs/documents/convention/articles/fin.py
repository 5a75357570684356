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
    autre, aux_autres = (
        ("de l’autre", "à l’autre") if f.a_deux else ("d’une autre partie", "à toutes les autres")
    )
    retrait = "Le retrait d’une partie ne met pas fin à la convention entre les autres, sauf s’il en prive l’objet. "
    return blocs(
        "La convention prend fin à son terme. Elle peut aussi être résiliée :",
        f"- d’un commun accord entre {f.toutes}, constaté par écrit ;\n"
        f"- par l’une des parties, pour un motif d’intérêt général ou en cas de manquement {autre} à ses "
        f"obligations, sous réserve d’un préavis de {preavis} notifié {aux_autres} par lettre recommandée avec "
        "avis de réception.",
        "En cas de manquement, la résiliation est précédée d’une mise en demeure restée sans effet pendant la durée du "
        f"préavis. {'' if f.a_deux else retrait}"
        "Les engagements pris envers les gestionnaires d’équipements et de services par d’autres conventions ne sont pas "
        "remis en cause.",
    )
