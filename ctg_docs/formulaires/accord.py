"""What changed between two readings of a printed place, in the words of the dossier. Knows no Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from ctg_docs.formulaires.description import Champ
from ctg_docs.formulaires.relecture import Lu
from ctg_docs.formulaires.valeurs import Registres, read_value
from ctg_docs.models.moments import Moment

__all__ = ["changes", "is_same_value", "transplant"]

_NUMBERS = frozenset({"euros", "nombre", "entier"})


def is_same_value(champ: Champ, a: str, b: str, registres: Registres) -> bool:
    """True when a field that reads `a` or `b` has the same value: « 31 décembre 2027 » is « 31/12/2027 »."""
    if a == b:
        return True
    kind = champ.colonne.kind
    if kind in _NUMBERS:
        return _number(a) == _number(b)
    if kind in ("date", "moment") and a and b:
        return _moment(a) == _moment(b)
    one, two = read_value(champ, a, registres), read_value(champ, b, registres)
    if champ.colonne.register or one[1] or two[1]:
        return one == two and not one[1]
    return one == two or _bare(a) == _bare(b)


def changes(
    before: Lu | None,
    after: Lu | None,
    champs: Mapping[str, Champ],
    texts: Mapping[str, str],
    registres: Registres,
) -> Lu | None:
    """Return the fields that changed, as the dossier should say them.

    Args:
        before: what a place was read to say, as printed.
        after: what it is read to say now.
        champs: the fields, by name.
        texts: what the dossier says of each.
        registres: its names.

    Returns:
        None when the words that were printed don't read as what they came from: nor can the new ones be trusted.
    """
    if before is None or after is None:
        return None
    changed = {name: text for name, text in after.items() if text != before.get(name, "")}
    real: dict[str, str] = {}
    for name, text in changed.items():
        if name.startswith("="):
            continue
        if name not in champs:
            return None
        champ, source, printed = champs[name], texts.get(name, ""), before.get(name, "")
        if is_same_value(champ, text, source, registres):
            continue
        moved = transplant(source, printed, text) if champ.colonne.kind == "texte" else None
        if moved is None and not is_same_value(champ, printed, source, registres):
            return None
        real[name] = text if moved is None else moved
    return real if real or not changed else None


def transplant(source: str, printed: str, text: str) -> str | None:
    """Return the source of a text once it got the changes that its printing got.

    Printing adds words to a text: no-break spaces, the long form of an acronym. What nobody changed comes from the source.

    Args:
        source: what the dossier says.
        printed: what the document said of it.
        text: what the document says now.

    Returns:
        None when a change cuts through what printing had made.
    """
    old, new, now = (re.findall(r"\s+|\S+\s*", part) for part in (source, printed, text))
    pieces = _pieces(old, new)
    out: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, new, now, autojunk=False).get_opcodes():
        if any(a < edge < b for a, b, _ in pieces for edge in (start, end)):
            return None
        if kind != "equal":
            out += now[first:last]
            continue
        is_last = end == len(new)
        for a, b, words in pieces:
            if start <= a and b <= end and (a < end or is_last):
                out += words
    return "".join(out)


def _pieces(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    """Return each stretch of printed words that goes as one, with the words of the source it stands for."""
    pieces: list[tuple[int, int, list[str]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal" or [_bare(word) for word in old[a:b]] == [_bare(word) for word in new[c:d]]:
            pieces += [(c + i, c + i + 1, [old[a + i]]) for i in range(b - a)]
        else:
            pieces.append((c, d, old[a:b]))
    return pieces


def _number(text: str) -> str:
    digits = re.sub(r"[\s€]", "", text).replace(",", ".")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _moment(text: str) -> Moment | str:
    try:
        return Moment.parse(text)
    except ValueError:
        return text


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
