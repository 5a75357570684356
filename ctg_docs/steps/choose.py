"""Which kinds a request means, and the index of what a whole generation wrote. Knows no file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents.kind import Kind, Portee
from ctg_docs.documents.options import Options
from ctg_docs.errors import DataError
from ctg_docs.steps.given import Names, name_list
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

__all__ = ["INDEX", "build_index", "choose_kinds", "refuse_unknown"]

INDEX = "index.txt"
"""Name of the list of what was written, beside the documents."""


def choose_kinds(ctg: Ctg, kinds: Names | None, options: Options) -> list[Kind]:
    """Return the kinds asked for; by default all, or those of the meeting, action or avenant narrowed to.

    Raises:
        DataError: the dossier has not that meeting, action or avenant.
        UnknownKindError: no kind has this name.
    """
    refuse_unknown(options.reunion, ctg.ids("reunions"), "réunion", "de réunion")
    refuse_unknown(options.action, ctg.ids("fiches_actions"), "fiche action", "de fiche action")
    refuse_unknown(options.avenant, ctg.ids("avenants"), "avenant", "d’avenant")
    if kinds is not None:
        return [get_kind(name) for name in name_list(kinds)]
    portees = _portees(options)
    return [kind for kind in load_kinds() if portees is None or kind.portee in portees]


def _portees(options: Options) -> set[Portee] | None:
    portees: set[Portee] = set()
    if options.reunion:
        portees.add("reunion")
    if options.action:
        portees.add("action")
    if options.avenant:
        portees.add("avenant")
    return portees or None


def refuse_unknown(wanted: str | None, known: Sequence[str], nom: str, complement: str) -> None:
    """Refuse an identifier that the dossier has not.

    Raises:
        DataError: with the nearest one, and those that are known.
    """
    if wanted is None or wanted in known:
        return
    close = get_close_matches(wanted, known, n=1)
    advice = f" Vouliez-vous « {close[0]} » ?" if close else ""
    listed = f" Identifiants connus : {', '.join(known)}." if known else f" Le dossier n’a pas {complement}."
    aucun = "Aucun" if nom == "avenant" else "Aucune"
    raise DataError(f"{aucun} {nom} « {wanted} » dans le dossier.{advice}{listed}")


def build_index(documents: Sequence[Document], skipped: Sequence[tuple[Kind, str]]) -> Document:
    """Return the index of a whole generation: files by kind with what is missing in each, then what was left out."""
    lines = [f"{len(documents)} fichiers écrits"]
    titres = {kind.nom: kind.titre for kind in load_kinds()}
    for nom in dict.fromkeys(document.kind for document in documents):
        lines += ["", titres.get(nom, nom)]
        for document in documents:
            if document.kind == nom:
                holes = f" (à compléter : {len(document.holes)})" if document.holes else ""
                lines.append(f"  {document.name}{holes}")
    if skipped:
        lines += ["", "Non écrits"]
        lines += [f"  {kind.titre} : {reason}" for kind, reason in skipped]
    return Document(INDEX, ("\n".join(lines) + "\n").encode(), "index")
