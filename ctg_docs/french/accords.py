"""Agreement, articles, elision and contraction. Proper nouns may override: the models store their forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.french.cles import sans_accents
from ctg_docs.french.nombres import nombre

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

__all__ = [
    "a",
    "accord",
    "accord_participe",
    "au",
    "civilite",
    "commence_par_voyelle",
    "compte",
    "contraction",
    "de",
    "du",
    "elision",
    "le",
    "liste_et",
    "possessif",
]

# Beginnings, without accents, of the words in h that elide; any other h is taken as aspirated.
_H_MUET = re.compile(
    r"(?!heros|herse|hernie|hierarch)"
    r"(?:habi[lt]|hagio|haleine|hallucin|halter|hameco|harmoni|hebdo|heberg|hebr|hecatomb|hect(?:ar|or)|hegemon|hele?n|heli[co]"
    r"|hem[aio]|hendaye|henin|hennebont|henri|hepat|herault|herb|heredit|heresi|heri[ct]|herm(?:et|ine)|heroi[nsq]|herouville|herve"
    r"|hesit|hetero|heure|hexa|hibern|hier|hipp|hirondell|hirson|hist|hiver|holist|holo[cg]|hom[eio]|homm|honnet"
    r"|honn?eur|honor|hopita|hora|horizo|horlo|hormon|horosc|horr|horti|hospi|hostil|hote|hubert|huguette|huil|huissi|huitre"
    r"|huma|humbl|hume|humi|humori|humour|hyacin|hy[bdgmp]|hyeres)"
)
# Words that begin with a vowel letter and yet do not elide.
_SANS_ELISION = ("onz", "oui", "ouistiti", "ouate", "uhlan", "ululement")
_Y_VOYELLE = ("yonne", "yon", "yeu", "yeux", "yeuse", "yerres", "yevre", "yenne", "yebles", "yerville")
_ELIDABLES = frozenset(
    ("le", "la", "de", "je", "me", "te", "se", "ne", "que", "jusque", "lorsque", "puisque")
)
_CONTRACTIONS = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_CIVILITES = {
    "M.": ("Monsieur", "MM.", "Messieurs"),
    "Mme": ("Madame", "Mmes", "Mesdames"),
    "Dr": ("Docteur", "Drs", "Docteurs"),
    "Me": ("Maître", "Mes", "Maîtres"),
}
_ARTICLE = re.compile(r"(?i)(les?|la)[ \u00a0]+(?=\S)|(l)['’](?=\w)")


def commence_par_voyelle(text: str) -> bool:
    """True when the text asks for elision: « Angers », « État », « habitant », « Yonne », « œuvre ».

    False for an aspirated h (« Hautes-Alpes »), « onze », « oui », figures. An unknown h is aspirated.
    """
    mot = re.match(r"[^\W\d_]*", sans_accents(text).lower().lstrip("«“\"'( \u00a0\u202f"))
    debut = mot.group() if mot else ""
    if not debut or debut.startswith(_SANS_ELISION):
        return False
    if debut[0] == "h":
        return _H_MUET.match(debut) is not None
    if debut[0] == "y":
        return debut in _Y_VOYELLE or debut[1:2] not in tuple("aeiou")
    return debut[0] in "aeiou"


def elision(mot: str, suite: str) -> str:
    """Return the word before what follows, elided if it must be: « l’État », « la Caf », « d’Angers »."""
    if mot.lower() in _ELIDABLES and commence_par_voyelle(suite):
        return f"{mot[:-1]}’{suite}"
    return f"{mot} {suite}"


def contraction(preposition: str, article: str) -> str:
    """Return « du », « des », « au », « aux », or the two words: « de la », « à l’ »."""
    return _CONTRACTIONS.get((preposition, article), f"{preposition} {article}")


def le(nom: str, genre: str = "m", pluriel: bool = False) -> str:
    """Return the noun with its definite article: « le département », « l’État », « les communes »."""
    if pluriel:
        return f"les {nom}"
    return elision("la" if _feminin(genre) else "le", nom)


def _avec_article(preposition: str, nom: str, genre: str, pluriel: bool) -> str:
    article = "les" if pluriel else "la" if _feminin(genre) else "le"
    if not pluriel and commence_par_voyelle(nom):
        return f"{preposition} l’{nom}"
    return f"{contraction(preposition, article)} {nom}"


def du(nom: str, genre: str = "m", pluriel: bool = False) -> str:
    """Return « du département », « de la commune », « de l’État », « des communes »."""
    return _avec_article("de", nom, genre, pluriel)


def au(nom: str, genre: str = "m", pluriel: bool = False) -> str:
    """Return « au département », « à la commune », « à l’État », « aux communes »."""
    return _avec_article("à", nom, genre, pluriel)


def _devant(preposition: str, nom: str) -> str:
    """Put a preposition before a name that may carry its own article: « Le Mans », « la commune »."""
    trouve = _ARTICLE.match(nom)
    article = (trouve.group(1) or "").lower() if trouve else ""
    if trouve and article in ("le", "les"):
        return f"{contraction(preposition, article)} {nom[trouve.end() :]}"
    return f"{preposition} {nom}" if trouve or preposition != "de" else elision("de", nom)


def de(nom: str) -> str:
    """Return « de Melle », « d’Angers », « du Mans », « de La Rochelle », « des Deux-Sèvres » (« les … »)."""
    return _devant("de", nom)


def a(nom: str) -> str:
    """Return « à Melle », « au Mans », « à La Rochelle », « aux Sables-d’Olonne »."""
    return _devant("à", nom)


def _feminin(genre: str) -> bool:
    return genre.lower().startswith("f")


def possessif(nom: str, genre: str = "m", pluriel: bool = False, possesseurs: int = 1) -> str:
    """Return « sa Présidente », « son Adjointe », « ses représentants », « leurs maires »."""
    if possesseurs > 1:
        return f"{'leurs' if pluriel else 'leur'} {nom}"
    if pluriel:
        return f"ses {nom}"
    return f"{'sa' if _feminin(genre) and not commence_par_voyelle(nom) else 'son'} {nom}"


def accord_participe(participe: str, genre: str = "m", pluriel: bool = False) -> str:
    """Agree a participle or an adjective given in the masculine singular: « représentées », « sise »."""
    mot = participe
    if _feminin(genre):
        mot = f"{mot.removesuffix('û')}ue" if mot == "dû" else mot if mot.endswith("e") else f"{mot}e"
    elif pluriel and mot == "dû":
        mot = "du"
    return f"{mot}s" if pluriel and not mot.endswith(("s", "x")) else mot


def accord(n: Decimal | int, singulier: str, pluriel: str | None = None) -> str:
    """Return the form that agrees with the number; 0 and 1,5 take the singular.

    Args:
        n: the number.
        singulier: the singular.
        pluriel: the plural; by default the singular and « s ».
    """
    if -2 < n < 2:
        return singulier
    return f"{singulier}s" if pluriel is None else pluriel


def compte(n: Decimal | int, singulier: str, pluriel: str | None = None) -> str:
    """Return the number and its noun: « 3 enjeux », « 1 agent »."""
    return f"{nombre(n)}\u00a0{accord(n, singulier, pluriel)}"


def liste_et(elements: Iterable[str], sep: str = ", ", dernier: str = " et ") -> str:
    """Return « A, B et C »."""
    textes = list(elements)
    return dernier.join(part for part in (sep.join(textes[:-1]), *textes[-1:]) if part)


def civilite(forme: str, *, longue: bool = False, pluriel: bool = False) -> str:
    """Return the short or long form of a civility given in any form: « Mme », « Madame », « Mmes ».

    Raises:
        ValueError: the civility is not known.
    """
    for courte, (entiere, courtes, entieres) in _CIVILITES.items():
        if forme.strip(". ").lower() in {m.strip(".").lower() for m in (courte, entiere, courtes, entieres)}:
            return (entieres if longue else courtes) if pluriel else entiere if longue else courte
    raise ValueError(f"civilité inconnue : « {forme} »")
