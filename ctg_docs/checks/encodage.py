"""Texts whose accents were lost on the way: UTF-8 read as Windows-1252 (CTG705)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.problems import Severity

__all__: list[str] = []

_SUITE = re.compile(r"[^\x00-\x7f]{2,}")
_MOTS_MAX = 5
_A_GRAVE = re.compile(r"Ã(?= |$)")
_FRANCAIS = re.compile("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122\u2190-\u21ff]+")


def _repare(suite: re.Match[str]) -> str:
    """Return what a run of letters was before it was misread, or the run itself when it was not."""
    octets = b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1", "ignore") for c in suite[0])
    try:
        avant = octets.decode("utf-8")
    except UnicodeDecodeError:
        return suite[0]
    return avant if _FRANCAIS.fullmatch(avant) else suite[0]


def _corrige(texte: str) -> str:
    """Return a text with the accents it had; « Ã » alone is what a blank normalised has left of « à »."""
    return (
        _A_GRAVE.sub("à", _SUITE.sub(_repare, texte))
        if "Ã" in texte or "â€" in texte or "Å" in texte
        else texte
    )


@regle(
    "CTG705",
    Severity.WARNING,
    "accents perdus (« Ã© » pour « é »)",
    source="encodage UTF-8 relu en Windows-1252",
)
def accents_perdus(examen: Examen) -> Iterator[Finding]:
    """Texts copied through an old spreadsheet or a mail: « dÃ©libÃ©ration », « lâ€™accueil »."""
    for champ in examen.champs:
        items = champ.valeur if isinstance(champ.valeur, tuple) else (champ.valeur,)
        for rang, item in enumerate(items):
            if isinstance(item, str) and _corrige(item) != item:
                mots = dict.fromkeys(_corrige(mot) for mot in item.split() if _corrige(mot) != mot)
                chemin = (*champ.chemin, rang) if isinstance(champ.valeur, tuple) else champ.chemin
                lus = ", ".join(f"« {mot} »" for mot in list(mots)[:_MOTS_MAX])
                suite = "…" if len(mots) > _MOTS_MAX else "."
                yield Finding("Accents perdus dans ce texte.", chemin, item, f"Lire {lus}{suite}")
