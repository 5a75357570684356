"""One sigle at one place of a text: is it explained there already, and how may it be? Pure French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.french import cle, commence_par_voyelle, majuscule_initiale, nombre_lettres
from ctg_docs.markdown import echapper

if TYPE_CHECKING:
    from ctg_docs.models.lexique import Sens

__all__ = ["develop", "is_explained", "is_free"]

_MASQUES = re.compile(
    r"«[^»]*(?:»|$)|“[^”]*”|\"[^\"]*\"|\([^()]*(?:\)|$)|\[[^\]]*\](?:\([^)]*\))?|\x02[^\x03]*\x03"
    r"|https?://\S+|www\.\S+|\S+@\S+"
)
"""Quotations, brackets, links, holes, addresses: nothing is inserted there."""
_DEBUT = re.compile(r"\s*(?:[-•]|\d+[.)])?[ \u00a0]*|.*[.!?…][ \u00a0]+", re.DOTALL)
_MOT_AVANT = re.compile(r"(?:^|[\s(«’'-])([^\W_]+)([’'][ ]?|[ \u00a0\u202f]+)$")
_NOMBRE_AVANT = re.compile(r"(\d+)(?:,\d+)?[ \u00a0\u202f]$")
_COMPLEMENT = re.compile(r"[ \u00a0-](?:de |du |des |d[’']|de la |de l[’'])?[A-ZÀ-Þ](?![A-ZÀ-Þ])")
"""A proper name after a sigle; another sigle is none."""
_DENOMME = re.compile(r"(?:dénommée?s?|dite?s?|ci-après|appelée?s?)\b[^«»]{0,20}«[^»]*$")

_SINGULIER = frozenset(
    [
        "le",
        "la",
        "l",
        "un",
        "une",
        "ce",
        "cet",
        "cette",
        "son",
        "sa",
        "notre",
        "votre",
        "du",
        "au",
        "de",
        "d",
        "en",
        "chaque",
    ]
)
_PLURIEL = frozenset(["les", "des", "aux", "ces", "ses", "nos", "vos", "leurs", "plusieurs", "quelques"]) | {
    nombre_lettres(n) for n in range(2, 13)
}
_ELIDES = frozenset(["l", "d"])
_PLEINS = frozenset(["le", "la", "ce", "sa", "du", "au", "de"])
_COMMUNS = frozenset(
    ["un", "une", "ce", "cet", "cette", "son", "sa", "notre", "votre", "chaque", "de", "d", "en"]
)
_ANNEES = range(1900, 2100)


def is_explained(ligne: str, debut: int, fin: int, sens: Sens) -> bool:
    """True when the words around a sigle say what it stands for: « comité de pilotage (COPIL) », « COPIL : comité… »."""
    avant, apres = ligne[max(0, debut - 160) : debut], ligne[fin : fin + 160]
    if avant.endswith("(") and apres.startswith(")"):
        return any(_commence(mot, sens) for mot in cle(avant).split())
    if suite := re.match(r"[ \u00a0]\(([^()]*)\)|[*]*[ \u00a0\u202f]?[:–][ \u00a0]*(.*)", apres):
        return _commence((cle(suite[1] or suite[2] or "").split() or [""])[0], sens)
    return _DENOMME.search(avant) is not None or _vient_d_etre_dit(avant, sens)


def _vient_d_etre_dit(avant: str, sens: Sens) -> bool:
    return any(nom and cle(avant).endswith(cle(nom)) for nom in (sens.nom, sens.commun, sens.pluriel))


def _commence(mot: str, sens: Sens) -> bool:
    premiers = (cle(nom).split()[0] for nom in (sens.nom, sens.commun) if cle(nom))
    return any(mot.rstrip("sx") == premier.rstrip("sx") for premier in premiers)


def is_free(ligne: str, debut: int, fin: int) -> bool:
    """True when words may be added around this place of a paragraph: not a heading, a quotation, brackets, an address."""
    if ligne.lstrip().startswith("#") or "/" in ligne[max(0, debut - 1) : debut] + ligne[fin : fin + 1]:
        return False
    return not any(m.start() < debut and fin <= m.end() for m in _MASQUES.finditer(ligne))


def develop(ligne: str, debut: int, fin: int, sens: Sens, *, riche: bool) -> tuple[str, str] | None:
    """Return what to put before and after a sigle, or None when no correct French comes of it here.

    « des RPE » gives « des relais petite enfance (RPE) »; where the long form can't take the place of the sigle
    (« la future CTG », « techniciens CAF »), the gloss follows: « la future CTG (convention territoriale globale) ».
    """
    avant, apres = ligne[:debut].replace("*", ""), ligne[fin:]
    if re.match(r"[*]*[ \u00a0]\(", apres):
        return None
    complement = _COMPLEMENT.match(apres) is not None
    signes = echapper if riche else str
    if _DEBUT.fullmatch(avant):
        nom = _nom(sens, commun=complement)
        return (f"{signes(majuscule_initiale(nom))} (", ")") if nom else None
    determinant, nom = _determine(avant, sens, complement)
    if determinant:
        return (f"{signes(nom)} (", ")") if nom else None
    glose = nom or _nom(sens, commun=False)
    return None if complement or not glose else ("", f" ({signes(glose)})")


def _nom(sens: Sens, *, commun: bool) -> str:
    """Return the common noun where a proper name would say its place twice: « son CCAS », « le CCAS de Melle »."""
    return sens.commun if commun and sens.propre else sens.nom


def _determine(avant: str, sens: Sens, complement: bool) -> tuple[bool, str]:
    """Return whether the word before lets the long form stand here, and the form that fits."""
    if nombre := _NOMBRE_AVANT.search(avant):
        n = int(nombre[1])
        return n not in _ANNEES, sens.pluriel if 1 < n < _ANNEES.start else sens.commun
    trouve = _MOT_AVANT.search(avant)
    mot = trouve[1].lower() if trouve else ""
    if mot in _PLURIEL:
        return bool(sens.pluriel), sens.pluriel or sens.commun
    if mot not in _SINGULIER:
        return False, ""
    nom = _nom(sens, commun=complement or mot in _COMMUNS)
    elide, voyelle = mot in _ELIDES, commence_par_voyelle(nom)
    accorde = voyelle if elide else not (voyelle and mot in _PLEINS)
    return accorde, nom
