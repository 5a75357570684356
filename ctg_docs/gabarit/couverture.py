"""The cover: logos, period, title at the upper third, territory; the parties at the foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.gabarit.charte import PORTRAIT
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.xml import el, paragraphe, runs, texte

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["write_cover"]

_AU_PIED = el(
    "w:framePr",
    {
        "w:w": PORTRAIT.texte.twips,
        "w:wrap": "around",
        "w:vAnchor": "margin",
        "w:hAnchor": "margin",
        "w:xAlign": "left",
        "w:yAlign": "bottom",
    },
)
"""A frame on the bottom margin, whatever the text above. A place, not a look: LibreOffice reads it only here."""


def write_cover(periode: str, titre: str, sous_titres: Sequence[str], pied: str, photo: str = "") -> str:
    """Return the paragraphs of the cover; under a photograph named `photo`, its title stands a little higher."""
    logos = texte("{%r for logo in logos %}") + texte("{{ logo }}") + texte("\u2003\u2003")
    return "".join(
        [
            paragraphe(texte("{%p if logos %}"), "Logos"),
            paragraphe(logos + texte("{%r endfor %}"), "Logos"),
            paragraphe(texte("{%p endif %}"), "Logos"),
            _periode(periode, photo),
            paragraphe(runs(titre), "TitreCouverture"),
            *(_sous_titre(contenu, rang) for rang, contenu in enumerate(sous_titres)),
            _photo(photo),
            paragraphe(texte(f"{{%p for ligne in {pied} %}}"), "PiedCouverture", _AU_PIED),
            paragraphe(texte("{{ ligne }}"), "PiedCouverture", _AU_PIED),
            paragraphe(texte("{%p endfor %}"), "PiedCouverture", _AU_PIED),
        ]
    )


def _periode(periode: str, photo: str) -> str:
    flux = Flux("PeriodeCouverture")
    if photo:
        with flux.si(photo):
            flux.paragraphe(periode, "PeriodePhotographie")
            flux.sinon()
            flux.paragraphe(periode)
    else:
        flux.paragraphe(periode)
    return flux.write()


def _photo(photo: str) -> str:
    flux = Flux("Photographie")
    if photo:
        flux.photographie(photo)
    return flux.write()


def _sous_titre(contenu: str, rang: int) -> str:
    """Return a sub-title; one that is a single value leaves no line when it is empty."""
    seul = re.fullmatch(r"\{\{ (.+?) \}\}", contenu)
    style = "ComplementCouverture" if rang else "SousTitreCouverture"
    ligne = paragraphe(runs(contenu), style)
    if not seul:
        return ligne
    debut = paragraphe(texte(f"{{%p if {seul[1]} %}}"), style)
    return debut + ligne + paragraphe(texte("{%p endif %}"), style)
