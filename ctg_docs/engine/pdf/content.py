"""Mend what a page draws: every stroke is either tagged or declared decoration. Knows operators, not meaning."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from typing import Any

__all__ = ["heights", "text_lines", "tidy_content", "tidy_page"]

_TOKEN = re.compile(
    rb"\[[^\]()]*\]|\((?:[^()\\]|\\.)*\)|/[^\s<>\[\](){}/%]*|<[0-9A-Fa-f]+>|(?<![A-Za-z0-9*.])"
    rb"(BDC|BMC|EMC|BT|ET|T[dDmfjJ*]|Do|sh|re|[mnFSs]|[fBb]\*?|['\"])(?![A-Za-z0-9*.])",
    re.DOTALL,
)
_INLINE_IMAGE = re.compile(rb"(?:^|\s)BI\s")
_OPENING = re.compile(rb"\s*/[^\s<>()/]+(?:\s+(BMC)|<<[^()]*?>>\s*(BDC))(?=\s)")
"""What mostly follows a marked content: the next one."""
_TAG = re.compile(rb"/[^\s<>()/]+\s*<<(?:(?!BDC).)*?/MCID\s+(\d+)(?:(?!BDC).)*BDC$", re.DOTALL)
_MARK = re.compile(rb"\((?:[^()\\]|\\.)*\)|(?<![A-Za-z0-9*.])(BDC|BMC|EMC)(?![A-Za-z0-9*.])", re.DOTALL)
_HIDDEN = re.compile(rb"\([^)]*(?:BDC|BMC|EMC)")
_TEXT = re.compile(
    rb"/MCID\s+(\d+)(?:(?!EMC).)*?\bBT\s+(?:[-\d.]+\s+){1,5}?([-\d.]+)\s+(?:Td|TD|Tm)\b", re.DOTALL
)
_PLACED = re.compile(rb"\bBT\s+(?:[-\d.]+\s+){1,5}?([-\d.]+)\s+(?:Td|TD|Tm)\b")
_PAINT = frozenset(b"f f* F S s B B* b b* sh Do Tj TJ ' \"".split())
_BEGIN, _END = b"\n/Artifact BMC\n", b"\nEMC\n"


def heights(page: Any) -> dict[int, float]:
    """Return how high the text of each mark begins, in points from the bottom."""
    return {int(number): float(height) for number, height in _TEXT.findall(_read(page))}


def text_lines(page: Any, lead: float = 4.0) -> list[float]:
    """Return the height of each line of text, from the top down, in points; what is nearer than `lead` is one line."""
    lines: list[float] = []
    for height in sorted((float(y) for y in _PLACED.findall(_read(page))), reverse=True):
        if not lines or lines[-1] - height > lead:
            lines.append(height)
    return lines


def _read(page: Any) -> bytes:
    from pikepdf import Array

    contents = page.get("/Contents")
    if contents is None:
        return b""
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def tidy_page(page: Any, make_stream: Any, decorative: Collection[int] = ()) -> None:
    """Rewrite the content of a page when it needs it; see `tidy_content`."""
    from pikepdf import Name

    changed = tidy_content(_read(page), decorative)
    if changed is not None:
        page.Contents = make_stream(zlib.compress(changed), Filter=Name.FlateDecode)


def tidy_content(stream: bytes, decorative: Collection[int] = ()) -> bytes | None:
    """Return the content with each untagged drawing declared an artifact; None when there is nothing to change.

    Args:
        stream: operators of a page.
        decorative: numbers of the marked contents to turn into artifacts.
    """
    if b"BI" in stream and _INLINE_IMAGE.search(stream):
        return None
    changes: list[tuple[int, int, bytes]] = []
    path, last, at = -1, 0, 0
    plain = _is_plain(stream)
    while match := _OPENING.match(stream, at) or _TOKEN.search(stream, at):
        operator, at = match.group(match.lastindex or 0), match.end()
        if not match.lastindex:
            continue
        if operator in {b"BDC", b"BMC"}:
            tag = _TAG.search(stream, last, at) if decorative else None
            if tag and int(tag.group(1)) in decorative:
                changes.append((tag.start(), at, _BEGIN))
            at, path = _end_of_mark(stream, at, plain=plain), -1
        elif operator in {b"m", b"re"}:
            path = last if path < 0 else path
        elif operator in _PAINT:
            start = path if path >= 0 else last
            changes += ((start, start, _BEGIN), (at, at, _END))
            path = -1
        elif operator == b"n":
            path = -1
        last = at
    return _apply(stream, changes) if changes else None


def _is_plain(stream: bytes) -> bool:
    """True when the bytes of the mark operators are nothing else: no name and no text holds them."""
    written = ((b"BDC", b"BDC\n"), (b"BMC", b" BMC\n"), (b"EMC", b"\nEMC\n"))
    return all(stream.count(a) == stream.count(b) for a, b in written) and not (
        b"(" in stream and _HIDDEN.search(stream)
    )


def _end_of_mark(stream: bytes, at: int, *, plain: bool) -> int:
    """Return where a marked content that was just opened ends, with those inside it."""
    depth = 1
    if plain:
        while depth and (end := stream.find(b"EMC", at)) >= 0:
            depth += stream.count(b"BDC", at, end) + stream.count(b"BMC", at, end) - 1
            at = end + 3
        return len(stream) if depth else at
    for match in _MARK.finditer(stream, at):
        operator = match.group(1)
        depth += {b"EMC": -1, None: 0}.get(operator, 1)
        if not depth:
            return match.end()
    return len(stream)


def _apply(stream: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    at = 0
    for start, end, text in changes:
        pieces += (stream[at:start], text)
        at = end
    return b"".join([*pieces, stream[at:]])
