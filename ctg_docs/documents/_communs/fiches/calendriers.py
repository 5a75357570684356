"""Calendars of actions: a period in words, and one cell per year. A vague date stays vague."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import a, de

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.moments import Moment
    from ctg_docs.models.operation import Calendrier

__all__ = ["CaseAnnee", "annees_du_plan", "cases_annees", "periode_action"]

_MOIS = ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_ANNEES_MAX = 8


class CaseAnnee(Bloc):
    """A year of the grid."""

    annee: str
    texte: str
    active: bool


def annees_du_plan(ctg: Ctg) -> tuple[int, ...]:
    """Return the years of the convention, else those that the fiches name."""
    if ctg.convention.annees:
        return ctg.convention.annees
    moments = [
        m for f in ctg.fiches_actions if f.calendrier for m in (f.calendrier.debut, f.calendrier.fin) if m
    ]
    if not moments:
        return ()
    debut, fin = min(m.debut.year for m in moments), max(m.fin.year for m in moments)
    return tuple(range(debut, min(fin, debut + _ANNEES_MAX - 1) + 1))


def _a_un_article(moment: Moment) -> bool:
    return moment.is_day or "trimestre" in moment.libelle or "semestre" in moment.libelle


def _depuis(moment: Moment) -> str:
    return f"du {moment.libelle}" if _a_un_article(moment) else de(moment.nomme)


def _jusque(moment: Moment) -> str:
    if _a_un_article(moment):
        return f"au {moment.libelle}"
    return a(moment.nomme)


def periode_action(calendrier: Calendrier | None) -> str:
    """Return « 2024-2026 », « de mars 2024 à juin 2025 », « à partir de 2024 », or the words; empty when unknown."""
    if calendrier is None:
        return ""
    debut, fin = calendrier.debut, calendrier.fin
    if debut and fin:
        texte = _entre(debut, fin)
    elif debut:
        texte = f"à partir {_depuis(debut)}"
    elif fin:
        texte = (
            f"jusqu’{f'en {fin.libelle}' if fin.texte.isdigit() else a(fin.nomme)}"
            if not _a_un_article(fin)
            else f"jusqu’au {fin.libelle}"
        )
    else:
        return calendrier.texte or ("tous les ans" if calendrier.recurrente else "")
    return f"{texte}, tous les ans" if calendrier.recurrente else texte


def _entre(debut: Moment, fin: Moment) -> str:
    if debut.texte == fin.texte:
        return debut.libelle
    if debut.texte.isdigit() and fin.texte.isdigit():
        return f"{debut.texte}-{fin.texte}"
    return f"{_depuis(debut)} {_jusque(fin)}"


def cases_annees(calendrier: Calendrier | None, annees: tuple[int, ...]) -> tuple[CaseAnnee, ...]:
    """Return one cell per year; each says in words what the shade shows."""
    if calendrier is None or (calendrier.debut is None and calendrier.fin is None):
        return ()
    return tuple(
        CaseAnnee(annee=str(annee), texte=_case(calendrier, annee) if active else "–", active=active)
        for annee in annees
        for active in (calendrier.touches(annee),)
    )


def _case(calendrier: Calendrier, annee: int) -> str:
    debut, fin = calendrier.debut, calendrier.fin
    if debut is None:
        assert fin is not None
        return (
            f"jusqu’en {_MOIS[fin.fin.month - 1]}"
            if fin.fin.year == annee and fin.fin.month < 12
            else "en cours"
        )
    if fin is None:
        if debut.debut.year == annee and debut.debut.month > 1:
            return f"dès {_MOIS[debut.debut.month - 1]}"
        return "toute l’année" if calendrier.recurrente or debut.fin > date(annee, 11, 30) else "dès janv."
    premier = max(debut.debut, date(annee, 1, 1)).month
    dernier = min(fin.fin, date(annee, 12, 31)).month
    if (premier, dernier) == (1, 12):
        return "toute l’année"
    if premier == dernier:
        return _MOIS[premier - 1]
    return f"{_MOIS[premier - 1]} à {_MOIS[dernier - 1]}"
