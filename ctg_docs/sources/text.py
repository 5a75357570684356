"""Bytes on disk to clean text: size, encoding, invisible characters. Knows no format."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place
from ctg_docs.sources.report import Report

__all__ = [
    "BadCharacter",
    "bad_character",
    "check_text",
    "clean",
    "decode",
    "human_size",
    "is_too_much",
    "read_bytes",
    "read_text",
]

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SAVE_AS_UTF8 = "Enregistrez le fichier en UTF-8 (dans l’éditeur : « Enregistrer sous », encodage UTF-8)."


@dataclass(frozen=True, slots=True)
class BadCharacter:
    """A character that neither XML nor a reader can accept; prints as its name."""

    character: str
    index: int

    def __str__(self) -> str:
        name = unicodedata.name(self.character, "caractère de commande")
        return f"U+{ord(self.character):04X} ({name})"


def bad_character(text: str) -> BadCharacter | None:
    """Return the first forbidden character, if any."""
    found = _BAD.search(text)
    return BadCharacter(found.group(), found.start()) if found else None


def clean(text: str) -> str:
    """Return the text without its forbidden characters."""
    return _BAD.sub("", text)


def human_size(size: int) -> str:
    """Return a size in the largest unit that keeps it readable: « 200 Mo »."""
    for unit, factor in (("Mo", 1_000_000), ("Ko", 1_000)):
        if size >= factor:
            return f"{size / factor:.1f}".replace(".", ",").removesuffix(",0") + f"\N{NO-BREAK SPACE}{unit}"
    return f"{size}\N{NO-BREAK SPACE}octets"


def read_text(path: Path, name: str, report: Report) -> str | None:
    """Return the text of a file, or None when nothing can be made of it. Every fault is reported.

    A file in another encoding is reported, then decoded all the same, so that its other faults show in the
    same pass.
    """
    raw = read_bytes(path, Place(name), report, LIMITS.text)
    return decode(raw, name, report) if raw is not None else None


def decode(raw: bytes, name: str, report: Report) -> str | None:
    """Return the text that bytes hold; see `read_text`."""
    if len(raw) > LIMITS.text:
        report.add("LEC005", Place(name), size=human_size(len(raw)), limit=human_size(LIMITS.text))
        return None
    return check_text(_decode(raw, Place(name), report), name, report)


def check_text(text: str, name: str, report: Report) -> str | None:
    """Return a text without the characters that nothing accepts, which are reported."""
    found = bad_character(text)
    if found is None:
        return text
    line, column = text.count("\n", 0, found.index) + 1, found.index - text.rfind("\n", 0, found.index)
    report.add("LEC008", Place(name, line, column), character=found, suggestion="Supprimez ce caractère.")
    return None if "\x00" in text else clean(text)


def read_bytes(path: Path, place: Place, report: Report, limit: int) -> bytes | None:
    """Return the bytes of a regular file, looked at only when its size is allowed."""
    try:
        if not path.is_file():
            reason = "ce n’est pas un fichier ordinaire"
            report.add("LEC006" if path.exists() else "LEC001", place, reason=reason)
            return None
        size = path.stat().st_size
        if size > limit:
            report.add("LEC005", place, size=human_size(size), limit=human_size(limit))
            return None
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        report.add("LEC006", place, reason=_reason(fault))
        return None


def _reason(fault: Exception) -> str:
    return "accès refusé" if isinstance(fault, PermissionError) else "le système refuse de l’ouvrir"


def _decode(raw: bytes, place: Place, report: Report) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            report.add("LEC007", place, encoding="UTF-16", suggestion=_SAVE_AS_UTF8)
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = fault.start - raw.rfind(b"\n", 0, fault.start)
        shown = raw.decode("cp1252", errors="replace").splitlines()[line - 1].strip()
        here = Place(place.file, line, column)
        report.add("LEC007", here, value=shown, encoding="Windows-1252", suggestion=_SAVE_AS_UTF8)
        return raw.decode("cp1252", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def is_too_much(text: str, name: str, quoted: re.Pattern[str], report: Report) -> bool:
    """Tell a text without data, or with more signs that a value stands beside than data have values; True for both.

    Readers take minutes to read millions.

    Args:
        text: TOML or JSON.
        name: how the user calls it.
        quoted: what it writes its texts in.
        report: where it is told.
    """
    if not text.strip():
        report.add("LEC019", Place(name))
        return True
    if _signs(text) > LIMITS.values and _signs(quoted.sub("", text)) > LIMITS.values:
        report.add("LEC014", Place(name, 1, 1), limit=LIMITS.values)
        return True
    return False


def _signs(text: str) -> int:
    return sum(map(text.count, ",=[{"))
