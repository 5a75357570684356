"""Read dates, hours and amounts as a French hand writes them. What could mean two things is refused.

Every error is a `ValueError` whose text is a French sentence without the place, which the caller knows.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from ctg_docs.french.cles import sans_accents
from ctg_docs.french.dates import JOURS, MOIS, date_jour

__all__ = ["parse_date", "parse_heure", "parse_montant"]

_BLANC = r"[ \t\u00a0\u202f\u2009]"
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CHIFFRES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_LETTRES = re.compile(
    rf"(?:le{_BLANC}+)?(?:([a-z]+),?{_BLANC}+)?(1er|[0-9]{{1,2}}){_BLANC}+([a-z]+)\.?{_BLANC}+([0-9]{{4}})"
)
_MOIS = {sans_accents(nom): rang for rang, nom in enumerate(MOIS, 1)} | {
    abrege: rang
    for rang, formes in enumerate(
        ("janv", "fevr fev", "", "avr", "", "", "juil", "", "sept", "oct", "nov", "dec"), 1
    )
    for abrege in formes.split()
}
_MONTANT = re.compile(
    rf"([-\u2212]?)(?:([0-9]+)|([0-9]{{1,3}}(?:{_BLANC}[0-9]{{3}})+))(?:[.,]([0-9]{{1,2}}))?"
)
_MONTANT_POINTS = re.compile(r"([-\u2212]?)([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,2}))")
_ECHELLE = re.compile(rf"(?P<n>.*[0-9]){_BLANC}*(?P<u>[kK]|M|Md|milliers?|millions?)(?:{_BLANC}+d['’])?")
"""A number of thousands or of millions; `m` alone is a metre."""
_PUISSANCES = {"k": 3, "millier": 3, "milliers": 3, "m": 6, "million": 6, "millions": 6, "md": 9}
_HEURE = re.compile(
    rf"([0-9]{{1,2}})(?:{_BLANC}*(?:[hH]|heures?){_BLANC}*([0-9]{{2}})?|[:.]([0-9]{{2}}))(?:{_BLANC}*(?:min|mn))?"
)
_HEURES_NOMMEES = {
    "midi": time(12),
    "midi trente": time(12, 30),
    "midi et demi": time(12, 30),
    "minuit": time(0),
}


def parse_date(text: str) -> date:
    """Read « 2023-12-18 », « 18/12/2023 », « 18 décembre 2023 », « lundi 18 décembre 2023 ».

    Raises:
        ValueError: not a date, not a day of the calendar, or a weekday that is not the right one.
    """
    brut = text.strip()
    jour_semaine: str | None = None
    if trouve := _ISO.fullmatch(brut):
        annee, mois, jour = (int(g) for g in trouve.groups())
    elif trouve := _CHIFFRES.fullmatch(brut):
        jour, mois, annee = int(trouve[1]), int(trouve[3]), int(trouve[4])
    elif trouve := _LETTRES.fullmatch(sans_accents(brut).lower()):
        jour_semaine, nom_mois = trouve[1], trouve[3]
        if nom_mois not in _MOIS or (jour_semaine and jour_semaine not in JOURS):
            raise ValueError(f"« {brut} » n’est pas une date connue")
        jour, mois, annee = int(trouve[2].removesuffix("er")), _MOIS[nom_mois], int(trouve[4])
    else:
        raise ValueError(f"« {brut} » n’est pas une date ; écrire par exemple 2023-12-18 ou 18 décembre 2023")
    try:
        lue = date(annee, mois, jour)
    except ValueError:
        raise ValueError(f"« {brut} » n’existe pas dans le calendrier") from None
    if jour_semaine and JOURS[lue.weekday()] != jour_semaine:
        raise ValueError(
            f"cette date est un {JOURS[lue.weekday()]}, non un {jour_semaine} : {date_jour(lue)}"
        )
    return lue


def parse_montant(text: str) -> Decimal:
    """Read « 12 500,50 € », « 12500.5 », « 12.500,50 », « 12 k€ », « 1,5 M€ », blanks of any kind, with or without unit.

    Raises:
        ValueError: not an amount, or one that reads two ways (« 12.500 », « 12,500 »).
    """
    brut = text.strip()
    nu = re.sub(rf"{_BLANC}*(?:€|euros?|eur)$", "", brut, flags=re.IGNORECASE).strip()
    if nu != brut and (echelle := _ECHELLE.fullmatch(nu)):
        return _a_l_echelle(echelle["n"], _PUISSANCES[echelle["u"].lower()], brut)
    if trouve := _MONTANT.fullmatch(nu):
        signe, entier, decimales = trouve[1], trouve[2] or trouve[3], trouve[4]
    elif trouve := _MONTANT_POINTS.fullmatch(nu):
        signe, entier, decimales = trouve.groups()
    elif re.fullmatch(r"[-\u2212]?[0-9]{1,3}[.,][0-9]{3}", nu):
        raise ValueError(f"« {brut} » est ambigu ; écrire {nu[:-4]} {nu[-3:]} ou {nu[:-4]},{nu[-3:-1]}")
    else:
        raise ValueError(f"« {brut} » n’est pas un montant ; écrire par exemple 12 500,50 €")
    valeur = Decimal(re.sub(r"[^0-9]", "", entier) + (f".{decimales}" if decimales else ""))
    return -valeur if signe else valeur


def _a_l_echelle(nu: str, puissance: int, brut: str) -> Decimal:
    """Read a number counted in thousands or in millions; a comma there always begins decimals."""
    trouve = re.fullmatch(
        rf"([-\u2212]?)([0-9]+|[0-9]{{1,3}}(?:{_BLANC}[0-9]{{3}})+)(?:,([0-9]+)|\.([0-9]{{1,2}}))?", nu
    )
    if not trouve:
        raise ValueError(f"« {brut} » n’est pas un montant ; écrire par exemple 12 500 €")
    decimales = trouve[3] or trouve[4] or ""
    if len(decimales) > puissance + 2:
        raise ValueError(f"« {brut} » a plus de deux décimales ; un montant s’arrête au centime")
    valeur = Decimal(f"{re.sub(r'[^0-9]', '', trouve[2])}.{decimales or '0'}").scaleb(puissance).normalize()
    valeur = valeur.quantize(Decimal(1)) if valeur == valeur.to_integral_value() else valeur
    return -valeur if trouve[1] else valeur


def parse_heure(text: str) -> time:
    """Read « 16 h 15 », « 16h15 », « 16:15 », « 16.15 », « 9 h », « 14 heures 30 », « midi », « minuit ».

    Raises:
        ValueError: not an hour of the day.
    """
    nommee = _HEURES_NOMMEES.get(text.strip().lower())
    if nommee is not None:
        return nommee
    trouve = _HEURE.fullmatch(text.strip())
    if not trouve:
        raise ValueError(f"« {text.strip()} » n’est pas une heure ; écrire par exemple 16 h 15")
    try:
        return time(int(trouve[1]), int(trouve[2] or trouve[3] or 0))
    except ValueError:
        raise ValueError(f"« {text.strip()} » n’est pas une heure de la journée") from None
