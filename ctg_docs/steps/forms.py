"""Word forms as files: written for a meeting, read back together over a dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.formulaires import KINDS, Lecture, describe, read_forms, subjects, write_form
from ctg_docs.formulaires.genere import fiches_of, is_alone, open_generated
from ctg_docs.formulaires.remplissage import Rempli
from ctg_docs.french import INSECABLE, cle
from ctg_docs.limits import read_received
from ctg_docs.sources.report import typeset
from ctg_docs.steps.given import Files, file_list
from ctg_docs.steps.load import opened
from ctg_docs.steps.memories import Memories
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models import Ctg

__all__ = ["KINDS", "read_words", "remembered", "write_forms"]


def write_forms(ctg: Ctg | str | Path, kind: str, key: str | None = None) -> list[Document]:
    """Return Word forms to fill: of one element, or of every element of the kind.

    Args:
        ctg: the dossier, or where it is.
        kind: `fiche_action`, `equipements`, `instance` or `compte_rendu`.
        key: identifier of the element; for a fiche, its number too.

    Raises:
        DataError: no such form, no such element, or nothing to ask about.
    """
    if kind not in KINDS:
        raise DataError(typeset(f"Pas de formulaire « {kind} ». Au choix : {', '.join(KINDS)}."))
    ctg = opened(ctg)
    known = list(subjects(ctg, kind))
    if key:
        codes = {cle(code): id for id, code in ctg.codes_fiches.items()} if kind == "fiche_action" else {}
        codes |= (
            {cle(code.split(INSECABLE)[-1]): id for id, code in ctg.codes_fiches.items()} if codes else {}
        )
        found = key if key in known else codes.get(cle(key))
        if found is None:
            raise DataError(
                typeset(
                    f"Le dossier n’a pas « {key} ». Au choix : {', '.join(_offered(ctg, kind, known)) or 'rien'}."
                )
            )
        known = [found]
    if not known:
        raise DataError("Le dossier n’a rien à mettre dans ce formulaire.")
    forms = [describe(ctg, kind, id) for id in known]
    return [Document(f"{_stem(form.nom_fichier)}.docx", write_form(ctg, form), kind) for form in forms]


def _offered(ctg: Ctg, kind: str, known: Sequence[str]) -> list[str]:
    """Return what may be asked for: identifiers, and the number that a fiche is known by."""
    numbers = ctg.codes_fiches if kind == "fiche_action" else {}
    return [f"{id} ({numbers[id].split(INSECABLE)[-1]})" if id in numbers else id for id in known]


def read_words(
    files: Files, base: Ctg | str | Path | None, dossier: Path | None = None, *, force: bool = False
) -> Lecture:
    """Take filled forms in a dossier, all together: those that contradict each other are told.

    Args:
        files: the forms, one or many.
        base: the dossier as it is now.
        dossier: where it is, and what it remembers of each form.
        force: True to follow a form where the dossier changed too.

    Raises:
        DataError: a file can't be read, or there is no dossier to take them in.
    """
    if base is None:
        raise DataError("Un formulaire se reprend dans un dossier qui existe déjà.")
    base, given = opened(base), file_list(files)
    forms: list[tuple[str, bytes]] = []
    ranks: list[int] = []
    remplis: list[Rempli] = []
    for rank, file in enumerate(given):
        data = read_received(file)
        fiches = _generated(file.name, data)
        remplis += fiches
        forms += [] if fiches else [(file.name, data)]
        ranks += [] if fiches else [rank]

    def states(rank: int, mark: str) -> Sequence[tuple[str, bool]]:
        return Memories(given[ranks[rank]], dossier).of(_name(mark)) if dossier is not None else ()

    read = read_forms(forms, base, remplis, states=states, force=force)
    return replace(read, taken=tuple((ranks[rank], mark, text) for rank, mark, text in read.taken))


def remembered(files: Sequence[Path], dossier: Path, read: Lecture) -> dict[str, bytes]:
    """Return small files to keep in a dossier, for when the forms come back."""
    kept: dict[str, bytes] = {}
    for rank, mark, text in read.taken:
        kept |= Memories(files[rank], dossier, kept).kept(_name(mark), text)
    return kept


def _name(mark: str) -> str:
    return f"formulaire-{mark}"


def _generated(name: str, data: bytes) -> list[Rempli]:
    """Return generated fiches read back; nothing for any other document."""
    from ctg_docs.signature.donnees import extract
    from ctg_docs.steps.render import render_kind

    try:
        old = extract(data)
        found = fiches_of(data, old)
    except CtgDocsError:
        return []
    if not found:
        return []
    alone = is_alone(data)
    kind = get_kind("fiche_action" if alone else "fiches_actions")
    original = render_kind(old, kind, Options(action=found[0] if alone else None))[0]
    return open_generated(name, data, original.data, old)


def _stem(name: str) -> str:
    return "-".join(name.replace("\u00a0", " ").split())
