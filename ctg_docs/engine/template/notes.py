"""Give each call of a note a note of its own, and none to the notes whose call is gone.

A note whose call a condition removed would be printed under another call; two calls of one note share one text and one
number, which Word repairs by losing one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ctg_docs.engine.opc.package import Member, pack

__all__ = ["Notes"]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one kind that loops or conditions surround.

    Attributes:
        part: the part that holds their texts.
        kind: `footnote` or `endnote`.
        called: identifiers whose calls are counted.
    """

    part: str
    kind: str
    called: frozenset[str]

    def fit(self, member: Member, calls: Mapping[str, Sequence[str]]) -> Member:
        """Return the part with one note a call, in the order of the notes.

        Args:
            member: the part as the template has it, its tags filled.
            calls: identifiers given to the calls, by `kind:identifier` of the template.
        """
        note = re.compile(
            rf'(<w:{self.kind}\b[^>]*?w:id=")(-?\d+)("[^>]*>(?:(?!</w:{self.kind}>).)*</w:{self.kind}>)',
            re.DOTALL,
        )

        def written(match: re.Match[str]) -> str:
            head, identifier, tail = match.groups()
            if identifier not in self.called:
                return match.group()
            return "".join(f"{head}{own}{tail}" for own in calls.get(f"{self.kind}:{identifier}", ()))

        old = member.unpack().decode("utf-8")
        new = note.sub(written, old)
        return member if new == old else pack(member.name, new.encode())
