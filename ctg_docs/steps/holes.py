"""What final documents still lack: composed, not rendered, and told where the dossier should say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from ctg_docs.engine import Rich
from ctg_docs.french import compte
from ctg_docs.holes import holes_in, placed_holes
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Place, Problem, Severity, format_path

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

__all__ = ["holes_of", "missing_values"]


def holes_of(contexte: BaseModel) -> tuple[str, ...]:
    """Return what is missing in a context, each once, in reading order."""
    return tuple(dict.fromkeys(label for text in _texts(contexte) for label in holes_in(text)))


@dataclass
class _Hole:
    """A value that is missing: where the dossier says it, if nothing at all is there, and the files that want it."""

    label: str
    path: CheminDonnee
    empty: bool = False
    files: list[str] = field(default_factory=list)


def missing_values(
    ctg: Ctg, files: Iterable[tuple[str, BaseModel]], told: Sequence[Problem] = ()
) -> list[Problem]:
    """Return one blocking problem per missing value, at its place in the dossier, whatever the files that want it.

    Args:
        ctg: the dossier: a hole that it types itself is told at its line.
        files: name and context of each document.
        told: what is known already: a missing value that blocks at its own place is not told again, one that was a
            warning there blocks in the same words.
    """
    lacking: dict[object, _Hole] = {}
    for name, contexte in files:
        for label, where in dict.fromkeys(h for text in _texts(contexte) for h in placed_holes(text)):
            path, empty = _located(ctg, where)
            hole = lacking.setdefault(path or label, _Hole(label, path, empty))
            if name not in hole.files:
                hole.files.append(name)
    known = [problem.path for problem in told if problem.blocking]
    warned = {problem.path: problem for problem in told if not problem.blocking}
    typed = _typed(ctg) if any(not h.path for h in lacking.values()) else {}
    return [
        _again(h, warned) or _problem(ctg, h, h.path or typed.get(h.label, ()))
        for h in lacking.values()
        if not any(_is_within(path, format_path(h.path)) for path in known)
    ]


def _again(hole: _Hole, warned: Mapping[str, Problem]) -> Problem | None:
    """Return what was said of an empty value already, which blocks from now on."""
    said = warned.get(format_path(hole.path)) if hole.empty else None
    return said and replace(said, severity=Severity.BLOCKING)


def _is_within(path: str, around: str) -> bool:
    """True when a path is another one, or leads inside it."""
    return bool(around) and path.startswith(around) and path[len(around) : len(around) + 1] in ("", ".", "[")


def _problem(ctg: Ctg, hole: _Hole, path: CheminDonnee) -> Problem:
    return Problem(
        "GEN001",
        Severity.BLOCKING,
        f"Il manque dans {_names(hole.files)} : {hole.label}.",
        ctg.provenance.place(path) if path else Place(hole.files[0]),
        format_path(path),
        value=hole.label,
        suggestion="Complétez-le dans le dossier : le projet du document le montre sur fond jaune.",
    )


def _names(names: Sequence[str]) -> str:
    return f"« {names[0]} »" + (
        f" et {compte(len(names) - 1, 'autre fichier', 'autres fichiers')}" if names[1:] else ""
    )


def _located(ctg: Ctg, where: str) -> tuple[CheminDonnee, bool]:
    """Return the path of « deliberations.d-cc.date » in the dossier, or of what is nearest around it; if it is empty."""
    path: list[str | int] = []
    value: object = ctg
    for step in where.split("."):
        if isinstance(value, tuple):
            rank = next((i for i, item in enumerate(value) if getattr(item, "id", None) == step), None)
            if rank is None:
                break
            path.append(rank)
            value = value[rank]
        elif isinstance(value, BaseModel) and step in type(value).model_fields:
            path.append(step)
            value = getattr(value, step)
        else:
            break
    return tuple(path), bool(path) and value in (None, "", ())


def _typed(ctg: Ctg) -> dict[str, CheminDonnee]:
    """Return where the dossier itself says that something is missing: path of the first text, by label."""
    from ctg_docs.checks.examen import Examen

    paths: dict[str, CheminDonnee] = {}
    for text in Examen(ctg.avec_trous).textes:
        for label in holes_in(text.texte):
            paths.setdefault(label, text.chemin)
    return paths


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
