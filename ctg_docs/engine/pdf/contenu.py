"""Mend what a page draws: every stroke is either tagged or declared decoration. Knows operators, not meaning."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

__all__ = ["heights", "tidy_content", "tidy_page"]

_TOKEN = re.compile(
    rb"\[[^\]()]*\]|\((?:[^()\\]|\\.)*\)|/[^\s<>\[\](){}/%]*|<[0-9A-Fa-f]+>|(?<![A-Za-z0-9*.])"
    rb"(BDC|BMC|EMC|BT|ET|T[dDmfjJ*]|Do|sh|re|[mnFSs]|[fBb]\*?|['\"])(?![A-Za-z0-9*.])",
    re.DOTALL,
)
_INLINE_IMAGE = re.compile(rb"(?:^|\s)BI\s")
_MCID = re.compile(rb"/MCID\s+(\d+)")
_TEXT = re.compile(
    rb"/MCID\s+(\d+)(?:(?!EMC).)*?\bBT\s+(?:[-\d.]+\s+){1,5}?([-\d.]+)\s+(?:Td|TD|Tm)\b", re.DOTALL
)
_PAINT = frozenset(b"f f* F S s B B* b b* sh Do Tj TJ ' \"".split())
_BEGIN, _END = b"\n/Artifact BMC\n", b"\nEMC\n"


def heights(page: Any) -> dict[int, float]:
    """Return how high the text of each mark begins, in points from the bottom."""
    return {int(number): float(height) for number, height in _TEXT.findall(_read(page))}


def _read(page: Any) -> bytes:
    from pikepdf import Array

    contents = page.get("/Contents")
    if contents is None:
        return b""
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def tidy_page(page: Any, make_stream: Any, decorative: Collection[int] = ()) -> None:
    """Rewrite the content of a page when it needs it; see `tidy_content`."""
    changed = tidy_content(_read(page), decorative)
    if changed is not None:
        page.Contents = make_stream(changed)


def tidy_content(stream: bytes, decorative: Collection[int] = ()) -> bytes | None:
    """Return the content with each untagged drawing declared an artifact; None when there is nothing to change.

    Args:
        stream: operators of a page.
        decorative: numbers of the marked contents to turn into artifacts.
    """
    if _INLINE_IMAGE.search(stream):
        return None
    changes: list[tuple[int, int, bytes]] = []
    depth, path, last = 0, -1, 0
    for match in _TOKEN.finditer(stream):
        operator = match.group(1)
        if operator is None:
            continue
        if operator in {b"BDC", b"BMC"}:
            depth += 1
            number = _MCID.search(stream, last, match.start()) if decorative else None
            if number and int(number.group(1)) in decorative:
                changes.append((last, match.end(), _BEGIN))
        elif operator == b"EMC":
            depth -= 1
        elif operator in {b"m", b"re"} and path < 0:
            path = last
        elif operator in _PAINT:
            if depth == 0:
                start = path if path >= 0 else last
                changes += ((start, start, _BEGIN), (match.end(), match.end(), _END))
            path = -1
        elif operator == b"n":
            path = -1
        last = match.end()
    return _apply(stream, changes) if changes else None


def _apply(stream: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    at = 0
    for start, end, text in changes:
        pieces += (stream[at:start], text)
        at = end
    return b"".join([*pieces, stream[at:]])
