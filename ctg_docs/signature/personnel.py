"""Personal data inside texts: addresses and numbers of persons, names of private persons. Reads a dossier, changes nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from ctg_docs.french import cle, sans_accents
from ctg_docs.models.base import is_personnel, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.personne import Civilite, Personne
from ctg_docs.models.reunion import Contact
from ctg_docs.signature.formes import Trouvaille, find_forms, folded

__all__ = ["Reperes", "cle_de_contact", "plain_fields"]

_SEP = r"[ *_]+"
_AVANT, _APRES = r"(?<![a-z0-9])(?<![a-z0-9]-)", r"(?![a-z0-9])(?!-[a-z0-9])"
_CIVILITES = {
    Civilite.MADAME: r"(?:mme|mlle|madame|mademoiselle)",
    Civilite.MONSIEUR: r"(?:mr?\.?|monsieur)",
    None: r"(?:mme|mlle|madame|mademoiselle|mr?\.?|monsieur)",
}
_TITRES = r"(?:dr\.?|docteur|me|maitre|pr\.?|professeur)"
_DEBUT_DE_PHRASE = frozenset(".!?:;…«•–—-([\n")
_NON_ECRITS = frozenset({"id", "fichier", "url"})
_LIEUX = frozenset({"voie", "lieu"})
_PEU_DE_LETTRES = 3


@dataclass(frozen=True)
class Reperes:
    """What to look for in the texts of one dossier.

    Attributes:
        publics: addresses and numbers of bodies and services, free to be shown.
        personnels: those of persons.
        noms: full names of private persons, on a folded text.
        seuls: their family names alone, those shared with a public name left out.
        lieux: keys of the addresses that the dossier gives to bodies, équipements and meetings.
        courants: words that the dossier writes in small letters: at the head of a sentence they are no names.
    """

    publics: frozenset[str]
    personnels: frozenset[str]
    noms: re.Pattern[str] | None
    seuls: re.Pattern[str] | None
    courants: frozenset[str]
    lieux: frozenset[str] = frozenset()

    @classmethod
    def of(cls, ctg: Ctg) -> Reperes:
        """Read a dossier."""
        privees = [p for p in ctg.personnes if p.privee]
        personnels, corps, contacts, lieux = set[str](), set[str](), set[str](), set[str]()
        for modele, nom, valeur in plain_fields(ctg):
            if is_personnel(type(modele), nom):
                personnels.add(cle_de_contact(valeur))
            elif nom in _LIEUX:
                lieux.add(cle(valeur))
            elif nom in {"courriel", "telephone"}:
                (contacts if isinstance(modele, Contact) else corps).add(cle_de_contact(valeur))
        proteges = _mots_publics(ctg)
        seuls = [p for p in privees if len(p.nom) >= _PEU_DE_LETTRES and _plier(p.nom) not in proteges]
        publics = [p for p in ctg.personnes if not p.privee]
        return cls(
            publics=frozenset(corps | (contacts - personnels)),
            personnels=frozenset(personnels - corps),
            noms=_motif(forme for p in privees for forme in _formes(p, publics)),
            seuls=_motif(_mots(p.nom) for p in seuls),
            courants=_mots_courants(ctg) if seuls else frozenset(),
            lieux=frozenset(filter(None, lieux)),
        )

    def find(self, texte: str) -> list[tuple[int, int, Trouvaille]]:
        """Return the start, the end and the kind of each personal datum of a text, in order, none over another.

        The text must be composed (NFC).
        """
        trouves = [
            (debut, fin, quoi)
            for debut, fin, quoi in find_forms(texte)
            if not self._public(texte[debut:fin], quoi)
        ]
        if self.noms or self.seuls:
            plie = _plier(texte)
            trouves += (
                [(m.start(), m.end(), Trouvaille.NOM) for m in self.noms.finditer(plie)] if self.noms else []
            )
            seuls = self.seuls.finditer(plie) if self.seuls else ()
            trouves += [
                (m.start(), m.end(), Trouvaille.NOM_SEUL)
                for m in seuls
                if self._is_name(texte, m.start(), m.group())
            ]
        retenus: list[tuple[int, int, Trouvaille]] = []
        for debut, fin, quoi in sorted(trouves, key=lambda t: (t[0], -t[1])):
            if not retenus or debut >= retenus[-1][1]:
                retenus.append((debut, fin, quoi))
        return retenus

    def _public(self, ecrit: str, quoi: Trouvaille) -> bool:
        if quoi is Trouvaille.ADRESSE_A_VOIR:
            return any(
                lieu in cle(ecrit) or cle(ecrit) in lieu for lieu in self.lieux if any(map(str.isdigit, lieu))
            )
        return quoi in {Trouvaille.COURRIEL, Trouvaille.TELEPHONE} and cle_de_contact(ecrit) in self.publics

    def _is_name(self, texte: str, debut: int, mot: str) -> bool:
        """True for a capital letter that no head of sentence explains, when the dossier also uses the common word."""
        ecrit = texte[debut : debut + len(mot)]
        if not any(lettre.isupper() for lettre in ecrit):
            return False
        avant = texte[:debut].rstrip(" \u00a0\u202f\t*_")
        en_tete = not avant or avant[-1] in _DEBUT_DE_PHRASE
        return not (en_tete and mot in self.courants)


def plain_fields(valeur: Any) -> Iterator[tuple[BaseModel, str, str]]:
    """Yield each text of a dossier with its model and its field; identifiers, files and choices are left out."""
    if isinstance(valeur, BaseModel):
        for nom in type(valeur).model_fields:
            if nom not in _NON_ECRITS and reference_of(type(valeur), nom) is None:
                yield from _field(valeur, nom, getattr(valeur, nom))


def _field(modele: BaseModel, nom: str, tenu: Any) -> Iterator[tuple[BaseModel, str, str]]:
    if isinstance(tenu, str) and not isinstance(tenu, Enum):
        yield modele, nom, tenu
    elif isinstance(tenu, BaseModel):
        yield from plain_fields(tenu)
    elif isinstance(tenu, tuple | dict):
        for item in tenu.values() if isinstance(tenu, dict) else tenu:
            yield from _field(modele, nom, item)


def cle_de_contact(valeur: str) -> str:
    """Return the comparison key of an address or of a number: « +33 5 36… » and « 05 36… » are the same."""
    plat = re.sub(r"\s?[\[({<]?\s?\b(?:at|arobase)\b\s?[\])}>]?\s?", "@", folded(valeur)[0].strip())
    if "@" in plat:
        return re.sub(r"\s?[\[({]?\s?\b(?:dot|point)\b\s?[\])}]?\s?", ".", plat)
    chiffres = re.sub(r"\D", "", plat.replace("(0)", ""))
    return chiffres.removeprefix("00").removeprefix("33").removeprefix("0")


@lru_cache(maxsize=4096)
def _plier_lettre(lettre: str) -> str:
    if lettre in "’ʼ`´":
        return "'"
    if lettre in "‐‑–":
        return "-"
    return " " if lettre.isspace() else (sans_accents(lettre).lower() or lettre)[0]


def _plier(texte: str) -> str:
    """Fold case, accents, blanks, apostrophes and hyphens; each letter keeps its place."""
    return "".join(map(_plier_lettre, unicodedata.normalize("NFC", texte)))


def _mots(nom: str) -> str:
    """Return the pattern of a name; a blank or a hyphen inside it may be written either way."""
    return r"[ *_-]+".join(re.escape(mot) for mot in re.split(r"[ -]+", _plier(nom)) if mot)


def _formes(personne: Personne, publics: list[Personne]) -> Iterator[str]:
    """Yield the ways a text may name a person beside the family name alone."""
    nom = _mots(personne.nom)
    homonymes = {p.civilite for p in publics if _plier(p.nom) == _plier(personne.nom)}
    if personne.prenom:
        prenom = _mots(personne.prenom)
        initiales = r"\.?[ -]?".join(
            re.escape(mot[0]) for mot in re.split(r"[ -]+", _plier(personne.prenom)) if mot
        )
        civilite = rf"(?:(?:{_CIVILITES[None]}|{_TITRES}){_SEP})?"
        yield rf"{civilite}{prenom}{_SEP}{nom}"
        yield rf"{nom},?{_SEP}{prenom}"
        if initiales != "m" or not homonymes:  # « M. Duval » is first of all Monsieur Duval
            yield rf"{initiales}\.[ ]?{nom}"
    if personne.civilite not in homonymes and None not in homonymes:
        yield rf"(?:{_CIVILITES[personne.civilite]}|{_TITRES}){_SEP}{nom}"
    if not personne.prenom and " " in personne.nom:
        yield nom


def _motif(formes: Iterator[str]) -> re.Pattern[str] | None:
    listees = sorted(set(formes), key=len, reverse=True)
    return re.compile(f"{_AVANT}(?:{'|'.join(listees)}){_APRES}") if listees else None


def _mots_publics(ctg: Ctg) -> frozenset[str]:
    """Return the words of names that stay: bodies, communes, the territory, public persons."""
    noms = [n for o in ctg.organismes for n in (o.nom, o.nom_court or "", o.sigle or "")]
    noms += [c.nom for c in ctg.territoire.communes] + [ctg.territoire.nom, *ctg.territoire.secteurs]
    publics = [n for p in ctg.personnes if not p.privee for n in (p.nom, p.prenom or "")]
    return frozenset(
        mot for nom in (*noms, *publics) for mot in re.findall(r"[a-z]+", _plier(nom))
    ) | frozenset(_plier(nom) for nom in publics)


def _mots_courants(ctg: Ctg) -> frozenset[str]:
    mots = (mot for _, _, texte in plain_fields(ctg) for mot in re.findall(r"[^\W\d_]+", texte))
    return frozenset(_plier(mot) for mot in mots if mot[0].islower())
