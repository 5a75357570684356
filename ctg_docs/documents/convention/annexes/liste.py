"""The ordered list of annexes: the dossier's, or the usual ones that have something to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.annexe import Annexe, ContenuAnnexe, Orientation

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctg_docs.models.ctg import Ctg

__all__ = ["is_paysage", "list_annexes"]

_USUELLES: tuple[tuple[ContenuAnnexe, Callable[[Ctg], object]], ...] = (
    (ContenuAnnexe.DIAGNOSTIC, lambda ctg: ctg.diagnostic),
    (ContenuAnnexe.EQUIPEMENTS, lambda ctg: ctg.equipements),
    (ContenuAnnexe.PLAN_ACTIONS, lambda ctg: ctg.strategie.objectifs or ctg.fiches_actions),
    (ContenuAnnexe.GOUVERNANCE, lambda ctg: ctg.gouvernance.instances),
    (ContenuAnnexe.COOPERATEURS, lambda ctg: ctg.cooperation.postes),
    (
        ContenuAnnexe.EVALUATION,
        lambda ctg: any(f.indicateurs for f in ctg.fiches_actions) or _dispositif(ctg),
    ),
    (ContenuAnnexe.DELIBERATIONS, lambda ctg: ctg.deliberations),
)
_PAYSAGE = frozenset([ContenuAnnexe.EQUIPEMENTS, ContenuAnnexe.PLAN_ACTIONS])


def _dispositif(ctg: Ctg) -> object:
    dispositif = ctg.dispositif_evaluation
    return dispositif.indicateurs_transversaux or dispositif.questions or dispositif.texte


def list_annexes(ctg: Ctg) -> tuple[Annexe, ...]:
    """Return the annexes of the dossier, or by default those of the usual frame that have data (usage, to verify)."""
    if ctg.convention.annexes:
        return ctg.convention.annexes
    return tuple(Annexe(id=contenu.value, contenu=contenu) for contenu, has in _USUELLES if has(ctg))


def is_paysage(annexe: Annexe) -> bool:
    """True for landscape sheets: as the dossier says, and always for the widest tables."""
    return annexe.orientation is Orientation.PAYSAGE or annexe.contenu in _PAYSAGE
