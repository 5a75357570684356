"""The title of a convention in a sentence: « la convention territoriale globale », « le projet social de territoire »."""

from __future__ import annotations

import re
from typing import Final

from ctg_docs.french import Groupe, cle

__all__ = ["titre_en_phrase"]

_COMMUNS: Final = frozenset(
    [
        *("convention", "territoriale", "globale", "territorial", "global", "services", "service", "aux", "familles"),
        *("famille", "projet", "social", "sociale", "territoire", "pacte", "charte", "contrat", "partenariat", "cadre"),
        *("de", "du", "des", "la", "le", "les", "et", "pour", "en", "au", "d", "l", "enfance", "jeunesse", "petite"),
    ]
)  # fmt: skip
_MASCULINS: Final = frozenset(
    ("projet", "pacte", "contrat", "accord", "schema", "plan", "protocole", "programme")
)
_FEMININS: Final = frozenset(("convention", "charte", "ctg", "demarche", "strategie"))


def titre_en_phrase(titre: str) -> Groupe:
    """Return the title as a noun phrase, capitals of its common nouns taken off: « Convention Territoriale Globale ».

    A title that begins with no known noun is quoted after « la convention ».
    """
    premier = (cle(titre).split() or [""])[0]
    if premier not in _MASCULINS | _FEMININS:
        return Groupe(f"convention «\u00a0{titre}\u00a0»", "la", feminin=True)
    capitales = titre.isupper()

    def mot(trouve: re.Match[str]) -> str:
        if cle(trouve[0]) in _COMMUNS | _MASCULINS and (trouve[0] != "CTG"):
            return trouve[0].lower()
        return trouve[0].capitalize() if capitales and len(trouve[0]) > 3 else trouve[0]

    return Groupe.defini(re.sub(r"[^\W\d_]+", mot, titre), feminin=premier in _FEMININS)
