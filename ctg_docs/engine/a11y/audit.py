"""Every rule of accessibility run on one file, in one pass."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from ctg_docs.engine.a11y.contrast import weak_texts
from ctg_docs.engine.a11y.document import Document, open_document
from ctg_docs.engine.a11y.pictures import faulty_pictures
from ctg_docs.engine.a11y.tables import faulty_tables
from ctg_docs.engine.a11y.texts import faulty_headings, faulty_links, faulty_spaces
from ctg_docs.french import typographier
from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.engine.a11y.document import Story
    from ctg_docs.engine.a11y.texts import Fault

__all__ = ["RULES", "check_accessibility"]

_B, _W = Severity.BLOCKING, Severity.WARNING
RULES: Final[dict[str, tuple[Severity, str]]] = {
    "ACC001": (_B, "le document a un titre dans ses propriétés"),
    "ACC002": (_B, "la langue du texte est déclarée"),
    "ACC003": (_B, "les niveaux de titre se suivent"),
    "ACC004": (_B, "aucun titre n’est vide"),
    "ACC005": (_B, "chaque tableau de données a une ligne d’en-tête"),
    "ACC006": (_B, "les lignes d’en-tête sont en haut, et remplies"),
    "ACC007": (_B, "chaque image, graphique ou dessin a un texte de remplacement"),
    "ACC008": (_W, "un texte de remplacement dit ce qu’on voit"),
    "ACC009": (_B, "le contraste est d’au moins 4,5 ; 3 pour un grand texte"),
    "ACC010": (_B, "le texte d’un lien dit où il mène"),
    "ACC011": (_W, "l’espace vient des styles, non de paragraphes vides"),
    "ACC012": (_W, "l’alignement vient des tableaux et des tabulations, non de blancs ou de points"),
    "ACC013": (_W, "les listes sont de vraies listes"),
    "ACC014": (_W, "un lien a un intitulé court et à lui seul"),
}
"""Severity and French title of each rule. Sources: RGAA 4.1, WCAG 2.1, PDF/UA-1 as applied to Word files."""


def check_accessibility(data: bytes, file: str = "") -> list[Problem]:
    """Return what keeps a Word file from being read by everybody, each with its place; of thousands, the first ones.

    Args:
        data: the `.docx` file.
        file: its name, for the places.

    Raises:
        TemplateError: not a Word file.
    """
    book = open_document(data)
    problems = [_problem(code, message, Place(file), advice) for code, message, advice in _whole(book)]
    for part in book.parts:
        for code, node, message, advice in islice(_faults(book, part), LIMITS.findings):
            problems.append(_problem(code, message, part.place(node, file), advice))
    return problems


def _problem(code: str, message: str, place: Place, advice: str) -> Problem:
    return Problem(code, RULES[code][0], typographier(message), place, suggestion=typographier(advice))


def _whole(book: Document) -> Iterator[tuple[str, str, str]]:
    title = book.core.findtext("{http://purl.org/dc/elements/1.1/}title") if book.core is not None else None
    if not (title or "").strip():
        yield "ACC001", "Le document n’a pas de titre dans ses propriétés.", "Fichier, Informations, Titre."
    if not book.cascade.language:
        yield (
            "ACC002",
            "La langue du texte n’est pas déclarée.",
            "Déclarer « fr-FR » dans le style par défaut.",
        )


def _faults(book: Document, part: Story) -> Iterator[Fault]:
    if part.is_body:
        yield from faulty_headings(part, book.styles)
    yield from faulty_tables(part)
    yield from faulty_pictures(part)
    yield from faulty_links(part)
    yield from faulty_spaces(part, book.styles)
    for paragraph, ink, paper, ratio, expected in weak_texts(part, book.cascade):
        message = f"Le texte #{ink} sur fond #{paper} a un contraste de {_number(ratio)}, pour {_number(expected)} au moins."
        yield "ACC009", paragraph, message, "Foncer le texte ou éclaircir le fond."


def _number(value: float) -> str:
    return f"{int(value * 10) / 10:g}".replace(".", ",")
