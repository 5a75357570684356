"""How sentences name a body: its common noun, its article, its gender, deduced from the name and the kind, or said.

A name that begins with a known noun takes its article (« la Direction … », « l’Agence … », « le SIVOM … »); a proper
name takes the common noun of its kind (« la commune du Barp », « l’association Familles rurales ») or, when usage
wants none, stands alone (« Bordeaux Métropole », « France Travail »).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ctg_docs.french import Groupe, sans_accents
from ctg_docs.models.base import Genre
from ctg_docs.models.lieux import de_lieu
from ctg_docs.models.nature import PROFILS, Attache, NatureOrganisme
from ctg_docs.models.noms_communs import (
    FEMININS,
    LIEUX_FEMININS,
    LIEUX_MASCULINS,
    MASCULINS,
    SIGLES_FEMININS,
    SIGLES_MASCULINS,
)

__all__ = [
    "Denomination",
    "Precision",
    "commun_connu",
    "complement_de",
    "denommer",
    "nommer_court",
    "nommer_organe",
]

_COMMUNAUX: Final = frozenset(("commune", "ville", "mairie", "municipalite", "cc"))
_MARQUE: Final = re.compile(
    r"(?i)\S[ \u00a0-](?:communauté|communaute|métropole|metropole|agglomération|agglo|interco)\b"
)
"""What tells the proper name of an EPCI: « Seine Normandie Agglomération », « Tours Métropole Val de Loire »."""
_SIGLE_DE_SYNDICAT: Final = re.compile(r"S[A-Z]{2,8}\d{0,2}\b")
"""« SIVS », « SMAEP », « SIEJ »: the sigle of a syndicat begins with its very word, which gives its gender."""
_PREMIER: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MAL_CONTRACTE: Final = re.compile(r"\b(?:[dD]e|DE) (Les?|LES?) (?=[A-ZÀ-Þ])")
_ARTICLE: Final = re.compile(r"(?i)(?:(?:les?|la)[ \u00a0]+|l['’])(?=\S)")
_LIEU: Final = re.compile(r"(?i)^(?:commune|ville|mairie|municipalité)(?: nouvelle)? (?=d[eu]|d’|des )")
_INTERCOMMUNALES: Final = frozenset(
    (
        NatureOrganisme.COMMUNAUTE_COMMUNES,
        NatureOrganisme.COMMUNAUTE_AGGLOMERATION,
        NatureOrganisme.COMMUNAUTE_URBAINE,
        NatureOrganisme.METROPOLE,
    )
)
_GEOGRAPHIQUES: Final = _INTERCOMMUNALES | {NatureOrganisme.REGION}


class Precision(NamedTuple):
    """What a dossier says of a name: the whole phrase, or its article, its gender, its number."""

    en_phrase: str | None = None
    article: str | None = None
    genre: Genre | None = None
    pluriel: bool = False


RIEN: Final = Precision()


class Denomination(NamedTuple):
    """A noun phrase, and whether the name or the dossier gives it without a doubt."""

    groupe: Groupe
    sure: bool


def commun_connu(nom: str) -> tuple[bool, bool] | None:
    """Return (feminine, plural) of the known noun or sigle that begins a name; None when it is a proper name.

    >>> commun_connu("Sous-préfecture de Parthenay"), commun_connu("Services de l’État"), commun_connu("Melle")
    ((True, False), (False, True), None)
    >>> commun_connu("Département-Région de Mayotte")
    (False, False)
    """
    mot = _premier_mot(nom)
    for forme, pluriel in ((mot, False), (re.sub(r"aux$", "al", mot), True), (mot[:-1], True)):
        if not forme or (pluriel and (forme == mot or not mot.endswith(("s", "x")))):
            continue
        sigle = re.sub(r"\d+$", "", forme)
        if forme in FEMININS or (not pluriel and sigle in SIGLES_FEMININS):
            return True, pluriel
        if forme in MASCULINS or (not pluriel and sigle in SIGLES_MASCULINS):
            return False, pluriel
    tete, _, suite = mot.partition("-")
    return commun_connu(tete) if suite and commun_connu(tete) and commun_connu(suite) else None


def _premier_mot(nom: str) -> str:
    trouve = _PREMIER.match(sans_accents(nom).lower())
    return trouve[0] if trouve else ""


def _begins_with_noun(nom: str, nature: NatureOrganisme) -> tuple[bool, bool] | None:
    """Return the gender and number of the noun that begins the name of a body of this kind."""
    mot = _premier_mot(nom)
    if nature is NatureOrganisme.COMMUNE and mot.removesuffix("s") not in _COMMUNAUX:
        return None
    if mot in LIEUX_MASCULINS:
        return None if nature in _GEOGRAPHIQUES or mot == "grand" else (False, False)
    return commun_connu(nom) or ((False, False) if _is_syndicat(nom, nature) else None)


def _is_syndicat(nom: str, nature: NatureOrganisme) -> bool:
    return nature is NatureOrganisme.SYNDICAT and _SIGLE_DE_SYNDICAT.match(nom) is not None


@lru_cache(maxsize=4096)
def denommer(nature: NatureOrganisme, nom: str, precision: Precision = RIEN) -> Denomination:
    """Return how sentences name a body.

    Args:
        nature: its kind.
        nom: its name, as the register has it.
        precision: what the dossier says of the name.
    """
    en_phrase, article, genre, pluriel = precision
    profil = PROFILS[nature]
    nom = _contracter(nom)
    tape = _ARTICLE.match(nom)
    if tape and _begins_with_noun(nom[tape.end() :], nature):
        nom = nom[tape.end() :]
    connu = _begins_with_noun(nom, nature)
    feminin = (genre or profil.genre) is Genre.FEMININ if genre or connu is None else connu[0]
    pluriel = pluriel or (connu is not None and connu[1])
    if en_phrase:
        dit = Groupe.lire(en_phrase, feminin=feminin, pluriel=pluriel)
        noyau = commun_connu(dit.nom)
        if noyau and genre is None:
            dit = Groupe(dit.nom, dit.article, noyau[0], dit.pluriel or noyau[1])
        return Denomination(dit, sure=True)
    if article is not None:
        return Denomination(Groupe(nom, article.strip().replace("'", "’"), feminin, pluriel), sure=True)
    if connu is not None:
        return Denomination(Groupe.defini(nom, feminin=feminin, pluriel=pluriel), sure=True)
    return _propre(nature, nom, genre, pluriel)


def _propre(nature: NatureOrganisme, nom: str, genre: Genre | None, pluriel: bool) -> Denomination:
    """Return the phrase of a name that begins with no known noun."""
    profil = PROFILS[nature]
    feminin = (genre or profil.genre) is Genre.FEMININ
    if nature in _INTERCOMMUNALES and _MARQUE.search(nom):
        return Denomination(Groupe(nom, "", True, pluriel), sure=True)
    if profil.attache is Attache.SEULE:
        return Denomination(Groupe(nom, "", feminin, pluriel), sure=True)
    if profil.attache is Attache.DE:
        return Denomination(
            Groupe.defini(f"{profil.commun} {de_lieu(nom)}", feminin=_commun_feminin(nature)), sure=True
        )
    if nature not in _GEOGRAPHIQUES and (genre is not None or pluriel):
        if _ARTICLE.match(nom):
            return Denomination(Groupe(nom, "", feminin, pluriel), sure=True)
        return Denomination(Groupe.defini(nom, feminin=feminin, pluriel=pluriel), sure=True)
    texte = f"{profil.commun} {_apposer(nom) if nature in _INTERCOMMUNALES else nom}"
    return Denomination(Groupe.defini(texte, feminin=_commun_feminin(nature)), sure=not profil.incertaine)


def _commun_feminin(nature: NatureOrganisme) -> bool:
    connu = commun_connu(PROFILS[nature].commun)
    return connu[0] if connu else PROFILS[nature].genre is Genre.FEMININ


def _apposer(nom: str) -> str:
    """Return « du Pays de Gâtine », « de la Vallée de l’Ubaye », « Mellois en Poitou »."""
    mot = _premier_mot(nom)
    if mot in LIEUX_MASCULINS:
        return f"du {nom}"
    return f"de la {nom}" if mot in LIEUX_FEMININS else nom


def _contracter(nom: str) -> str:
    """Return « Commune du Barp », « Ville des Ulmes » from « Commune de Le Barp », « Ville de Les Ulmes »."""

    def contracter(trouve: re.Match[str]) -> str:
        mot = f"{trouve[0][0]}{'u' if len(trouve[1]) == 2 else 'es'} "
        return mot.upper() if trouve[1].isupper() else mot

    return _MAL_CONTRACTE.sub(contracter, nom)


def complement_de(groupe: Groupe) -> str:
    """Return what follows « les communes » in a list: « de Melle », « du Barp »."""
    trouve = _LIEU.match(groupe.nom)
    return groupe.nom[trouve.end() :] if trouve else groupe.de


def nommer_court(texte: str, plein: Groupe) -> Groupe:
    """Return the short name of a party as a phrase: its article typed or deduced, its gender that of its own noun.

    Args:
        texte: « la Caf », « Commune de Salles », « LE DÉPARTEMENT », « Mellois en Poitou ».
        plein: the full name, whose gender a proper name shares.
    """
    dit = Groupe.lire(texte, feminin=plein.feminin, pluriel=plein.pluriel)
    if not dit.article:
        article = _ARTICLE.match(texte)
        if article and commun_connu(texte[article.end() :]):
            minuscule = f"{article[0].lower()}{texte[article.end() :]}"
            dit = Groupe.lire(minuscule, feminin=plein.feminin, pluriel=plein.pluriel)
    connu = commun_connu(dit.nom)
    if connu is None:
        return dit
    if not dit.article:
        return Groupe.defini(dit.nom, feminin=connu[0], pluriel=connu[1])
    return Groupe(
        dit.nom, dit.article, connu[0] if dit.article in ("l’", "les") else dit.feminin, dit.pluriel
    )


def nommer_organe(texte: str) -> str:
    """Return a deciding organ with its article, whether it was written with one or not; a proper name as it is.

    >>> nommer_organe("Comité syndical"), nommer_organe("Le Conseil municipal"), nommer_organe("assemblée de Corse")
    ('le comité syndical', 'le Conseil municipal', 'l’assemblée de Corse')
    """
    ecrit = _ARTICLE.match(texte)
    if ecrit:
        return ecrit[0].lower().replace("'", "’") + texte[ecrit.end() :]
    premier = _premier_mot(texte)
    connu = (True, False) if premier == "assemblee" else commun_connu(texte)
    if connu is None:
        return texte
    nom = texte.lower() if texte.isupper() else texte[:1].lower() + texte[1:]
    return str(Groupe.defini(nom, feminin=connu[0], pluriel=connu[1]))
