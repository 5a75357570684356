"""Document kinds: one folder each, found by walking the sub-packages.

A folder without `KIND` is refused loudly; a name that begins with `_` is a shared piece and is skipped. Kinds of other
packages come after, through their entry points: one that fails is told, and stops nothing.
"""

from __future__ import annotations

import pkgutil
import re
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint

from ctg_docs.documents.kind import Kind
from ctg_docs.entry_points import KINDS, Extension, load_all
from ctg_docs.errors import CtgDocsError, ExitCode

__all__ = ["UnknownKindError", "added_kinds", "get_kind", "load_kinds"]


class UnknownKindError(CtgDocsError):
    """The user named a document kind that no folder holds."""

    exit_code = ExitCode.USAGE


def _load(nom: str, package: str) -> Kind:
    kind = getattr(import_module(package), "KIND", None)
    if not isinstance(kind, Kind):
        raise TypeError(f"{package} has no KIND: a folder of documents/ must say what it is")
    return replace(kind, nom=nom, package=package)


def _ours() -> dict[str, Kind]:
    noms = [m.name for m in pkgutil.iter_modules(__path__) if m.ispkg and not m.name.startswith("_")]
    return {nom: _load(nom, f"{__name__}.{nom}") for nom in noms}


def _use(point: EntryPoint) -> Kind:
    if point.name in _ours():
        raise ValueError("un type de document de ctg-docs a déjà ce nom")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", point.name):
        raise ValueError("ce nom n’est pas fait de lettres minuscules sans accent, de chiffres et de « _ »")
    kind = getattr(import_module(point.value), "KIND", None)
    if not isinstance(kind, Kind):
        raise TypeError(f"« {point.value} » ne contient pas de KIND")
    found = replace(kind, nom=point.name, package=point.value, externe=True)
    found.verify()
    return found


@cache
def added_kinds() -> tuple[dict[str, Kind], tuple[Extension, ...]]:
    """Return the kinds of other packages, then one line about each."""
    return load_all(KINDS, _use)


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Return every document kind, in the order of lists.

    Raises:
        TypeError: when a folder has no `KIND` of the right type.
    """
    found = [*_ours().values(), *added_kinds()[0].values()]
    return tuple(sorted(found, key=lambda kind: (kind.ordre, kind.nom)))


def get_kind(nom: str) -> Kind:
    """Return the kind of this name.

    Raises:
        UnknownKindError: when there is none; the message suggests the nearest name.
    """
    kinds = {kind.nom: kind for kind in load_kinds()}
    if nom in kinds:
        return kinds[nom]
    for extension in added_kinds()[1]:
        if extension.name == nom and extension.problem:
            raise UnknownKindError(f"{extension.problem.message} {extension.problem.suggestion}")
    proches = get_close_matches(nom, kinds, n=1)
    suite = f" Vouliez-vous « {proches[0]} » ?" if proches else ""
    connus = ", ".join(kinds) or "aucun"
    raise UnknownKindError(f"Type de document inconnu : « {nom} ».{suite} Types connus : {connus}.")
