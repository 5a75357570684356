"""Dates, hours and durations in French. Knows no precision but the day: see `models` for vague dates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctg_docs.french.nombres import nombre_lettres

if TYPE_CHECKING:
    from datetime import date, time

__all__ = [
    "JOURS",
    "MOIS",
    "annee_lettres",
    "date_courte",
    "date_jour",
    "date_lettres",
    "date_longue",
    "duree",
    "duree_lettres",
    "heure",
    "mois_annee",
    "mois_entiers",
    "periode",
    "periode_annees",
]

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def date_longue(d: date) -> str:
    """Return « 18 décembre 2023 », « 1er janvier 2027 » (no-break blank after « 1er »)."""
    jour = "1er\u00a0" if d.day == 1 else f"{d.day} "
    return f"{jour}{MOIS[d.month - 1]} {d.year}"


def date_jour(d: date) -> str:
    """Return the date with its computed weekday, « vendredi 19 janvier 2024 »."""
    return f"{JOURS[d.weekday()]} {date_longue(d)}"


def date_courte(d: date) -> str:
    """Return « 19/01/2024 »."""
    return f"{d.day:02}/{d.month:02}/{d.year:04}"


def annee_lettres(annee: int) -> str:
    """Return « deux mille vingt-trois »."""
    return nombre_lettres(annee)


def date_lettres(d: date) -> str:
    """Return the date in letters, as acts open: « dix-neuf octobre deux mille vingt-trois »."""
    jour = "premier" if d.day == 1 else nombre_lettres(d.day)
    return f"{jour} {MOIS[d.month - 1]} {annee_lettres(d.year)}"


def mois_annee(d: date) -> str:
    """Return « janvier 2024 »."""
    return f"{MOIS[d.month - 1]} {d.year}"


def periode_annees(debut: date, fin: date) -> str:
    """Return the label of a period, « 2023-2027 », or « 2023 » within one year."""
    return str(debut.year) if debut.year == fin.year else f"{debut.year}-{fin.year}"


def periode(debut: date, fin: date) -> str:
    """Return « du 1er janvier 2023 au 31 décembre 2027 », or « le 19 janvier 2024 » for one day."""
    if debut == fin:
        return f"le {date_longue(debut)}"
    return f"du {date_longue(debut)} au {date_longue(fin)}"


def heure(t: time, *, serree: bool = False) -> str:
    """Return « 16 h 15 », « 9 h »; « 16h15 », « 9h » when `serree` (the form of some acts)."""
    minutes = f"{t.minute:02}" if t.minute else ""
    if serree:
        return f"{t.hour}h{minutes}"
    return f"{t.hour}\u00a0h\u00a0{minutes}".rstrip("\u00a0")


def duree(minutes: int) -> str:
    """Return a duration: « 45 min », « 1 h », « 1 h 30 ».

    Raises:
        ValueError: the duration is negative.
    """
    if minutes < 0:
        raise ValueError("une durée ne peut pas être négative")
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}\u00a0min"
    return f"{heures}\u00a0h\u00a0{reste:02}" if reste else f"{heures}\u00a0h"


def mois_entiers(debut: date, fin: date) -> int:
    """Return the months from a first day to a last day included; 0 when they are not whole.

    >>> from datetime import date
    >>> mois_entiers(date(2018, 4, 19), date(2022, 4, 18)), mois_entiers(date(2023, 12, 18), date(2027, 12, 31))
    (48, 0)
    """
    lendemain = fin + timedelta(days=1)
    mois = (lendemain.year - debut.year) * 12 + lendemain.month - debut.month
    return mois if lendemain.day == debut.day and mois > 0 else 0


def duree_lettres(mois: int) -> str:
    """Return « quatre ans », « six mois », « un an et six mois »."""
    annees, reste = divmod(mois, 12)
    dits = (
        f"{nombre_lettres(annees)} {'ans' if annees > 1 else 'an'}" if annees else "",
        f"{nombre_lettres(reste)} mois" if reste else "",
    )
    return " et ".join(filter(None, dits))
