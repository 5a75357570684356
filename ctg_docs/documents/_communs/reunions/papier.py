"""What the papers of a meeting have in common: their head, their subtitle, their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.reunions.mots import MotsReunion, mots_reunion
from ctg_docs.documents._communs.reunions.reunion import Fait, libelle_instance, stem_reunion
from ctg_docs.documents._communs.tete import date_de_version, tete
from ctg_docs.french import cle, date_longue
from ctg_docs.models.reunion import EtatCompteRendu

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
    head = tete(
        connu_le(ctg, situation, reunion.date),
        situation,
        stem=stem_reunion(reunion, suffixe),
        titre=f"{nature} – {reunion.titre}",
        court=nature,
    )
    jour = f" – réunion du {date_longue(reunion.date)}" if reunion.date else ""
    head["pied"] = f"{nature}{jour}"
    if _acheve(ctg, reunion, situation, nature):
        head |= {"mention": "", "projet": False}
    return {**mots_reunion(ctg, reunion, situation), **head}


def _acheve(ctg: Ctg, reunion: Reunion, situation: Situation, nature: str) -> bool:
    """True for a paper that has left: of approved minutes, of a letter sent; nobody marks it as a draft any more."""
    if reunion.compte_rendu and reunion.compte_rendu.etat is EtatCompteRendu.VALIDE:
        return True
    envoi = reunion.convocation.date_envoi if reunion.convocation else None
    jour = date_de_version(ctg, situation)
    return nature in _AVANT and bool(envoi and jour and envoi <= jour)


_AVANT = ("Convocation", "Ordre du jour", "Feuille d’émargement")
"""Papers that leave with the letter."""


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
    """True when the title of the meeting already names its instance: « Premier comité de pilotage »."""
    instance = ctg.instance(reunion.instance)
    return instance is not None and cle(instance.nom) in cle(reunion.titre)
