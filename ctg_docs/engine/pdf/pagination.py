"""Correct the page numbers printed in the margins of a converted part, once the pages of the others are known.

The converter prints the result of each field in a block of its own, outside of the tags. A number is replaced by one
of as many figures, in the same font: figures have the same width, so nothing moves. What can't be done so is
refused, and the part is converted again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

__all__ = ["correct_numbers", "read_codes"]

_BLOCK = re.compile(
    rb"(/Artifact(?:<<.*?>>BDC| BMC)\nq [^\n]*\nBT\n[^\n]*?/(F\d+) [\d.]+ Tf)(<[0-9A-F]+>Tj|\[[^\]\n]*\]TJ)(\nET)"
)
_HEX = re.compile(rb"<([0-9A-F]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def correct_numbers(
    pdf: Pdf, old: tuple[int, int], new: tuple[int, int], pages: Sequence[Page] | None = None
) -> bool:
    """Print other page numbers in an open PDF; False, and nothing changed, when it can't be done in place.

    Args:
        pdf: a converted part, or the file that it was copied to.
        old: number of the first page and total of pages, as printed.
        new: the true ones.
        pages: those to correct; all when left out.
    """
    if old == new:
        return True
    codes: dict[Any, dict[str, int]] = {}
    streams: list[bytes] = []
    chosen = list(pdf.pages) if pages is None else pages
    for index, page in enumerate(chosen):
        number, total = (str(old[0] + index), str(new[0] + index)), (str(old[1]), str(new[1]))
        wanted = dict([number, total])
        ambiguous = number[0] == total[0] and number != total
        if ambiguous or any(len(a) != len(b) for a, b in wanted.items()):
            return False
        stream = b"\n".join(part.read_bytes() for part in _contents(page.obj))
        changed = _change(stream, wanted, page.obj.Resources.Font, codes)
        if changed is None:
            return False
        streams.append(changed)
    for page, stream in zip(chosen, streams, strict=True):
        page.obj.Contents = pdf.make_stream(stream)
    return True


def _contents(page: Any) -> list[Any]:
    from pikepdf import Array

    return list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]


def _change(
    stream: bytes, wanted: dict[str, str], fonts: Any, codes: dict[Any, dict[str, int]]
) -> bytes | None:
    """Replace the numbers of one page; None when a figure is not in the font or a number is printed twice."""
    seen: list[str] = []
    changing = {before for before, after in wanted.items() if before != after}
    failed = False

    def swap(match: re.Match[bytes]) -> bytes:
        nonlocal failed
        font = fonts[f"/{match.group(2).decode()}"]
        if font.objgen not in codes:
            codes[font.objgen] = read_codes(font)
        table = codes[font.objgen]
        letters = {code: letter for letter, code in table.items()}
        raw = bytes.fromhex(b"".join(_HEX.findall(match.group(3))).decode())
        text = "".join(letters.get(code, "\0") for code in raw)
        if text not in wanted:
            failed = failed or "\0" in text or any(number in changing for number in re.findall(r"\d+", text))
            return match.group(0)
        seen.append(text)
        target = wanted[text]
        if any(figure not in table for figure in target):
            failed = True
            return match.group(0)
        written = bytes(table[figure] for figure in target).hex().upper().encode()
        return match.group(1) + b"<" + written + b">Tj" + match.group(4)

    changed = _BLOCK.sub(swap, stream)
    twice = len(wanted) > 1 and len(seen) != len(set(seen))
    return None if failed or twice else changed


def read_codes(font: Any) -> dict[str, int]:
    """Return the code of each letter of a one-byte font, from its own table."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes()
    found: dict[str, int] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in _PAIR.findall(section):
            found[bytes.fromhex(letter.decode()).decode("utf-16-be", "replace")] = int(code, 16)
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in _RANGE.findall(section):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[chr(int(letter, 16) + step)] = int(first, 16) + step
    return found
