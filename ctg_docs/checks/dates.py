"""Dates: start and end, the duration, the labels and weekdays written in texts (CTG201, CTG202, CTG205, CTG206)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ctg_docs.checks.examen import Champ, Examen, TexteLu
from ctg_docs.checks.outils import extrait, phrase_autour
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import JOURS, MOIS, compte, date_jour, date_longue, periode_annees, sans_accents
from ctg_docs.models.convention import Convention
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Severity

__all__: list[str] = []

_PAIRES = (
    ("debut", "fin"),
    ("date_debut", "date_fin"),
    ("date_initiale", "date_cible"),
    ("date", "date_fin"),
)


def _bornes(valeur: Any) -> tuple[date, date] | None:
    if isinstance(valeur, Moment):
        return valeur.debut, valeur.fin
    return (valeur, valeur) if isinstance(valeur, date) else None


@regle(
    "CTG201",
    Severity.BLOCKING,
    "le début précède la fin, partout",
    source="circulaire Cnaf n° 2020-01 et usage des conventions",
)
def debut_avant_fin(examen: Examen) -> Iterator[Finding]:
    """Only what is certain: « mars 2024 » to « 2024 » is no inversion. The convention ends strictly after it starts."""
    for champ in examen.champs:
        for nom_debut, nom_fin in _PAIRES:
            if champ.nom == nom_fin and hasattr(champ.modele, nom_debut):
                yield from _inversion(champ, getattr(champ.modele, nom_debut))


def _inversion(champ: Champ, valeur: Any) -> Iterator[Finding]:
    debut, fin = _bornes(valeur), _bornes(champ.valeur)
    if debut is None or fin is None:
        return
    stricte = isinstance(champ.modele, Convention)
    if fin[1] < debut[0] or (stricte and fin[1] == debut[0]):
        yield Finding(
            f"La fin ({_dit(champ.valeur)}) n’est pas après le début ({_dit(valeur)}).",
            champ.chemin,
            _dit(champ.valeur),
        )


def _dit(valeur: Any) -> str:
    return valeur.libelle if isinstance(valeur, Moment) else date_longue(valeur)


def _mois(debut: date, fin: date) -> int:
    """Count the months from a first day to a last day included, rounded to the nearest."""
    mois = (fin.year - debut.year) * 12 + fin.month - debut.month
    return mois + (fin.day - debut.day >= 14) if fin.day >= debut.day else mois


@regle("CTG202", Severity.WARNING, "durée d’un à cinq ans", source="caf.fr, convention territoriale globale")
def duree_usuelle(examen: Examen) -> Iterator[Finding]:
    """Cnaf wording: five years at most; the bounds are settings."""
    convention, bornes = examen.ctg.convention, examen.ctg.parametres
    if not (convention.date_debut and convention.date_fin):
        return
    mois = _mois(convention.date_debut.debut, convention.date_fin.fin)
    if not bornes.duree_min_annees * 12 <= mois <= bornes.duree_max_annees * 12:
        ans, reste = divmod(mois, 12)
        lisible = " et ".join(
            filter(None, (compte(ans, "an") if ans else "", f"{reste} mois" if reste else ""))
        )
        yield Finding(
            f"La convention dure {lisible}, pour {bornes.duree_min_annees} à {bornes.duree_max_annees} ans d’ordinaire.",
            ("convention", "date_fin"),
            convention.date_fin.libelle,
        )


_PERIODE = re.compile(r"\b(20\d\d)\s*[-–—/]\s*(20\d\d)\b")
_NOTRE = re.compile(
    r"(?i)\b(?:ctg|convention territoriale globale|stratégie|plan d[’']actions|présente convention)\b"
)
_AUTRE = re.compile(
    r"(?i)\b(?:pr[ée]c[ée]dente?|premi[èe]re|ancienne?|[ée]valuation|cej|pedt|gmr|grandir|cog|mandat|bilan|sch[ée]ma|cls|"
    r"objectifs et de gestion|insee)\b"
)
_TITRES = frozenset({("convention", "titre"), ("convention", "sous_titre"), ("strategie", "periode")})


@regle(
    "CTG205",
    Severity.WARNING,
    "la période écrite est celle des dates",
    source="défaut relevé dans des actes signés",
)
def periode_ecrite(examen: Examen) -> Iterator[Finding]:
    """« CTG 2023-2027 » beside « stratégie 2024-2027 »: met in the source case."""
    convention = examen.ctg.convention
    if not (convention.date_debut and convention.date_fin):
        return
    debut, fin = convention.date_debut.debut, convention.date_fin.fin
    attendue = periode_annees(debut, fin)
    for lu in examen.textes:
        if lu.rubrique in ("evaluations", "articulation", "avenants"):
            continue
        for trouve in _PERIODE.finditer(lu.texte):
            annees = int(trouve[1]), int(trouve[2])
            if annees != (debut.year, fin.year) and _parle_de_la_ctg(
                lu, trouve, annees, (debut.year, fin.year)
            ):
                yield Finding(
                    f"Ce texte dit « {trouve[0]} », les dates de la convention font « {attendue} ».",
                    lu.chemin,
                    extrait(lu.texte, *trouve.span()),
                    f"Écrire « {attendue} », ou corriger les dates.",
                )
    if convention.duree_annees is not None and abs(_mois(debut, fin) - convention.duree_annees * 12) > 1:
        yield Finding(
            f"La durée annoncée est de {compte(convention.duree_annees, 'an')}, les dates donnent {attendue}.",
            ("convention", "duree_annees"),
            convention.duree_annees,
        )


def _parle_de_la_ctg(
    lu: TexteLu, trouve: re.Match[str], annees: tuple[int, int], bornes: tuple[int, int]
) -> bool:
    if lu.chemin in _TITRES:
        return True
    if annees[1] < bornes[0] or annees[0] > bornes[1]:
        return False
    avant, _ = phrase_autour(lu.texte, *trouve.span())
    proche = avant[-60:]
    return bool(_NOTRE.search(proche)) and not _AUTRE.search(proche)


_JOUR_ECRIT = re.compile(
    rf"(?i)\b({'|'.join(JOURS)})\s+(1er|\d{{1,2}})\s+({'|'.join(MOIS)}|fevrier|aout|decembre)(?:\s+(\d{{4}}))?\b"
)
_RANG = {sans_accents(nom): rang for rang, nom in enumerate(MOIS, 1)}


@regle(
    "CTG206",
    Severity.WARNING,
    "le jour de semaine écrit est celui de la date",
    source="défaut relevé dans des actes signés",
)
def jour_de_semaine(examen: Examen) -> Iterator[Finding]:
    """A wrong weekday sends people on the wrong day. Without a year, that of the meeting is meant."""
    ctg = examen.ctg
    for i, reunion in enumerate(ctg.reunions):
        if reunion.date and reunion.jour_ecrit:
            vrai = JOURS[reunion.date.weekday()]
            if vrai not in reunion.jour_ecrit.lower():
                yield Finding(
                    f"Le {date_longue(reunion.date)} est un {vrai}, non « {reunion.jour_ecrit} ».",
                    ("reunions", i, "jour_ecrit"),
                    reunion.jour_ecrit,
                    f"Écrire « {vrai} », ou corriger la date.",
                )
    for lu in examen.textes:
        reunie = ctg.reunions[int(lu.chemin[1])].date if lu.rubrique == "reunions" else None
        for trouve in _JOUR_ECRIT.finditer(lu.texte):
            jour, mois = int(trouve[2].lower().removesuffix("er")), _RANG[sans_accents(trouve[3].lower())]
            annee = int(trouve[4]) if trouve[4] else None
            if annee is None and reunie and (reunie.day, reunie.month) == (jour, mois):
                annee = reunie.year
            yield from _mauvais_jour(lu, trouve, annee, mois, jour)


def _mauvais_jour(
    lu: TexteLu, trouve: re.Match[str], annee: int | None, mois: int, jour: int
) -> Iterator[Finding]:
    if annee is None:
        return
    try:
        vraie = date(annee, mois, jour)
    except ValueError:
        yield Finding(f"« {trouve[0]} » n’existe pas dans le calendrier.", lu.chemin, trouve[0])
        return
    if JOURS[vraie.weekday()] != trouve[1].lower():
        yield Finding(
            f"« {trouve[0]} » : ce jour est un {JOURS[vraie.weekday()]}.",
            lu.chemin,
            trouve[0],
            f"Écrire « {date_jour(vraie)} », ou corriger la date.",
        )
