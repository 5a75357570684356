"""The annexes that a convention has: those of the frame that have something to show, and those of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.models.annexe import Annexe, ContenuAnnexe
from ctg_docs.models.schema_petite_enfance import dit_un_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from ctg_docs.models.ctg import Ctg

__all__ = ["a_des_donnees", "list_annexes", "manque_de"]


def _rempli(modele: BaseModel | None, *sauf: str) -> bool:
    """True when something was written in a model, whatever it is."""
    if modele is None:
        return False
    return any(
        getattr(modele, nom) not in (None, "", ()) for nom in type(modele).model_fields if nom not in sauf
    )


def _evaluation(ctg: Ctg) -> object:
    dispositif = ctg.dispositif_evaluation
    propre = dispositif.indicateurs_transversaux or dispositif.questions or dispositif.texte
    return propre or any(f.indicateurs for f in ctg.fiches_actions)


_DONNEES: Final[dict[ContenuAnnexe, tuple[str, Callable[[Ctg], object]]]] = {
    ContenuAnnexe.DIAGNOSTIC: ("diagnostic", lambda ctg: _rempli(ctg.diagnostic, "date", "contributeurs")),
    ContenuAnnexe.EQUIPEMENTS: ("equipements", lambda ctg: ctg.equipements),
    ContenuAnnexe.PLAN_ACTIONS: ("fiches_actions", lambda ctg: ctg.fiches_actions),
    ContenuAnnexe.FICHES_ACTIONS: ("fiches_actions", lambda ctg: ctg.fiches_actions),
    ContenuAnnexe.GOUVERNANCE: ("gouvernance", lambda ctg: ctg.gouvernance.instances),
    ContenuAnnexe.COOPERATEURS: ("cooperation", lambda ctg: ctg.cooperation.postes),
    ContenuAnnexe.EVALUATION: ("dispositif_evaluation", _evaluation),
    ContenuAnnexe.DELIBERATIONS: ("deliberations", lambda ctg: ctg.deliberations),
    ContenuAnnexe.SCHEMA: ("petite_enfance", dit_un_schema),
}
"""What fills each generated annexe, and where it is written; the others are a text or a file of their own."""

_CADRE = tuple(c for c in _DONNEES if c not in (ContenuAnnexe.FICHES_ACTIONS, ContenuAnnexe.SCHEMA))
"""Annexes of the usual frame, in order (usage, to verify); the fiches and the schéma are annexed when the dossier asks."""


def a_des_donnees(ctg: Ctg, contenu: ContenuAnnexe) -> bool:
    """True when the dossier holds what a generated annexe shows."""
    return contenu in _DONNEES and bool(_DONNEES[contenu][1](ctg))


def manque_de(ctg: Ctg, annexe: Annexe) -> str:
    """Return the field that an annexe with nothing to show waits for: `texte`, `fichier`, a section; empty when it has some."""
    if annexe.contenu is ContenuAnnexe.FICHIER:
        return "" if annexe.fichier else "fichier"
    if annexe.texte or a_des_donnees(ctg, annexe.contenu):
        return ""
    return _DONNEES[annexe.contenu][0] if annexe.contenu in _DONNEES else "texte"


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
        if contenu in nommees or contenu.value in [a.id for a in annexes] or not a_des_donnees(ctg, contenu):
            continue
        avant = [i for i, c in enumerate(nommees) if c in _CADRE[:rang]]
        annexes.insert(avant[-1] + 1 if avant else 0, Annexe(id=contenu.value, contenu=contenu))
    return tuple(annexes)
