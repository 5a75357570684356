"""What an assembly decided, in words: by what vote an act was taken. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import compte, le
from ctg_docs.holes import hole
from ctg_docs.models.deliberation import NatureActe

if TYPE_CHECKING:
    from ctg_docs.models.convention import Convention
    from ctg_docs.models.deliberation import Deliberation

__all__ = ["juge_de", "phrase_issue", "resultat"]


def juge_de(convention: Convention) -> str:
    """Return the court with its article: « le tribunal administratif de Poitiers »."""
    tribunal = convention.tribunal or "tribunal administratif territorialement compétent"
    return tribunal if tribunal.lower().startswith(("le ", "la ", "l’")) else le(tribunal)


def resultat(acte: Deliberation) -> str:
    """Return « Adoptée à l’unanimité », « Rejetée », « Adopté » for an arrêté."""
    e = "" if acte.nature is NatureActe.ARRETE else "e"
    if acte.vote and acte.vote.adopte is False:
        return f"Rejeté{e}"
    return f"Adopté{e} {phrase_issue(acte).split(' (')[0]}"


def phrase_issue(acte: Deliberation) -> str:
    """Return « à l’unanimité des suffrages exprimés », « à la majorité (24 voix pour, 2 voix contre) »."""
    vote = acte.vote
    if vote is None:
        return hole("sens du vote, à l’unanimité ou à la majorité", f"deliberations.{acte.id}.vote")
    if vote.unanime:
        return "à l’unanimité des suffrages exprimés" if vote.abstentions else "à l’unanimité"
    pour = vote.pour_calcules
    voix = [f"{pour} voix pour"] if pour is not None else []
    voix.append(f"{vote.contre} voix contre")
    if vote.abstentions:
        voix.append(compte(vote.abstentions, "abstention"))
    return f"à la majorité ({', '.join(voix)})"
