"""The history by year: events in order, each date no more exact than it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import majuscule_initiale

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.historique import Evenement
    from ctg_docs.models.moments import Moment

__all__ = ["Annee", "Fait", "annees_historique"]


class Fait(Bloc):
    """An event under its year."""

    date: str
    texte: str
    marquant: bool
    document: str


class Annee(Bloc):
    """A year, or a span of years that is all that is known."""

    libelle: str
    faits: tuple[Fait, ...]


def annees_historique(ctg: Ctg) -> tuple[Annee, ...]:
    """Return the events by year, oldest first; those of a whole year before those whose day is known."""
    groupes: dict[str, list[Fait]] = {}
    for evenement in sorted(ctg.historique, key=lambda e: (e.date.debut, -e.date.fin.toordinal())):
        groupes.setdefault(_annee(evenement.date), []).append(_fait(evenement))
    return tuple(Annee(libelle=libelle, faits=tuple(faits)) for libelle, faits in groupes.items())


def _is_annuel(moment: Moment) -> bool:
    return moment.texte.replace("-", "").isdigit() and len(moment.texte) in (4, 9)


def _annee(moment: Moment) -> str:
    return moment.texte if _is_annuel(moment) else str(moment.debut.year)


def _fait(evenement: Evenement) -> Fait:
    moment = evenement.date
    date = "–" if _is_annuel(moment) else moment.libelle.removesuffix(f" {moment.debut.year}")
    return Fait(
        date=majuscule_initiale(date),
        texte=evenement.texte,
        marquant=evenement.marquant,
        document=evenement.document or "",
    )
