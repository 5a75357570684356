"""Finish the documents of several works side by side: what they ask for at the same time is converted in one start."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ctg_docs.engine.pdf.conformance import Attachment
from ctg_docs.engine.pdf.making import Finished, PdfOptions
from ctg_docs.engine.pdf.parallel import finish_any
from ctg_docs.errors import ConversionError

__all__ = ["Asked", "Work", "finish_together"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Asked:
    """Word and PowerPoint files to finish, by name, and what to carry inside the PDF of each."""

    documents: Mapping[str, bytes]
    attachments: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)


Work = Generator[Asked, Mapping[str, Finished], R]
"""What asks for documents, is given them finished, may ask for others made from these, and returns its result."""


def finish_together(
    works: Mapping[str, Work[R]], alone: Asked, options: PdfOptions | None = None
) -> tuple[dict[str, R | ConversionError], dict[str, Finished]]:
    """Return the result of each work, or why it has none, and the documents that nobody waits for.

    Args:
        works: by name, which tells documents of the same name apart.
        alone: documents that belong to no work.
        options: workers, time limit.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    ended: dict[str, R | ConversionError] = {}
    asked = {name: next(work) for name, work in works.items()}
    given = _finish([*asked.values(), alone], [*asked, ""], options)
    left = given.pop()
    while asked:
        following: dict[str, Asked] = {}
        for name, done in zip(asked, given, strict=True):
            try:
                following[name] = works[name].send(done)
            except StopIteration as end:
                ended[name] = end.value
            except ConversionError as error:
                ended[name] = error
        asked = following
        given = _finish([*asked.values()], [*asked], options)
    return ended, left


def _finish(
    asked: Sequence[Asked], owners: Sequence[str], options: PdfOptions | None
) -> list[dict[str, Finished]]:
    """Finish what all ask for at once; return to each its own."""
    documents: dict[str, bytes] = {}
    attachments: dict[str, Sequence[Attachment]] = {}
    keys: list[dict[str, str]] = []
    for owner, one in zip(owners, asked, strict=True):
        keys.append({name: f"{owner}/{name}" if name in documents else name for name in one.documents})
        documents |= {key: one.documents[name] for name, key in keys[-1].items()}
        attachments |= {key: one.attachments.get(name, ()) for name, key in keys[-1].items()}
    done = finish_any(documents, attachments=attachments, options=options) if documents else {}
    return [{name: done[key] for name, key in own.items()} for own in keys]
