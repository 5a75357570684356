"""Headings, links, and what is done with blanks instead of styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.a11y.reading import DRAWN, TBL, P, is_gone, paragraph_flow, value_of
from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ctg_docs.engine.a11y.document import Story
    from ctg_docs.engine.word.styles import StyleSheet

__all__ = ["faulty_headings", "faulty_links", "faulty_spaces"]

Fault = tuple[str, "_Element", str, str]

_PPR, _LINK, _SECTION = qn("w:pPr"), qn("w:hyperlink"), qn("w:sectPr")
_VAGUE = {
    "ici", "là", "lien", "ce lien", "le lien", "cliquez ici", "cliquer ici", "cliquez", "en savoir plus", "plus", "suite",
    "lire la suite", "voir", "voir ici", "page", "cette page", "site", "télécharger", "document", "here", "click here",
    "link", "more", "read more",
}  # fmt: skip
_LONG_ADDRESS = 60
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f]{3,}|\t{2,}")
_DOTS = re.compile(r"[.…_]{6,}|(?:\. ){6,}")
_TYPED = re.compile(r"[-–—•▪◦●*][\s\u00a0]")
"""A dash or a bullet; a typed number is read as it should be."""


def faulty_headings(part: Story, styles: StyleSheet) -> Iterator[Fault]:
    """Yield empty headings and levels that are jumped over."""
    last = 0
    for paragraph in part.root.iter(P):
        level = _level(paragraph, styles)
        if not level or is_gone(paragraph):
            continue
        shown = paragraph_flow(paragraph)
        if not shown.replace(DRAWN, "").strip() and next(paragraph.iter(qn("w:drawing")), None) is None:
            yield (
                "ACC004",
                paragraph,
                f"Ce titre de niveau {level} est vide.",
                "L’effacer, ou lui donner un texte.",
            )
            continue
        if level > last + 1:
            before = f"après un niveau {last}" if last else "en premier"
            message = f"Le titre « {_short(shown)} », de niveau {level}, vient {before}."
            yield "ACC003", paragraph, message, f"Le mettre au niveau {last + 1}."
        last = level


def _level(paragraph: _Element, styles: StyleSheet) -> int:
    ppr = paragraph.find(_PPR)
    if ppr is None:
        return 0
    own = value_of(ppr, "w:outlineLvl")
    if own.isdigit():
        return int(own) + 1 if int(own) < 9 else 0
    return styles.levels.get(value_of(ppr, "w:pStyle"), 0)


def faulty_links(part: Story) -> Iterator[Fault]:
    """Yield links without words, with words that lead nowhere, or the same words for two addresses."""
    seen: dict[str, str] = {}
    for link in part.root.iter(_LINK):
        words = " ".join("".join(node.text or "" for node in link.iter(qn("w:t"))).split())
        address = part.links.get(link.get(qn("r:id")) or "", "")
        if not words:
            if address and next(link.iter(qn("w:drawing")), None) is None:
                yield (
                    "ACC010",
                    link,
                    f"Le lien vers « {_short(address)} » n’a pas de texte.",
                    "Dire où il mène.",
                )
            continue
        plain = words.strip(" .:;!?…»«()[]").lower()
        if plain in _VAGUE:
            yield (
                "ACC010",
                link,
                f"Le lien « {words} » ne dit pas où il mène.",
                "Nommer la page ou le document.",
            )
        elif address and len(words) > _LONG_ADDRESS and re.match(r"https?://|www\.", words):
            message = f"Le lien « {_short(words)} » serait lu lettre par lettre."
            yield "ACC014", link, message, "Donner un intitulé, l’adresse restant derrière."
        elif address and seen.setdefault(plain, address) != address:
            yield "ACC014", link, f"Deux liens « {_short(words)} » mènent à deux adresses.", "Les distinguer."


def faulty_spaces(part: Story, styles: StyleSheet) -> Iterator[Fault]:
    """Yield empty paragraphs that make room, blanks that align, lists typed by hand."""
    typed: _Element | None = None
    for paragraph in part.root.iter(P):
        flow = paragraph_flow(paragraph)
        if not flow.strip(" \u00a0\t\n"):
            if part.is_body and _makes_room(paragraph):
                advice = "Régler l’espace avant ou après dans le style."
                yield "ACC011", paragraph, "Ce paragraphe vide sert à faire de la place.", advice
            continue
        if "\n\n\n" in flow.replace(" ", ""):
            message = "Des sauts de ligne qui se suivent servent à faire de la place."
            yield "ACC011", paragraph, message, "Régler l’espacement dans le style."
        if _BLANKS.search(flow):
            message = f"Des blancs alignent le texte « {_short(flow)} »."
            yield "ACC012", paragraph, message, "Employer un tableau, une tabulation réglée ou un retrait."
        elif _DOTS.search(flow):
            message = (
                f"Des points ou des traits sont tapés dans « {_short(flow)} » : ils seraient lus un par un."
            )
            yield "ACC012", paragraph, message, "Employer une tabulation à points de suite, ou une bordure."
        if not _TYPED.match(flow) or _is_listed(paragraph, styles):
            typed = None
            continue
        if typed is not None and paragraph.getprevious() is typed:
            message = f"Cette liste est tapée à la main : « {_short(flow)} »."
            yield "ACC013", paragraph, message, "Employer un style de liste."
        typed = paragraph


def _makes_room(paragraph: _Element) -> bool:
    """False for an empty paragraph that Word itself needs, or that draws a line or ends a section."""
    ppr = paragraph.find(_PPR)
    if ppr is not None and any(ppr.find(qn(f"w:{n}")) is not None for n in ("sectPr", "pBdr", "framePr")):
        return False
    before, after = paragraph.getprevious(), paragraph.getnext()
    alone = (before is None or before.tag == qn("w:tcPr")) and (after is None or after.tag == _SECTION)
    between = before is not None and before.tag == TBL and (after is None or after.tag in (TBL, _SECTION))
    return not alone and not between


def _is_listed(paragraph: _Element, styles: StyleSheet) -> bool:
    ppr = paragraph.find(_PPR)
    return ppr is not None and (
        ppr.find(qn("w:numPr")) is not None or value_of(ppr, "w:pStyle") in styles.numbering
    )


def _short(text: str, size: int = 50) -> str:
    flat = " ".join(text.replace(DRAWN, " ").split())
    return flat if len(flat) <= size else flat[: size - 1] + "…"
