"""What is missing in what was made: counted in drafts, refused in final documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from ctg_docs.engine import Rich
from ctg_docs.errors import DataError
from ctg_docs.french import compte
from ctg_docs.holes import holes_in
from ctg_docs.models.provenance import CheminDonnee, chemin_text
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.steps.types import Document

__all__ = ["holes_of", "refuse_holes"]


def holes_of(contexte: BaseModel) -> tuple[str, ...]:
    """Return what is missing in a context, each once, in reading order."""
    return tuple(dict.fromkeys(label for text in _texts(contexte) for label in holes_in(text)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Rich):
        yield value.text
    elif isinstance(value, BaseModel):
        for name in _printed(type(value)):
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)


@cache
def _printed(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that our own papers print."""
    offered = getattr(model, "offerts", ())
    return tuple(name for name in model.model_fields if name not in offered)


def _files(names: Sequence[str]) -> str:
    return f"« {names[0]} »" + (f" et {compte(len(names) - 1, 'autre fichier')}" if names[1:] else "")


def _typed(ctg: Ctg) -> dict[str, CheminDonnee]:
    """Return where the dossier itself says that something is missing: path of the first text, by label."""
    paths: dict[str, CheminDonnee] = {}
    from ctg_docs.checks.examen import Examen

    for text in Examen(ctg.avec_trous).textes:
        for label in holes_in(text.texte):
            paths.setdefault(label, text.chemin)
    return paths


def refuse_holes(documents: Sequence[Document], ctg: Ctg) -> None:
    """Refuse final documents that still show something missing.

    Args:
        documents: what was made.
        ctg: the dossier: a hole that it types itself is told at its line.

    Raises:
        DataError: one blocking problem per hole and kind of documents.
    """
    lacking: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        for label in document.holes:
            lacking.setdefault((document.kind, label), []).append(document.name)
    typed = _typed(ctg) if lacking else {}
    problems = [
        Problem(
            "GEN001",
            Severity.BLOCKING,
            f"Il manque dans {_files(names)} : {label}.",
            ctg.provenance.place(typed[label]) if label in typed else Place(names[0]),
            chemin_text(typed.get(label, ())),
            suggestion="Complétez-le dans le dossier : le projet du document le montre sur fond jaune.",
        )
        for (_, label), names in lacking.items()
    ]
    if problems:
        raise DataError("La version définitive est incomplète.", problems)
