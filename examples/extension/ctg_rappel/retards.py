"""Which actions are late, and since when. Pure."""

from __future__ import annotations

from datetime import date

from ctg_docs.models import Ctg, FicheAction, Statut

__all__ = ["fiches_en_retard", "fin_prevue"]

_FINIS = (Statut.REALISE, Statut.ABANDONNE)


def fin_prevue(fiche: FicheAction) -> date | None:
    """Return the last day of what was planned, None when nothing was."""
    moment = fiche.calendrier.fin if fiche.calendrier else None
    return moment.fin if moment else None


def fiches_en_retard(ctg: Ctg, jour: date | None) -> list[FicheAction]:
    """Return the actions said to be late, and those whose planned end is past."""
    return [
        fiche
        for fiche in ctg.fiches_ordonnees
        if fiche.statut not in _FINIS
        and (fiche.statut is Statut.EN_RETARD or _passee(fin_prevue(fiche), jour))
    ]


def _passee(fin: date | None, jour: date | None) -> bool:
    return fin is not None and jour is not None and fin < jour
