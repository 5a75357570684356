"""Legal texts named inside sentences: the codes by their full name, the laws with or without their title. Pure text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french import date_longue
from ctg_docs.models.textes_legaux import CODES, LOIS, SANS_SIGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mention", "read_mentions"]

_BLANC = "[ \u00a0\u202f]"
_SIGLES = {nom: sigle for sigle, nom in CODES.items() if sigle not in SANS_SIGLE}
_CODE = re.compile(
    rf"code (?:{'|'.join(re.escape(n.removeprefix('code ')) for n in _SIGLES)})\b(?!{_BLANC}\()"
)
_LOI = re.compile(
    rf"n°{_BLANC}?(?P<loi>{'|'.join(map(re.escape, LOIS))})\b"
    rf"(?P<jour>{_BLANC}du{_BLANC}(?:\d{{1,2}}|1er){_BLANC}\w+{_BLANC}\d{{4}})?"
)
_NATURE = re.compile(rf"\b(?:loi|ordonnance|décret){_BLANC}$")
_CLOS = re.compile(rf"{_BLANC}?(?:[.,;\n\x00]|$)")
"""What follows a law whose title is not given; before a verb or an adjective, nothing is sure."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A legal text named in full: a code, or a law.

    Attributes:
        debut, fin: where.
        cle: sigle of the code, number of the law.
        suite: what a law still lacks to be named in full, day and title.
    """

    debut: int
    fin: int
    cle: str
    suite: str = ""

    @property
    def code(self) -> bool:
        """True for a code."""
        return self.cle in CODES


def read_mentions(texte: str) -> Iterator[Mention]:
    """Return the mentions of a text: the codes, then the laws."""
    for trouve in _CODE.finditer(texte):
        yield Mention(*trouve.span(), _SIGLES[trouve[0]])
    for trouve in _LOI.finditer(texte):
        if not _NATURE.search(texte[max(0, trouve.start() - 20) : trouve.start()]):
            continue
        loi, apres = LOIS[trouve["loi"]], texte[trouve.end() : trouve.end() + 80]
        jour = "" if trouve["jour"] else f" du {date_longue(loi.date)}"
        if _CLOS.match(apres):
            yield Mention(*trouve.span(), loi.numero, f"{jour} {loi.titre}")
        elif apres.lstrip(" \u00a0").startswith(loi.titre[:20]):
            yield Mention(*trouve.span(), loi.numero)
