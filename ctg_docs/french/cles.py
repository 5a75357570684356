"""Comparison keys, capitals and the printed grouping of numbers that identify."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "cle",
    "majuscule_initiale",
    "minuscule_initiale",
    "nom_en_capitales",
    "radical",
    "sans_accents",
    "siren",
    "siret",
    "telephone",
]

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_PARTICULE = re.compile(r"(?:(?:de|du|des|von|van|der|den|di|da|dos) |d['’])+")
_BLANCS = "\u00a0\u202f\u2009 "


def sans_accents(text: str) -> str:
    """Return the text without accents nor ligatures, everything else kept.

    >>> sans_accents("Œuvre d’État")
    'OEuvre d’Etat'
    """
    decompose = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", "".join(c for c in decompose if unicodedata.category(c) != "Mn"))


@lru_cache(maxsize=8192)
def cle(text: str) -> str:
    """Return the key under which two spellings are the same: no accent, case, punctuation, extra blank.

    >>> cle("  CAF des Deux-Sèvres.")
    'caf des deux sevres'
    """
    plat = sans_accents(unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(re.findall(r"[^\W_]+", sans_accents(plat)))


def radical(text: str) -> str:
    """Return the key of a text without the marks of gender and number: « Réalisées » is « réalisé ».

    >>> radical("À démarrer"), radical("Recettes") == radical("recette")
    ('a demarrer', True)
    """
    return " ".join(
        word.rstrip("sx").rstrip("e") if len(word) > 3 and word.isalpha() else word
        for word in cle(text.replace("_", " ")).split()
    )


def nom_en_capitales(nom: str) -> str:
    """Return a family name in capitals; its particle stays small, as it was typed.

    >>> nom_en_capitales("de Balorre"), nom_en_capitales("d’Ormesson"), nom_en_capitales("Le Goff")
    ('de BALORRE', 'd’ORMESSON', 'LE GOFF')
    """
    particule = _PARTICULE.match(nom)
    debut = particule.end() if particule and particule.end() < len(nom) else 0
    return nom[:debut] + nom[debut:].upper()


def majuscule_initiale(text: str) -> str:
    """Return the text with its first letter as a capital, accent kept: « État »."""
    for i, caractere in enumerate(text):
        if caractere.isalnum():
            return text[:i] + caractere.upper() + text[i + 1 :] if caractere.isalpha() else text
    return text


def minuscule_initiale(text: str) -> str:
    """Return the text with a small first letter, for the middle of a sentence; a sigle stays: « CAF »."""
    premier = text.split(maxsplit=1)[0] if text.strip() else ""
    if len(premier) > 1 and premier.isupper():
        return text
    return text[:1].lower() + text[1:]


def _chiffres(text: str, attendus: int) -> str:
    compact = re.sub(rf"[{_BLANCS}.\-]", "", text)
    return compact if re.fullmatch(rf"[0-9]{{{attendus}}}", compact) else ""


def siren(text: str) -> str:
    """Return « 732 829 320 »; a text that is not nine digits comes back as it is."""
    compact = _chiffres(text, 9)
    return "\u00a0".join(re.findall("...", compact)) if compact else text


def siret(text: str) -> str:
    """Return « 732 829 320 00074 »; a text that is not fourteen digits comes back as it is."""
    compact = _chiffres(text, 14)
    return f"{siren(compact[:9])}\u00a0{compact[9:]}" if compact else text


def telephone(text: str) -> str:
    """Return a French number with no-break blanks; a grouping chosen by its owner is kept (05 49 290 290).

    Written in one piece or with dots, it is grouped by two. Anything else comes back as it is.
    """
    brut = text.strip()
    if not re.fullmatch(r"0[1-9][0-9]{8}", re.sub(rf"[{_BLANCS}.\-/]", "", brut)):
        return text
    if re.search(f"[{_BLANCS}]", brut):
        return re.sub(rf"[{_BLANCS}.\-/]+", "\u00a0", brut)
    return "\u00a0".join(re.findall("[0-9]{2}", re.sub(r"[.\-/]", "", brut)))
