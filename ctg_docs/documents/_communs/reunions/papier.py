"""What the papers of a meeting have in common: their head, their subtitle, their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from ctg_docs.documents._communs.reunions.mots import MotsReunion, mots_reunion
from ctg_docs.documents._communs.reunions.reunion import Fait, libelle_instance, stem_reunion
from ctg_docs.documents._communs.tete import tete
from ctg_docs.french import cle

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["PapierReunion", "nomme_instance", "tete_papier", "tete_reunion"]


class PapierReunion(MotsReunion):
    """A paper that opens with its name, the meeting and its facts."""

    nature_document: str = Field(title="Nature", description="Nom du document : « Compte rendu »")
    sous_titre: str = Field(title="Sous-titre", description="Titre de la réunion, et instance")
    faits: tuple[Fait, ...] = Field(title="Faits", description="Date, horaires, lieu…")


def tete_reunion(
    ctg: Ctg, reunion: Reunion, situation: Situation, nature: str, suffixe: str
) -> dict[str, Any]:
    """Return the fields of `MotsReunion` for a paper of a meeting.

    Args:
        ctg: the dossier.
        reunion: the meeting.
        situation: what the generation knows beside it.
        nature: name of the paper, in the title and the footer.
        suffixe: end of the file name, sortable ASCII.
    """
    return {
        **mots_reunion(ctg, reunion, situation),
        **tete(
            ctg,
            situation,
            stem=stem_reunion(reunion, suffixe),
            titre=f"{nature} – {reunion.titre}",
            court=nature,
        ),
    }


def tete_papier(
    ctg: Ctg, reunion: Reunion, situation: Situation, nature: str, suffixe: str
) -> dict[str, Any]:
    """Return the fields of `PapierReunion`, but for its facts."""
    instance = "" if nomme_instance(ctg, reunion) else libelle_instance(ctg, reunion)
    return {
        **tete_reunion(ctg, reunion, situation, nature, suffixe),
        "nature_document": nature,
        "sous_titre": " – ".join(p for p in (reunion.titre, instance) if p),
    }


def nomme_instance(ctg: Ctg, reunion: Reunion) -> bool:
    """True when the title of the meeting already begins with its instance."""
    instance = ctg.instance(reunion.instance)
    return instance is not None and cle(reunion.titre).startswith(cle(instance.nom))
