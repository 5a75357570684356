"""The head of the documents of a dossier: running title, footer with the version, parties of a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctg_docs.documents._communs.identite import build_author, build_mention, build_stem
from ctg_docs.french import date_longue, majuscule_initiale

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["build_entete", "date_de_version", "nom_ctg", "parties", "tete"]


def date_de_version(ctg: Ctg, situation: Situation) -> date | None:
    """Return the date that documents print: the one asked for, else the dossier's own."""
    return situation.date_version or ctg.version.date


def nom_ctg(ctg: Ctg) -> str:
    """Return « CTG Mellois en Poitou 2023-2027 »."""
    return " ".join(part for part in ("CTG", ctg.territoire.nom, ctg.convention.periode) if part)


def _version(ctg: Ctg, situation: Situation) -> str:
    jour = date_de_version(ctg, situation)
    mots = [f"version {ctg.version.numero}" if ctg.version.numero else "version" if jour else ""]
    mots.append(f"du {date_longue(jour)}" if jour else "")
    return " ".join(mot for mot in mots if mot)


def tete(ctg: Ctg, situation: Situation, *, stem: str, titre: str, court: str = "") -> dict[str, Any]:
    """Return the fields of `Contexte` that don't depend on the kind.

    Args:
        ctg: the dossier.
        situation: what the generation knows beside it.
        stem: name of the file, sortable ASCII.
        titre: full title, in the properties.
        court: name of the document in the footer; the title by default.
    """
    version = _version(ctg, situation)
    return {
        "file_stem": stem,
        "titre": titre,
        "titre_courant": nom_ctg(ctg),
        "pied": " – ".join(part for part in (court or titre, version) if part),
        "auteur": build_author(ctg),
        "sujet": " ".join(part for part in (ctg.convention.titre, ctg.convention.periode) if part),
        "mots_cles": ", ".join(["CTG", ctg.territoire.nom, court or titre]),
        "projet": not situation.final,
        "mention": build_mention(ctg, situation),
    }


def build_entete(ctg: Ctg, situation: Situation, titre: str, nom: str) -> dict[str, Any]:
    """Return the same fields for an act of the territory; once final, nothing recalls the drafts it came from.

    Args:
        ctg: the dossier.
        situation: what the generation knows beside it.
        titre: « Convention territoriale globale de services aux familles ».
        nom: start of the file name, « convention ».
    """
    territoire = ctg.territoire.nom
    champs = tete(
        ctg, situation, stem=build_stem(nom, territoire), titre=f"{titre} – {territoire}", court=titre
    )
    return champs | {"pied": titre} if situation.final else champs


def parties(ctg: Ctg) -> tuple[str, ...]:
    """Return the names of the parties, in order, for the foot of a cover."""
    noms = []
    for signataire in ctg.signataires:
        connus = [o.nom for o in map(ctg.organisme, signataire.organismes) if o]
        noms.append(signataire.designation or ", ".join(connus))
    return tuple(majuscule_initiale(nom) for nom in noms if nom)
