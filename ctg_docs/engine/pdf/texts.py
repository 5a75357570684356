"""What a PDF says: the words of its pages, its properties, its notes, its links, its attached files. Knows no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ctg_docs.engine.pdf.opening import open_pdf

__all__ = ["read_texts"]

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_SAME_LINE = 2.0


def read_texts(data: bytes) -> Iterator[str | bytes]:
    """Yield what a PDF says, block by block, then each text of its objects; its attached files come as bytes.

    Raises:
        ConversionError: not a PDF, or protected by a password.
    """
    import pikepdf

    with open_pdf(data) as pdf:
        for page in pdf.pages:
            yield from _Words(page.obj).read()
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
                if kind == "/EmbeddedFile":
                    yield item.read_bytes()
                elif kind == "/Metadata":
                    yield re.sub(r"<[^>]*>", "\n", item.read_bytes().decode("utf-8", "replace"))
                elif subtype == "/Form":
                    yield from _Words(item).read()
            yield from _strings(item)
        yield from _strings(pdf.trailer.get("/Info"))


def _strings(item: Any, depth: int = 0) -> Iterator[str]:
    """Yield the texts that an object holds itself: what it refers to is read in its turn."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield str(item)
    elif depth < 20 and isinstance(item, pikepdf.Array):
        for child in item:
            if not getattr(child, "is_indirect", False):
                yield from _strings(child, depth + 1)
    elif depth < 20 and isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for _, child in item.items():
            if not getattr(child, "is_indirect", False) and not isinstance(child, pikepdf.Stream):
                yield from _strings(child, depth + 1)


class _Words:
    """The words that a page or a form draws: a new line where the pen goes down, a new block where the tags change."""

    def __init__(self, holder: Any) -> None:
        self.holder = holder
        self.fonts: dict[str, tuple[int, dict[int, str]]] = {}
        self.font: tuple[int, dict[int, str]] = (1, {})
        self.block: list[str] = []
        self.height: float | None = None

    def read(self) -> Iterator[str]:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(self.holder):
            name, operands = str(instruction.operator), instruction.operands
            if name in {"BDC", "BMC"} and str(operands[0]) != "/Span":
                yield from self._end()
            elif name == "Tf":
                self.font = self._font(str(operands[0]))
            elif name in {"Tm", "Td", "TD", "T*"}:
                self._move(name, operands)
            elif name in {"Tj", "'", '"'}:
                self._show(bytes(operands[-1]))
            elif name == "TJ":
                for piece in operands[0]:
                    if isinstance(piece, pikepdf.String):
                        self._show(bytes(piece))
        yield from self._end()

    def _end(self) -> Iterator[str]:
        if text := "".join(self.block).strip():
            yield text
        self.block = []

    def _move(self, name: str, operands: Any) -> None:
        """Note a new line: lines of one paragraph are read as one text, parted by a blank."""
        if name == "Tm":
            height = float(operands[5])
            if self.height is not None and abs(height - self.height) > _SAME_LINE:
                self.block.append(" ")
            self.height = height
        elif name == "T*" or abs(float(operands[1])) > _SAME_LINE:
            self.block.append(" ")

    def _show(self, codes: bytes) -> None:
        size, known = self.font
        if not known:
            self.block.append(codes.decode("cp1252", "replace"))
            return
        found = (int.from_bytes(codes[i : i + size], "big") for i in range(0, len(codes), size))
        self.block += [known.get(code, "") for code in found]

    def _font(self, name: str) -> tuple[int, dict[int, str]]:
        if name not in self.fonts:
            font = self.holder.get("/Resources", {}).get("/Font", {}).get(name, {})
            table = font.get("/ToUnicode") if font else None
            wide = str(font.get("/Subtype", "")) == "/Type0" if font else False
            self.fonts[name] = (2 if wide else 1, _letters(table.read_bytes()) if table is not None else {})
        return self.fonts[name]


def _letters(table: bytes) -> dict[int, str]:
    """Return the letters of a font by their code, from its table."""
    found: dict[int, str] = {}
    for chars in _CHARS.findall(table):
        codes = _HEX.findall(chars)
        found |= {int(a, 16): _text(b) for a, b in zip(codes[::2], codes[1::2], strict=False)}
    for ranges in _RANGES.findall(table):
        for first, last, base, listed in _RANGE.findall(ranges):
            span = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF) + 1)
            if listed:
                found |= dict(zip(span, map(_text, _HEX.findall(listed)), strict=False))
            else:
                start = int(base, 16)
                found |= {
                    code: chr(start + rank) for rank, code in enumerate(span) if start + rank < 0x110000
                }
    return found


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
