"""The fields of a télétransmission in the forms that operators accept: number, objet, codes. Pure text.

Sources: type de dossier « Actes (générique) » of Pastell (number, objet, 150 Mo), classification of the ministry
(natures, types of pieces). A department may add to the classification: its list is the one that counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ctg_docs.french import sans_accents
from ctg_docs.models.deliberation import NatureActe

__all__ = [
    "ACTES",
    "ANNEXE",
    "CONTRAT",
    "FORME_NUMERO",
    "MATIERE",
    "TAILLE_MAX",
    "Nature",
    "matiere_actes",
    "numero_actes",
    "objet_actes",
]

FORME_NUMERO: Final = re.compile(r"[0-9A-Z_]{2,15}")
TAILLE_MAX: Final = 150 * 1024 * 1024
"""Bytes of an act and its annexes together."""

_LONG_NUMERO, _LONG_OBJET = 15, 499
_ILLISIBLES = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
"""What no XML file may hold."""


@dataclass(frozen=True, slots=True)
class Nature:
    """A nature of act: code, label, abridged type, code of its piece."""

    code: str
    libelle: str
    abrege: str
    piece: str


CONTRAT: Final = Nature("4", "Contrats, conventions et avenants", "CC", "99_DC")
ACTES: Final = {
    NatureActe.DELIBERATION: Nature("1", "Délibérations", "DE", "99_DE"),
    NatureActe.ARRETE: Nature("2", "Actes réglementaires", "AR", "99_AR"),
    NatureActe.DECISION: Nature("6", "Autres", "AU", "99_AU"),
}
"""The nature of each act of an assembly."""
ANNEXE: Final = "22_AN"
"""The type of what is joined to a délibération (usage, to verify in the list of the operator)."""
MATIERE: Final = ("8.2", "Aide sociale")
"""The usual matière of a CTG (usage, to verify): at least two levels; the act of the dossier may say another."""


def numero_actes(numero: str) -> str:
    """Return a number as operators accept it: capitals, figures and « _ », 2 to 15 of them; empty when nothing is left.

    What is too long loses its separators, then its beginning: the end of a number tells acts apart.
    """
    propre = re.sub(r"[^0-9A-Z]+", "_", sans_accents(numero).upper()).strip("_")
    if len(propre) > _LONG_NUMERO:
        propre = propre.replace("_", "")[-_LONG_NUMERO:]
    return propre if FORME_NUMERO.fullmatch(propre) else ""


def matiere_actes(matiere: str) -> str:
    """Return the code in what a dossier says of the matière, « 8.2 » of « 8.2 – Aide sociale »; empty below two levels."""
    code = re.search(r"(?<![\d.])[1-9](?:\.\d{1,2}){1,4}(?![\d.]*\d)", matiere)
    return code[0] if code else ""


def objet_actes(objet: str) -> str:
    """Return an objet on one line of 499 characters at most, cut between two words."""
    ligne = " ".join(_ILLISIBLES.sub(" ", objet).split())
    if len(ligne) <= _LONG_OBJET:
        return ligne
    coupe = ligne[: _LONG_OBJET - 2]
    return f"{coupe.rsplit(' ', 1)[0] if ' ' in coupe else coupe} …"
