"""Entity resolution: a name typed by a person to the identifier it stands for, or to what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from ctg_docs.french import cle
from ctg_docs.rapprochement.seuils import NEAR, SHORT

__all__ = ["KEYS", "Index", "body_key", "nearest", "suggestion"]

_ABBREVIATIONS: Final[tuple[tuple[str, str], ...]] = (
    (r"c ?c|cdc|comcom|com de com|comm? ?comm?|communaute de cnes", "communaute de communes"),
    (r"c ?a|agglo|agglomeration|communaute d agglo", "communaute d agglomeration"),
    (r"c ?u", "communaute urbaine"),
    (r"caisse d allocations familiales", "caf"),
    (r"mutualite sociale agricole", "msa"),
    (r"conseil departemental|cd|dpt|dept|dep", "departement"),
    (r"conseil regional", "region"),
    (r"mairie|ville|cne", "commune"),
    (r"asso|assoc", "association"),
    (r"centre communal d action sociale", "ccas"),
)


_CIVILITY: Final = re.compile(
    r"(?i)^(?:mmes?|madame|mlles?|mademoiselle|mm?|mr|monsieur|dr|docteure?|ma[iî]tre|me|pr)\b\.?\s+(?=\w)"
)


def body_key(name: str) -> str:
    """Return the key under which two spellings are one body: case, accents, article and usual abbreviations apart."""
    key = re.sub(r"^(?:la|le|les|l) ", "", cle(name))
    key = re.sub(r"\b(\w) (?=\w\b)", r"\1", key)  # « M.J.C. »
    for pattern, whole in _ABBREVIATIONS:
        found = re.match(rf"(?:{pattern})(?= |$)", key)
        if found:
            key = whole + key[found.end() :]
            break
    return re.sub(r"(?<=\w) (?:du|de la|de l|des|de|d) (?!communes|agglomeration|action|accueil)", " ", key)


def person_key(name: str) -> str:
    """Return the key of a person: called with or without a civility."""
    return cle(_CIVILITY.sub("", name.strip()))


KEYS: Final[Mapping[str, Callable[[str], str]]] = {"organismes": body_key, "personnes": person_key}
"""Register to what two spellings of one of its names have in common; elsewhere, case and accents apart."""


class Index:
    """The identifiers of a register by the names that stand for them.

    Args:
        key: what two spellings of one name have in common.
    """

    def __init__(self, key: Callable[[str], str] = cle) -> None:
        self._key = key
        self._ids: dict[str, dict[str, None]] = {}

    def add(self, id: str, *names: str) -> None:
        """Say names of an element; its identifier is one."""
        for name in (id, *names):
            if key := self._key(name):
                self._ids.setdefault(key, {})[id] = None

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the identifiers that a name stands for: none, one, or those of homonyms."""
        return tuple(self._ids.get(self._key(name), ()))

    def one(self, name: str) -> str | None:
        """Return the only identifier that a name stands for."""
        found = self.ids(name)
        return found[0] if len(found) == 1 else None

    def near(self, name: str) -> str:
        """Return the identifier that was probably meant, or nothing."""
        key = self._key(name)
        names = [known for known in self._ids if known != key]
        return next(iter(self._ids[found])) if (found := nearest(key, names)) else ""


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known text that was probably meant, or nothing: a sigle is near to no other."""
    wanted = cle(text)
    keys = {cle(name): name for name in reversed(list(known)) if len(cle(name)) > SHORT}
    found = get_close_matches(wanted, keys, n=1, cutoff=NEAR) if len(wanted) > SHORT else []
    return keys[found[0]] if found and keys[found[0]] != text else ""


def suggestion(text: str, known: Iterable[str]) -> str:
    """Return « Vouliez-vous « … » ? », or nothing."""
    near = nearest(text, known)
    return f"Vouliez-vous « {near} » ?" if near else ""
