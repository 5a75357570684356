"""What a template may cost. Templates may come from strangers: every quantity has a bound."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one template and of one document made from it. The defaults leave room for 10,000 fiches.

    Attributes:
        file: bytes of the template file.
        entries: files inside the zip.
        unpacked: bytes of all those files once unpacked.
        elements: XML elements of all parts together.
        depth: nested elements of an XML part.
        tags: Jinja tags of one template.
        tag: characters of one tag.
        turns: turns of all loops, and items sorted, joined or grouped by filters, in one document.
        text: characters of one text built by the template itself (filters, `~`, `*`), and of one of its paragraphs.
        built: characters of all such texts in one document.
        output: bytes of all XML written for one document.
        seconds: wall time of one document.
    """

    file: int = 60_000_000
    entries: int = 4_000
    unpacked: int = 200_000_000
    elements: int = 600_000
    depth: int = 200
    tags: int = 20_000
    tag: int = 100_000
    turns: int = 500_000
    text: int = 2_000_000
    built: int = 60_000_000
    output: int = 400_000_000
    seconds: float = 60.0
