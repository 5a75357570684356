"""Insides of cells that several annexes share."""

from __future__ import annotations

from ctg_docs.gabarit.flux import Flux

__all__ = ["cellule", "puces"]


def cellule(contenu: str, note: str = "", style: str = "Tableau") -> Flux:
    """Return the inside of a cell: a text, then a small note when there is one."""
    flux = Flux("Tableau")
    flux.paragraphe(contenu, style)
    if note:
        with flux.si(note):
            flux.paragraphe(f"{{{{ {note} }}}}", "TableauNote")
    return flux


def puces(liste: str) -> Flux:
    """Return the inside of a cell: one bullet per item, a dash when there is none."""
    flux = Flux("Tableau")
    with flux.boucle(f"for element in {liste}"):
        flux.paragraphe("{{ element }}", "TableauPuce")
        flux.sinon()
        flux.paragraphe("–", "Tableau")
    return flux
