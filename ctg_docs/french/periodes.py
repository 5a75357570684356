"""The words of a vague date made regular: abbreviated months, years of two figures, ranks in letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ctg_docs.french.cles import sans_accents
from ctg_docs.french.dates import MOIS

__all__ = ["periode_reguliere"]

_COURTS: Final = (
    "janv jan jnv",
    "fevr fev",
    "mar",
    "avr avri",
    "",
    "jun",
    "juil jul jui",
    "aou aug",
    "sept sep",
    "oct",
    "nov",
    "dec",
)
_MOIS: Final = {
    court: sans_accents(MOIS[rang]) for rang, formes in enumerate(_COURTS) for court in formes.split()
}
_ABREGE: Final = re.compile(rf"\b({'|'.join(sorted(_MOIS, key=len, reverse=True))})\b\.?")
_NOMS: Final = "|".join(sans_accents(nom) for nom in MOIS)
_RANGS: Final = {
    "premier": "1er",
    "deuxieme": "2e",
    "second": "2e",
    "troisieme": "3e",
    "quatrieme": "4e",
    "dernier": "4e",
}


def periode_reguliere(text: str) -> str:
    """Return a vague date in lower case without accents, its months whole, its years of four figures.

    >>> periode_reguliere("janv-25"), periode_reguliere("Sept. 2026"), periode_reguliere("2ᵉ trim. 2026")
    ('janvier 2025', 'septembre 2026', '2e trimestre 2026')
    """
    plain = sans_accents(unicodedata.normalize("NFKC", text)).lower().replace("’", "'")
    plain = re.sub(r"[‐-―−]", "-", " ".join(plain.split())).strip(" .,;")
    plain = _ABREGE.sub(lambda m: _MOIS[m[1]], plain)
    plain = re.sub(rf"\b({_NOMS})[ ./-]*'?([0-9]{{2}})(?![0-9/])", r"\1 20\2", plain)
    plain = re.sub(rf"\b({_NOMS})[./-] ?([0-9]{{4}})\b", r"\1 \2", plain)
    plain = re.sub(
        r"\b([1-4]) ?(?:e|er|re|eme|ere|nd|nde)\b ?",
        lambda m: f"{m[1]}{'er' if m[1] == '1' else 'e'} ",
        plain,
    )
    for word, rank in _RANGS.items():
        plain = re.sub(rf"\b{word} (?=trim|sem)", f"{rank} ", plain)
    plain = re.sub(r"\btrim\b\.?", "trimestre", plain)
    plain = re.sub(r"\bsem\b\.?(?= [0-9]{4})", "semestre", plain)
    plain = re.sub(r"(trimestre|semestre) (?:de (?:l'annee )?|d')?(?=[0-9]{4})", r"\1 ", plain)
    return plain.strip()
