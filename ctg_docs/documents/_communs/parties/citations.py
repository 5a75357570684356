"""Citations of legal texts: their normal form, and which two are of the same text. Pure text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.french import cle, typographier
from ctg_docs.markdown import ponctuer
from ctg_docs.models.textes_legaux import CODES, SANS_SIGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["fusionner", "normalise", "sans_vu", "viser"]

_ARTICLE_DE_LOI = re.compile(r"\b([LRD])\.?[ \u00a0]?(?=\d{1,4}-\d)")
_NUMERO = re.compile(r"\bn[°º][ \u00a0]?(?=\d)")

_NUMEROTE = re.compile(r"\b(loi|ordonnance|decret|circulaire|arrete) (?:\w+ ){0,2}?n\s?o? ?(\d{2,4} \d+)")
_DATE = re.compile(r"\b(arrete|decret|circulaire) du (1er|\d{1,2}) (\w+) (\d{4})")
_NUMERO_D_ARTICLE = re.compile(r"\b([LRD])[. \u00a0]{0,2}(\d{3,4}(?:-\d+)+)")
_JUSQU_A = re.compile(
    r"(\b[LRD])([. \u00a0]{0,2})(\d{3,4}(?:-\d+)*)-(\d+) à (?:\1[. \u00a0]{0,2}\3-)?(\d{1,2})\b"
)
_COG = re.compile(r"\bconvention d objectifs et de gestion\D{0,40}?(20\d\d) (20\d\d)")
_CODES = {cle(nom): sigle for sigle, nom in CODES.items()} | {
    s.lower(): s for s in CODES if s not in SANS_SIGLE
}


def normalise(texte: str) -> str:
    r"""Return a citation in its normal form: « L. 263-1 », « n° 2015-991 », no-break blanks.

    >>> normalise("l'article L263-1 du code, loi n°2015-991")
    'l’article L.\xa0263-1 du code, loi n°\xa02015-991'
    """
    return typographier(_NUMERO.sub("n°\u00a0", _ARTICLE_DE_LOI.sub("\\1.\u00a0", texte)))


def sans_vu(texte: str) -> str:
    """Return a citation without the « Vu » typed before it."""
    return re.sub(r"^\s*vu\s+", "", texte, flags=re.IGNORECASE)


def viser(citations: Sequence[str]) -> tuple[str, ...]:
    """Return « Vu … ; » for each citation, the last one ended by a full stop."""
    return ponctuer(f"Vu {citation.rstrip(' ;.')}" for citation in citations)


def _etendre(texte: str) -> str:
    """Write every article of a range: « L. 227-1 à 3 » gives the three."""

    def tous(trouve: re.Match[str]) -> str:
        lettre, racine, de, a = trouve[1], trouve[3], int(trouve[4]), int(trouve[5])
        return " ".join(f"{lettre}. {racine}-{n}" for n in range(de, min(a, de + 20) + 1))

    return _JUSQU_A.sub(tous, texte)


def references(citation: str) -> frozenset[str]:
    """Return what a citation refers to: laws by number, articles, codes, national conventions; its words if none is known."""
    etendue, mots = _etendre(citation), cle(citation)
    trouvees = {f"{m[1]} {m[2]}" for m in _NUMEROTE.finditer(mots)}
    trouvees |= {" ".join(m.groups()) for m in _DATE.finditer(mots)} if not trouvees else set()
    trouvees |= {f"article {m[1]} {m[2]}" for m in _NUMERO_D_ARTICLE.finditer(etendue)}
    trouvees |= {f"cog {m[1]} {m[2]}" for m in _COG.finditer(mots)}
    trouvees |= {f"code {sigle}" for nom, sigle in _CODES.items() if re.search(rf"\b{nom}\b", mots)}
    return frozenset(trouvees) or frozenset([mots])


def _genre(refs: frozenset[str]) -> str:
    """Return what a citation is first of all: articles, a law… A code cited for its articles is not the code."""
    return min(("article", "loi", "code", "autre"), key=lambda g: not any(r.startswith(g) for r in refs))


def fusionner(cadre: Iterable[str], ajouts: Iterable[str]) -> list[str]:
    """Return the citations of the frame then those added, each text once.

    An addition that says no more than one of the frame gives way to it, in its right form and title; one that says
    more (a law and one of its articles) takes its place; any other comes at the end.
    """
    retenues = list(cadre)
    for ajout in ajouts:
        refs = references(ajout)
        for rang, deja in enumerate(retenues):
            autres = references(deja)
            if refs <= autres and (refs == autres or _genre(refs) == _genre(autres)):
                break
            if autres < refs and _proche(autres, refs):
                retenues[rang] = ajout
                break
        else:
            retenues.append(ajout)
    return retenues


def _proche(moins: frozenset[str], plus: frozenset[str]) -> bool:
    """True when a citation only adds articles to another: « le code, notamment son article »."""
    return all(r.startswith("article") for r in plus - moins)
