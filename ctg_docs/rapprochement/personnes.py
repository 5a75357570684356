"""A person as people call one: the name alone, « Mme Diallo », « A. Martin », « M. le Président ». Who fits, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.french import cle

__all__ = ["PEOPLE", "People", "names_in"]

PEOPLE: Final = "personnes"
"""Register of the persons."""

_CIVILITY: Final = re.compile(
    r"(?i)^(?:(?P<f>mmes?|madame|mlles?|mademoiselle)|(?P<m>mm?|mr|monsieur)|dr|docteure?|ma[iî]tre|me|pr)\b\.?\s+(?=\w)"
)
_OFFICE: Final = re.compile(r"(?i)^(?:(?:le|la)\s+|l['’]\s*)(?P<office>\w.*)$")


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    first: str
    last: str
    gender: str
    office: str


class People:
    """The persons of a register."""

    def __init__(self) -> None:
        self._all: list[_Person] = []

    def add(self, id: str, *, first: str = "", last: str = "", civility: str = "", office: str = "") -> None:
        """Add a person: identifier, first and last names, civility and function as they are written."""
        gender = _gender(f"{civility} x") if civility else ""
        self._all.append(_Person(id, cle(first), cle(last), gender, _office(office)))

    def ids(self, text: str) -> tuple[str, ...]:
        """Return who may be meant: those of that whole name, else of that last name, else of that function."""
        gender = _gender(text)
        bare = _CIVILITY.sub("", text.strip())
        name = cle(bare)
        office = _OFFICE.match(bare)
        called = _office(office["office"]) if office else ""
        ways = (
            lambda p: p.first and name in (f"{p.first} {p.last}", f"{p.last} {p.first}"),
            lambda p: p.first and name in _initials(p),
            lambda p: name == p.last,
            lambda p: called and f"{p.office} ".startswith(f"{called} "),
        )
        for fits in ways:
            found = [p for p in self._all if name and fits(p)]
            agreed = [p for p in found if not gender or not p.gender or p.gender == gender]
            if agreed:
                return tuple(dict.fromkeys(p.id for p in agreed))
        return ()


def names_in(text: str, ids: Callable[[str], Sequence[str]], register: str) -> list[str]:
    """Return the names of a line: those that commas part, or « et » between persons, when one is known; else the line.

    Args:
        text: the line.
        ids: gives the identifiers that a name may stand for.
        register: where they are; the name of a body may hold « et ».
    """
    if ids(text):
        return [text]
    cuts = r"[,;/]|\s+et\s+" if register == PEOPLE else r"[,;/]"
    parts = [part.strip() for part in re.split(cuts, text) if part.strip()]
    return parts if any(ids(part) for part in parts) else [text]


def _initials(person: _Person) -> tuple[str, ...]:
    short = [person.first[:1], " ".join(part[:1] for part in person.first.split())]
    return tuple(f"{one} {person.last}" for one in short) + tuple(f"{person.last} {one}" for one in short)


def _gender(text: str) -> str:
    found = _CIVILITY.match(text.strip())
    return next((name for name in ("f", "m") if found and found[name]), "")


def _office(text: str) -> str:
    """Return a function, feminine and masculine alike: « présidente », « président »."""
    return " ".join(word.removesuffix("e") for word in cle(text).split())
