"""Citations of legal texts in their normal form. Pure text."""

from __future__ import annotations

import re

from ctg_docs.french import typographier

__all__ = ["normalise", "sans_vu"]

_ARTICLE_DE_LOI = re.compile(r"\b([LRD])\.?[ \u00a0]?(?=\d{1,4}-\d)")
_NUMERO = re.compile(r"\bn[°º][ \u00a0]?(?=\d)")


def normalise(texte: str) -> str:
    r"""Return a citation in its normal form: « L. 263-1 », « n° 2015-991 », no-break blanks.

    >>> normalise("l'article L263-1 du code, loi n°2015-991")
    'l’article L.\xa0263-1 du code, loi n°\xa02015-991'
    """
    return typographier(_NUMERO.sub("n°\u00a0", _ARTICLE_DE_LOI.sub("\\1.\u00a0", texte)))


def sans_vu(texte: str) -> str:
    """Return a citation without the « Vu » typed before it."""
    return re.sub(r"^\s*vu\s+", "", texte, flags=re.IGNORECASE)
