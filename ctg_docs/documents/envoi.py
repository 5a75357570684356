"""What a letter to one person needs to leave: whom for, in which pile, with which words. Light: no model is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Envoi"]


@dataclass(frozen=True, slots=True)
class Envoi:
    """How a letter leaves.

    Attributes:
        lot: name, without suffix, of the file to print that holds the letters of the same meeting.
        nom: the recipient, « Claire Dubois ».
        courriel: where to write to; empty when the dossier does not say.
        sujet: subject of the message.
        texte: its text, without layout.
        agenda: calendar file to join; empty while the day is not known.
        joints: what the letter says is joined to it, in the words of the dossier.
        fichiers: name and bytes of those that are files, once they are found.
    """

    lot: str
    nom: str
    courriel: str = ""
    sujet: str = ""
    texte: str = ""
    agenda: bytes = field(default=b"", repr=False)
    joints: tuple[str, ...] = ()
    fichiers: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
