"""Days as the law and offices count them: jours francs, jours ouvrés, French public holidays. Knows no dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Calendrier", "dernier_envoi", "jours_francs"]

_SAMEDI: Final = 5
_JOUR: Final = timedelta(days=1)

_SUBDIVISIONS: Final = MappingProxyType(
    {
        "57": "57",
        "67": "6AE",
        "68": "6AE",
        **{code: code for code in ("971", "972", "973", "974", "976")},
        "975": "PM",
        "977": "BL",
        "978": "MF",
        "984": "TF",
        "986": "WF",
        "987": "PF",
        "988": "NC",
    }
)
"""Names that `holidays` gives to the départements and collectivités with days of their own."""


def jours_francs(envoi: date, seance: date) -> int:
    """Return the whole days between a sending and a sitting: neither of the two counts.

    Saturdays, Sundays and public holidays count, and never lengthen the delay (CE, 13 octobre 1993, for the
    delays of CGCT L. 2121-11 and L. 2121-12).

    >>> jours_francs(date(2023, 10, 13), date(2023, 10, 19))
    5
    """
    return max((seance - envoi).days - 1, 0)


def dernier_envoi(seance: date, francs: int) -> date:
    """Return the last day on which a convocation can be sent with a number of jours francs.

    >>> dernier_envoi(date(2023, 10, 19), 5)
    datetime.date(2023, 10, 13)
    """
    return seance - timedelta(days=francs + 1)


@dataclass(frozen=True, slots=True)
class Calendrier:
    """The working days of a département.

    Attributes:
        departement: its code, `79`, `2A`, `971`; Moselle, Alsace and overseas have days of their own. Unknown or
            empty: the eleven days of the code du travail (L. 3133-1).
    """

    departement: str = ""

    def ferie(self, jour: date) -> str:
        """Return the name of a public holiday, empty for any other day."""
        return _feries(_SUBDIVISIONS.get(self.departement.strip().upper(), ""), jour.year).get(jour, "")

    def is_ouvre(self, jour: date) -> bool:
        """True from Monday to Friday, public holidays left out."""
        return jour.weekday() < _SAMEDI and not self.ferie(jour)

    def ouvre_au_plus_tard(self, jour: date) -> date:
        """Return the day itself when it is a working one, else the working day before it."""
        while not self.is_ouvre(jour):
            jour -= _JOUR
        return jour

    def ajouter_ouvres(self, jour: date, nombre: int) -> date:
        """Return the day that comes a number of working days after another, which does not count."""
        while nombre > 0:
            jour += _JOUR
            nombre -= self.is_ouvre(jour)
        return jour

    @staticmethod
    def ajouter_ouvres_au_moins(jour: date, nombre: int) -> date:
        """Return the day that `ajouter_ouvres` never comes before: holidays, slow to load, only put it off."""
        while nombre > 0:
            jour += _JOUR
            nombre -= jour.weekday() < _SAMEDI
        return jour

    def jours_ouvres(self, depuis: date, jusque: date) -> int:
        """Return the number of working days after the first day, the last included."""
        return sum(self.is_ouvre(depuis + n * _JOUR) for n in range(1, (jusque - depuis).days + 1))


@lru_cache(maxsize=256)
def _feries(subdivision: str, annee: int) -> Mapping[date, str]:
    """Return the public holidays of one year; `holidays` is loaded only when a working day is asked for."""
    from holidays import country_holidays

    found = country_holidays("FR", subdiv=subdivision or None, years=annee, language="fr")
    return MappingProxyType(dict(found.items()))
