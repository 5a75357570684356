"""Marks of other tools left in the texts, which would be printed as they stand (CTG706)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.problems import Severity

__all__: list[str] = []

_BALISES = (
    "p|br|hr|b|i|u|s|em|strong|small|sup|sub|div|span|font|center|a|img|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|"
    "h[1-6]|blockquote|pre|code|style|script|section|article|header|footer|figure|o:p"
)
_CODES = "nbsp|amp|lt|gt|quot|apos|[lr][ads]quo|[A-Za-z](?:acute|grave|circ|uml|cedil)|hellip|[nm]dash|euro|deg|oelig|bull"
_RETAPER = "Recoller le passage en texte seul."
_RESTES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(rf"(?i)</?(?:{_BALISES})(?:\s[^<>\n]*)?/?>|<!--"),
        "Une balise HTML s’imprimera telle quelle",
        _RETAPER,
    ),
    (
        re.compile(rf"&(?:{_CODES}|#\d{{2,5}}|#x[0-9a-fA-F]{{2,4}});"),
        "Un code HTML s’imprimera tel quel",
        _RETAPER,
    ),
    (
        re.compile(r"(?m)^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|[ \t:-]*$"),
        "Un tableau en Markdown s’imprimera tel quel",
        "Écrire une liste « - … », ou joindre le tableau en annexe.",
    ),
    (
        re.compile(r"(?m)^[ \t]*(?:`{3}.*|-{3,}|\*{3,}|_{3,})[ \t]*$"),
        "Un trait s’imprimera tel quel",
        "L’effacer.",
    ),
    (
        re.compile(r"(?m)^[ \t]*#{1,6}[ \t]*$"),
        "Un titre sans texte s’imprimera tel quel",
        "Écrire le titre après « # », ou l’effacer.",
    ),
    (
        re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)?"),
        "Une image en Markdown s’imprimera telle quelle",
        "Joindre l’image en annexe.",
    ),
    (
        re.compile(r"\[[^\]\n]+\]\((?![ <]*(?:https?://|mailto:|www\.))[^()\n]*\)"),
        "Un lien sans adresse complète s’imprimera tel quel",
        "Écrire « [texte](https://…) », ou l’adresse seule.",
    ),
    (
        re.compile(r"~~[^~\n]+~~"),
        "Un texte barré s’imprimera tel quel",
        "L’effacer : ce qui est retiré ne s’imprime pas.",
    ),
)
_ECHAPPE = re.compile(r"\\[\\*_\[\]#-]")
_GRAS = re.compile(r"(?<!\d)\*\*(?=\S)(?:[^\n]|\n(?!\s*\n))+?(?<=\S)\*\*(?!\d)")
_ETOILES = re.compile(r"(?<![\d*])\*\*(?![\d*])")


def _restes(texte: str) -> Iterator[tuple[re.Match[str], str, str]]:
    for motif, quoi, remede in _RESTES:
        if trouve := motif.search(texte):
            yield trouve, quoi, remede
    sans = _GRAS.sub(lambda m: "·" * len(m[0]), _ECHAPPE.sub("··", texte))
    if trouve := _ETOILES.search(sans):
        yield (
            trouve,
            "Un gras « ** » sans fin s’imprimera tel quel",
            "Fermer « **…** », ou effacer les étoiles.",
        )


@regle("CTG706", Severity.WARNING, "marques de mise en forme restées dans un texte (HTML, Markdown)")
def balisage(examen: Examen) -> Iterator[Finding]:
    """What was pasted from a page, a tool or a message, and would show in a signed act."""
    for lu in examen.textes:
        for trouve, quoi, remede in _restes(lu.texte):
            yield Finding(f"{quoi}.", lu.chemin, extrait(lu.texte, *trouve.span(), 15), remede)
