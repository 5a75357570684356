"""Characters that Word keeps otherwise than as text: symbols of a font, emoji with a fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["UNKNOWN", "symbol_text"]

UNKNOWN: Final = "\ufffd"
"""Stands for a symbol whose character is not known."""

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EX: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_PRIVATE: Final = 0xF000
"""Word moves the characters of a symbol font here: F0E0 is E0 of the font."""

_WINGDINGS: Final = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x73: "⬧",
    0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⇐",
    0xE8: "⇒", 0xF0: "⇨", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL: Final = {
    0xA3: "≤", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol_text(node: _Element) -> str:
    """Return the character of a `w:sym`, or of an emoji kept with a fallback; nothing for another node."""
    if node.tag == qn("w:sym"):
        return _symbol(str(node.get(qn("w:font"))), str(node.get(qn("w:char"))))
    if node.tag != f"{_MC}AlternateContent":
        return ""
    for choice in node.findall(f"{_MC}Choice"):
        for emoji in choice.iter(f"{_EX}symEx"):
            return chr(int(str(emoji.get(f"{_EX}char")), 16))
    fallback = node.find(f"{_MC}Fallback")
    texts = fallback.findall(qn("w:t")) if fallback is not None else []
    return "".join(text.text or "" for text in texts)


def _symbol(font: str, char: str) -> str:
    try:
        code = int(char, 16)
    except ValueError:
        return UNKNOWN
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(code - _PRIVATE if code >= _PRIVATE else code, UNKNOWN)
    return chr(code) if code < _PRIVATE and chr(code).isprintable() else UNKNOWN
