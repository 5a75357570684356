"""What the library gives and takes: documents in memory, batches, deliveries. Light: no model is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents.kind import Kind

if TYPE_CHECKING:
    from ctg_docs.documents.envoi import Envoi
    from ctg_docs.problems import Problem
    from ctg_docs.signature.publication import Publication

__all__ = ["Applicability", "Batch", "Delivery", "Document", "Progress"]

Progress = Callable[[int, int, str], None]
"""Called before each kind with its rank from 0, the number of kinds, and its title."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file made from a dossier, in memory.

    Attributes:
        name: file name, without folder.
        data: its bytes.
        kind: name of its document kind.
        holes: what is missing in it, each once, in reading order.
        envoi: how it leaves, when it is a letter to one person.
    """

    name: str
    data: bytes = field(repr=False)
    kind: str
    holes: tuple[str, ...] = ()
    envoi: Envoi | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a generation made.

    Attributes:
        documents: the files, in the order of the kinds.
        skipped: kinds that the dossier has nothing for, with the French reason.
        publication: the dossier as it was masked, and what was; None when no publication was asked.
        problems: what is worth a look before the files leave.
        gaps: each value that a draft marks as missing, with the line where the dossier should say it; the final version
            of some papers waits for it, and nothing refuses it then.
    """

    documents: tuple[Document, ...]
    skipped: tuple[tuple[Kind, str], ...] = ()
    publication: Publication | None = None
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Applicability:
    """What a dossier gives for a kind: a number of files, or the French reason why none."""

    kind: Kind
    files: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, and what is worth knowing.

    Attributes:
        paths: every file written, in order.
        batch: what was rendered, with its holes.
        problems: warnings: a font replaced, an annexe left out of the complete file…
        signature: folder of the dossier de signature, None when none was made.
    """

    paths: tuple[Path, ...]
    batch: Batch
    problems: tuple[Problem, ...] = ()
    signature: Path | None = None
