"""Read what a writer says a sigle stands for. Pure text: knows no sigle."""

from __future__ import annotations

import re

from ctg_docs.french.cles import cle

__all__ = ["MOTS_VIDES", "epelle", "sens_avant"]

MOTS_VIDES = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur"]
)
_PORTEE = 120
"""Letters before a sigle among which its meaning is looked for."""


def epelle(sens: str, sigle: str) -> bool:
    """True when the initials of the words spell the sigle, whether the meaning is right or not.

    >>> epelle("relais petite enfance", "RPE")
    True
    """
    return "".join(mot[0] for mot in cle(sens).split() if mot not in MOTS_VIDES) == sigle.lower()


def sens_avant(texte: str, sigle: str) -> str:
    """Return the words at the end of a text whose initials spell a sigle; empty when none do.

    >>> sens_avant("Animation par le point information jeunesse ", "PIJ")
    'point information jeunesse'
    """
    clause = re.split(r"[().;:!?\n]", texte[-_PORTEE:])[-1]
    for mot in re.finditer(r"[^\W\d_]+", clause):
        candidat = clause[mot.start() :].strip()
        if mot[0].lower() not in MOTS_VIDES and epelle(candidat, sigle):
            return candidat
    return ""
