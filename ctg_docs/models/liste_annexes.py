"""The annexes that a convention has: those of the frame that have something to show, and those of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.models.annexe import Annexe, ContenuAnnexe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctg_docs.models.ctg import Ctg

__all__ = ["a_de_quoi", "list_annexes"]


def _evaluation(ctg: Ctg) -> object:
    dispositif = ctg.dispositif_evaluation
    propre = dispositif.indicateurs_transversaux or dispositif.questions or dispositif.texte
    return propre or any(f.indicateurs for f in ctg.fiches_actions)


_DONNEES: Final[dict[ContenuAnnexe, Callable[[Ctg], object]]] = {
    ContenuAnnexe.DIAGNOSTIC: lambda ctg: ctg.diagnostic,
    ContenuAnnexe.EQUIPEMENTS: lambda ctg: ctg.equipements,
    ContenuAnnexe.PLAN_ACTIONS: lambda ctg: ctg.strategie.objectifs or ctg.fiches_actions,
    ContenuAnnexe.FICHES_ACTIONS: lambda ctg: ctg.fiches_actions,
    ContenuAnnexe.GOUVERNANCE: lambda ctg: ctg.gouvernance.instances,
    ContenuAnnexe.COOPERATEURS: lambda ctg: ctg.cooperation.postes,
    ContenuAnnexe.EVALUATION: _evaluation,
    ContenuAnnexe.DELIBERATIONS: lambda ctg: ctg.deliberations,
}
"""What fills each generated annexe; the others are a text or a file of their own."""

_CADRE = tuple(c for c in _DONNEES if c is not ContenuAnnexe.FICHES_ACTIONS)
"""Annexes of the usual frame, in order (usage, to verify); the fiches are signed beside it unless the dossier annexes them."""


def a_de_quoi(ctg: Ctg, annexe: Annexe) -> bool:
    """True when an annexe has something to show: its data, its own text or its file."""
    if annexe.contenu is ContenuAnnexe.FICHIER:
        return bool(annexe.fichier)
    if annexe.contenu is ContenuAnnexe.TEXTE:
        return bool(annexe.texte)
    return bool(_DONNEES[annexe.contenu](ctg))


def list_annexes(ctg: Ctg) -> tuple[Annexe, ...]:
    """Return the annexes in order: those of the dossier, and those of the frame that have data and that it does not name.

    A missing one of the frame takes its place after the last one that comes before it in the frame; so what the
    dossier only adds comes last. `annexes_seules` keeps to the dossier's.
    """
    annexes = list(ctg.convention.annexes)
    if ctg.convention.annexes_seules:
        return tuple(annexes)
    for rang, contenu in enumerate(_CADRE):
        nommees = [a.contenu for a in annexes]
        if contenu in nommees or contenu.value in [a.id for a in annexes] or not _DONNEES[contenu](ctg):
            continue
        avant = [i for i, c in enumerate(nommees) if c in _CADRE[:rang]]
        annexes.insert(avant[-1] + 1 if avant else 0, Annexe(id=contenu.value, contenu=contenu))
    return tuple(annexes)
