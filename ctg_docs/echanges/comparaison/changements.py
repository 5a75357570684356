"""One difference between two dossiers, as a sentence. Knows no model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.sources.report import typeset

__all__ = ["Change", "ChangeKind", "quote"]

_LONG = 90
_RANK = "rang "
_MARKS = re.compile(r"\*\*|\[([^\]]+)\]\([^)]+\)")
_NESTED = re.compile("«\\s?(.*?)\\s?»")


class ChangeKind(StrEnum):
    """What happened."""

    AJOUT = "ajout"
    RETRAIT = "retrait"
    MODIFICATION = "modification"
    DEPLACEMENT = "deplacement"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: what happened.
        group: heading under which it is read: « Fiches actions ».
        subject: what it bears on: « Fiche 1.2 « Ouvrir un accueil » ».
        field: title of the field, empty when the whole subject came, went or moved.
        before, after: what a reader sees on each side; empty when there is nothing.
        path: path in the new dossier, or in the old one for what is gone.
    """

    kind: ChangeKind
    group: str
    subject: str
    field: str = ""
    before: str = ""
    after: str = ""
    path: CheminDonnee = ()

    @property
    def sentence(self) -> str:
        """The French sentence."""
        return typeset(self._sentence())

    def __str__(self) -> str:
        return self.sentence

    def _sentence(self) -> str:
        if not self.field:
            return f"{self.subject} : {_WHOLE[self.kind]}{self._span()}."
        if self.kind is ChangeKind.DEPLACEMENT:
            whole = self.subject.lower() == self.field.lower()
            return (
                f"{self.subject} : ordre changé."
                if whole
                else f"{self.subject} : {_lower(self.field)}, ordre changé."
            )
        if self.kind is ChangeKind.MODIFICATION and not (self.before or self.after):
            return f"{self.subject} : {_lower(self.field)}, changement sans effet sur les documents."
        return f"{self.subject} : {_lower(self.field)}, {self._of_field()}."

    def _of_field(self) -> str:
        if self.kind is not ChangeKind.MODIFICATION:
            word = "ajout" if self.kind is ChangeKind.AJOUT else "retrait"
            return f"{word} de {quote(self.after or self.before)}"
        if not self.after:
            return f"effacé (c’était {quote(self.before)})"
        if not self.before or _names(self.subject, self.before):
            return f"désormais {quote(self.after)}"
        if _unmarked(self.before) == _unmarked(self.after):
            return "mise en forme changée, même texte"
        before, after = _around(_unmarked(self.before), _unmarked(self.after))
        return f"{quote(before)} devient {quote(after)}"

    def _span(self) -> str:
        if not (self.before or self.after):
            return ""
        if self.before.startswith(_RANK) and self.after.startswith(_RANK):
            return f", du {self.before} au {self.after}"
        if self.before and self.after:
            return f", de {quote(self.before)} à {quote(self.after)}"
        return f" ({self.before or self.after})"


_WHOLE = {
    ChangeKind.AJOUT: "ajout",
    ChangeKind.RETRAIT: "retrait",
    ChangeKind.MODIFICATION: "modification",
    ChangeKind.DEPLACEMENT: "déplacement",
}


def _unmarked(text: str) -> str:
    """Return a text on one line, its stars and its addresses of links left out."""
    return " ".join(_MARKS.sub(lambda found: found[1] or "", text).split())


def _names(subject: str, text: str) -> bool:
    """True when the subject has just been called by that text."""
    return subject.endswith((f" {text}", f"« {text} »"))


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def quote(text: str, longest: int = _LONG) -> str:
    """Return the text between French quotes, on one line, cut when it is long."""
    flat = _NESTED.sub("“\\1”", _unmarked(text))
    return f"« {flat if len(flat) <= longest else flat[: longest - 1] + '…'} »"


def _around(before: str, after: str) -> tuple[str, str]:
    """Cut two long texts to the words around what differs."""
    old, new = before.split(), after.split()
    if max(len(before), len(after)) <= _LONG:
        return " ".join(old), " ".join(new)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(start - 3, 0), min(len(words) - end + 3, len(words))
    return ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")
