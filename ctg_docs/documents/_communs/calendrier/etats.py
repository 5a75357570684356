"""The state of a step agreed with its title: « Objectifs stratégiques : validés », « Fiches actions : validées »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import accord_participe, sans_accents

if TYPE_CHECKING:
    from ctg_docs.models.strategie import EtapeConstruction

__all__ = ["etat_accorde"]

_FEMININS = (
    "tion",
    "sion",
    "ite",
    "ie",
    "ure",
    "ance",
    "ence",
    "ee",
    "ette",
    "ise",
    "fiche",
    "etude",
    "charte",
    "liste",
)
"""Endings and words that make a title feminine; none of them closes a masculine name used for a step."""


def etat_accorde(etape: EtapeConstruction) -> str:
    """Return the state as it stands under the title of the step, or an empty text."""
    if etape.etat is None:
        return ""
    libelle = etape.etat.libelle
    if not libelle.endswith("ée"):
        return libelle
    mot = etape.titre.split()[0]
    pluriel = mot.endswith(("s", "x")) and len(mot) > 3
    singulier = sans_accents(mot.lower())
    singulier = singulier[:-1] if pluriel else singulier
    genre = "f" if singulier.endswith(_FEMININS) else "m"
    return accord_participe(libelle.removesuffix("e"), genre, pluriel)
