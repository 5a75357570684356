"""Document kinds: one folder each, found by walking the sub-packages.

A folder without `KIND` is refused loudly; a name that begins with `_` is a shared piece and is skipped.
"""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from ctg_docs.documents.kind import Kind
from ctg_docs.errors import CtgDocsError, ExitCode

__all__ = ["UnknownKindError", "get_kind", "load_kinds"]


class UnknownKindError(CtgDocsError):
    """The user named a document kind that no folder holds."""

    exit_code = ExitCode.USAGE


def _load(nom: str) -> Kind:
    package = f"{__name__}.{nom}"
    kind = getattr(import_module(package), "KIND", None)
    if not isinstance(kind, Kind):
        raise TypeError(f"{package} has no KIND: a folder of documents/ must say what it is")
    return replace(kind, nom=nom, package=package)


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Return every document kind, in the order of lists.

    Raises:
        TypeError: when a folder has no `KIND` of the right type.
    """
    noms = [m.name for m in pkgutil.iter_modules(__path__) if m.ispkg and not m.name.startswith("_")]
    return tuple(sorted((_load(nom) for nom in noms), key=lambda kind: (kind.ordre, kind.nom)))


def get_kind(nom: str) -> Kind:
    """Return the kind of this name.

    Raises:
        UnknownKindError: when there is none; the message suggests the nearest name.
    """
    kinds = {kind.nom: kind for kind in load_kinds()}
    if nom in kinds:
        return kinds[nom]
    proches = get_close_matches(nom, kinds, n=1)
    suite = f" Vouliez-vous « {proches[0]} » ?" if proches else ""
    connus = ", ".join(kinds) or "aucun"
    raise UnknownKindError(f"Type de document inconnu : « {nom} ».{suite} Types connus : {connus}.")
