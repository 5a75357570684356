"""Judge a piece that was added to since it was handed over: signatures in its fields, by their signatories, are welcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctg_docs.errors import CtgDocsError, MissingToolError
from ctg_docs.french import cle
from ctg_docs.limits import BoundError

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.signatures import SignReport

__all__ = ["judge", "names_the_same"]

_CIVILITES = {
    "madame",
    "monsieur",
    "mme",
    "m",
    "mlle",
    "mademoiselle",
    "dr",
    "docteur",
    "me",
    "maitre",
    "pour",
    "le",
    "la",
}


def judge(data: bytes, size: int) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a signed piece, and what to do about it; nothing when only expected signatures were added.

    Args:
        data: the piece as it is now.
        size: its length when it was handed over.
    """
    from ctg_docs.engine.pdf.additions import additions
    from ctg_docs.engine.pdf.signatures import sign_check
    from ctg_docs.engine.pdf.signed_reading import open_signed

    try:
        reader = open_signed(data)
        report = sign_check(data, reader=reader)
        added = additions(data, size, reader)
    except MissingToolError as error:
        yield "Une signature a été ajoutée, qui n’a pas pu être contrôlée.", error.message
        return
    except (CtgDocsError, BoundError):
        yield "Ce fichier a été changé : ce qui suit la pièce n’est pas lisible.", ""
        return
    if not any(field.signed for field in report.fields):
        yield "Ce fichier a été changé : ce qui suit la pièce n’est pas une signature.", ""
    yield from ((f"Ce n’est plus la pièce qui était à signer : {what}.", "") for what in added)
    yield from _signatures(report)


def _signatures(report: SignReport) -> Iterator[tuple[str, str]]:
    yield from ((fault, "") for fault in report.faults)
    for field in report.fields:
        if field.signed and not field.sound:
            yield f"Signature « {field.name} » : {field.reason}.", ""
        elif field.signed and not names_the_same(field.name, field.signer):
            yield (
                f"Le champ « {field.name} » est signé par « {field.signer} ».",
                "Vérifiez la délégation de signature, ou faites signer la personne attendue.",
            )


def names_the_same(field: str, signer: str) -> bool:
    """True when the certificate may be that of the signatory expected: the words of the shorter name are in the longer.

    Certificates add a number or a body, leave out a civilité, shorten a first name to its letter.
    """
    wanted, held = _words(field), _words(signer)
    if not wanted or not held:
        return not wanted
    short, long = sorted((wanted, held), key=len)
    shared = [word for word in short if any(_same(word, other) for other in long)]
    return len(shared) == len(short) and any(len(word) > 1 for word in shared)


def _words(name: str) -> list[str]:
    name = re.sub(r"^(?:p\d+\.)", "", re.sub(r"\s\(\d+\)$", "", name))
    return [w for w in re.findall(r"[^\W\d_]+", cle(name)) if w not in _CIVILITES]


def _same(word: str, other: str) -> bool:
    return word == other or (1 in {len(word), len(other)} and word[0] == other[0])
