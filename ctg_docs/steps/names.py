"""Files of one folder bear names of their own: nothing is written over what the same run has just made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.steps.types import Document

__all__ = ["tell_apart"]


def tell_apart(documents: Sequence[Document]) -> tuple[list[Document], list[Problem]]:
    """Return the documents, each with a name of its own whatever the case of letters, and a warning for each that was changed.

    Args:
        documents: what was made, in its order: the first of several keeps the name.
    """
    taken = {document.name.casefold() for document in documents}
    seen: set[str] = set()
    named: list[Document] = []
    problems: list[Problem] = []
    for document in documents:
        name = document.name
        if name.casefold() in seen:
            name = _free(name, taken)
            problems.append(_warning(document, name))
        taken.add(name.casefold())
        seen.add(name.casefold())
        named.append(document if name == document.name else replace(document, name=name))
    return named, problems


def _free(name: str, taken: set[str]) -> str:
    path = PurePath(name)
    stem, rank = name.removesuffix(path.suffix), 2
    while f"{stem}-{rank}{path.suffix}".casefold() in taken:
        rank += 1
    return f"{stem}-{rank}{path.suffix}"


def _warning(document: Document, name: str) -> Problem:
    whose = f" celui de {document.envoi.nom}" if document.envoi else " le suivant"
    return Problem(
        "GEN005",
        Severity.WARNING,
        f"Deux documents porteraient le nom « {document.name} » :{whose} s’appelle « {name} ».",
        Place(name),
        suggestion="Distinguez ce qu’ils nomment : un deuxième prénom, un titre plus précis.",
    )
