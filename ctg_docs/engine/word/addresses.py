"""Web and mail addresses inside a text, so that a reader can follow them. Pure text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

__all__ = ["ADDRESS", "cut_addresses", "has_address", "target"]

ADDRESS = (
    r"(?:https?://|(?<![\w.@/-])www\.(?=\w))(?:[^\s<>\"«»“”()\x00-\x1f]|\([^\s<>()\x00-\x1f]*\))*"
    r"(?:[^\s<>\"«»“”().,;:!?…'’\[\]{}*\x00-\x1f]|\([^\s<>()\x00-\x1f]*\))"
    r"|(?<![\w.+@/\\-])(?:[\w+-]|\\_)+(?:\.(?:[\w+-]|\\_)+)*@[A-Za-z0-9](?:[\w-]*\w)?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w@])"
)
"""An address as people type it; the sign that ends the sentence is not part of it. Markdown may hide its `_` behind `\\`."""

_ADDRESS = re.compile(ADDRESS)
_AS_IS = "%/:?#[]@!$&'()*+,;=~"


def has_address(text: str) -> bool:
    """True when a text holds an address."""
    return ("@" in text or "www." in text or "://" in text) and _ADDRESS.search(text) is not None


def target(address: str) -> str:
    """Return where an address leads.

    >>> target("accueil@melloisenpoitou.fr")
    'mailto:accueil@melloisenpoitou.fr'
    >>> target("www.melloisenpoitou.fr")
    'https://www.melloisenpoitou.fr'
    """
    said = "://" in address or address.startswith("mailto:")
    scheme = "" if said else "https://" if address.startswith("www.") else "mailto:"
    place, sign, fragment = address.partition("#")
    return scheme + quote(place, safe=_AS_IS) + sign + quote(fragment, safe=_AS_IS.replace("#", ""))


def cut_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text with the target of each, empty for what is no address.

    >>> list(cut_addresses("Voir www.caf.fr."))
    [('Voir ', ''), ('www.caf.fr', 'https://www.caf.fr'), ('.', '')]
    """
    at = 0
    for match in _ADDRESS.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], ""
        yield match.group(), target(match.group())
        at = match.end()
    if at < len(text) or not text:
        yield text[at:], ""
