"""Short annexes share a page: which begin under the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents._communs.annexes.assemblage import AnnexeImprimee

__all__ = ["enchainer"]

_PAGE, _SIGNES = 36, 80
"""Lines of a page, a few less than it holds; signs of a line."""
_TITRE, _CADRE, _ACTE = 4, 4, 4
"""Lines of a heading, of the box of an attached file, of an act."""


def enchainer(annexes: Iterable[AnnexeImprimee]) -> tuple[AnnexeImprimee, ...]:
    """Put a short annexe under the one before when the page surely holds both; long ones keep pages of their own."""
    pages: list[list[AnnexeImprimee]] = []
    reste = 0
    for annexe in annexes:
        lignes = _lignes(annexe)
        if lignes > reste:
            pages.append([])
            reste = _PAGE
        pages[-1].append(annexe)
        reste -= lignes
    return tuple(
        annexe.model_copy(update={"suite": rang > 0, "suivie": rang < len(page) - 1})
        for page in pages
        for rang, annexe in enumerate(page)
    )


def _lignes(annexe: AnnexeImprimee) -> int:
    """Return the lines of a short annexe; more than a page for the others."""
    longs = (annexe.diagnostic, annexe.equipements, annexe.plan, annexe.fiches, annexe.gouvernance,
             annexe.cooperateurs, annexe.evaluation)  # fmt: skip
    if annexe.paysage or any(longs):
        return _PAGE + 1
    texte = plain(str(annexe.texte or "")).splitlines()
    actes = annexe.deliberations
    return (
        _TITRE
        + sum(-(-len(ligne) // _SIGNES) + 1 for ligne in texte if ligne.strip())
        + _CADRE * bool(annexe.fichier)
        + (_CADRE + _ACTE * len(actes.actes) + len(actes.fichiers) if actes else 0)
    )
