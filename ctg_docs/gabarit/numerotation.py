"""Word's multilevel lists: headings, articles and annexes get their number from their style, never typed."""

from __future__ import annotations

from dataclasses import dataclass

from ctg_docs.gabarit.charte import PRIMAIRE
from ctg_docs.gabarit.unites import Longueur, Mm
from ctg_docs.gabarit.xml import NAMESPACES, el

__all__ = ["write_numbering"]

_ZERO = Mm(0)
_PAS = Mm(5)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    texte: str
    style: str | None = None
    gauche: Longueur = _ZERO
    suspension: Longueur = _ZERO
    suffixe: str = "tab"

    def write(self, index: int) -> str:
        colour = "" if self.format != "bullet" else f'<w:rPr><w:color w:val="{PRIMAIRE}"/></w:rPr>'
        return el(
            "w:lvl",
            {"w:ilvl": index},
            '<w:start w:val="1"/>',
            el("w:numFmt", {"w:val": self.format}),
            el("w:pStyle", {"w:val": self.style}) if self.style else "",
            el("w:suff", {"w:val": self.suffixe}),
            el("w:lvlText", {"w:val": self.texte}),
            '<w:lvlJc w:val="left"/>',
            el("w:pPr", None, el("w:ind", {"w:left": self.gauche.twips, "w:hanging": self.suspension.twips})),
            colour,
        )


def _bullets(*styles: str | None, pas: Longueur = _PAS) -> tuple[_Level, ...]:
    signes = ("•", "–", "·")
    return tuple(
        _Level("bullet", signes[i], style, gauche=pas * (i + 1), suspension=pas)
        for i, style in enumerate(styles)
    )


_LISTS: tuple[tuple[_Level, ...], ...] = (
    (
        _Level("decimal", "%1.", "TitreNumerote1", suffixe="space"),
        _Level("decimal", "%1.%2.", "TitreNumerote2", suffixe="space"),
        _Level("decimal", "%1.%2.%3.", "TitreNumerote3", suffixe="space"),
    ),
    (_Level("decimal", "Article %1 –", "Article", suffixe="space"),),
    (_Level("decimal", "Annexe %1 –", "Annexe", suffixe="space"),),
    _bullets("ListBullet", "ListBullet2", None),
    (
        _Level("decimal", "%1.", "ListNumber", gauche=Mm(7), suspension=Mm(7)),
        _Level("lowerLetter", "%2)", gauche=Mm(13), suspension=Mm(6)),
    ),
    _bullets("TableauPuce", pas=Mm(3)),
    (_Level("bullet", "–", "PartieMembre", gauche=Mm(14), suspension=Mm(4)),),
)


def write_numbering() -> str:
    """Return numbering.xml; list n of the file has the `numId` n."""
    abstract = "".join(
        el(
            "w:abstractNum",
            {"w:abstractNumId": number},
            el("w:nsid", {"w:val": f"{0x0C7600 + number:08X}"}),
            el("w:multiLevelType", {"w:val": "multilevel" if len(levels) > 1 else "singleLevel"}),
            *(level.write(index) for index, level in enumerate(levels)),
        )
        for number, levels in enumerate(_LISTS, start=1)
    )
    numbers = "".join(
        el("w:num", {"w:numId": n}, el("w:abstractNumId", {"w:val": n})) for n in range(1, len(_LISTS) + 1)
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{numbers}</w:numbering>"
