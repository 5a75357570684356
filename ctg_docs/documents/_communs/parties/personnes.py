"""Persons and capacities in a sentence: civility, name, agreement of « son Président », « sa Directrice »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.french import accord_participe, date_longue, de, elision, le, nom_en_capitales, possessif
from ctg_docs.holes import hole, is_hole
from ctg_docs.models.base import Genre
from ctg_docs.models.organisme import PROFILS, NatureOrganisme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.signataire import Representant

__all__ = [
    "accorder_personnes",
    "delegation_en_phrase",
    "genre_de_qualite",
    "nommer",
    "qualite_affichee",
    "qualite_en_phrase",
]

_COMPLEMENT = re.compile(r"\s(du|de|des|de la|au|aux|à la)\s|\s(d|de l|à l)’", re.IGNORECASE)

_ARRETES = frozenset(n for n, p in PROFILS.items() if p.collectivite) | {
    NatureOrganisme.DEPARTEMENT,
    NatureOrganisme.REGION,
    NatureOrganisme.ETAT,
}
"""Bodies whose head delegates by arrêté; the others by a decision."""


def nommer(personne: Personne | None) -> str:
    """Return « Madame Delphine BELLIOT », « Docteur Anne ARNAUD », each missing piece shown as a hole."""
    if personne is None:
        return hole("représentant", "personnes")
    ou = f"personnes.{personne.id}"
    civilite = personne.appel or hole(f"civilité {elision('de', personne.nom)}", f"{ou}.civilite")
    prenom = personne.prenom or hole(f"prénom {elision('de', personne.nom)}", f"{ou}.prenom")
    return f"{civilite} {prenom} {nom_en_capitales(personne.nom)}"


def genre_de_qualite(
    representant: Representant, personne: Personne | None, organisme: Organisme | None
) -> Genre:
    """Return the gender that the capacity takes: as said, as its form tells, or that of the person."""
    if representant.genre_qualite:
        return representant.genre_qualite
    for masculin, feminin in organisme.profil.qualites if organisme else ():
        if masculin != feminin and representant.qualite in (masculin, feminin):
            return Genre.MASCULIN if representant.qualite == masculin else Genre.FEMININ
    return (personne.genre if personne else None) or Genre.MASCULIN


def qualite_affichee(representant: Representant, personne: Personne | None) -> str:
    """Return the capacity as signatures show it: « Directeur par intérim »."""
    qualite = representant.qualite or hole(
        f"qualité {elision('de', personne.nom_usuel) if personne else 'de ce signataire'}", "signataires"
    )
    return f"{qualite} par intérim" if representant.par_interim else qualite


def qualite_en_phrase(
    representant: Representant, personne: Personne | None, organisme: Organisme | None
) -> str:
    """Return « son Président », « son Adjointe », « la Présidente du conseil d’administration ».

    A capacity that has a complement takes the article, the others the possessive.
    """
    qualite = qualite_affichee(representant, personne)
    if is_hole(qualite):
        return f"son {qualite}"
    genre = genre_de_qualite(representant, personne, organisme).value
    if _COMPLEMENT.search(representant.qualite or ""):
        return le(qualite, genre)
    return possessif(qualite, genre)


def accorder_personnes(participe: str, personnes: Sequence[Personne | None]) -> str:
    """Agree a participle with the persons: « autorisée », « autorisés »; one man makes the masculine."""
    feminin = bool(personnes) and all(p is not None and p.genre is Genre.FEMININ for p in personnes)
    return accord_participe(participe, "f" if feminin else "m", len(personnes) > 1)


def delegation_en_phrase(representant: Representant, organisme: Organisme | None = None) -> str:
    """Return « agissant par délégation de la Présidente (arrêté n° 2024-12 du 3 mars 2024) », or nothing."""
    delegation = representant.delegation
    if delegation is None:
        return ""
    mot = "arrêté" if organisme is None or organisme.nature in _ARRETES else "décision"
    acte = re.sub(r"^(?=[A-Z]{0,4}[-_/]?\d)", f"{mot} n°\u00a0", delegation.reference or "")
    if delegation.date:
        acte = f"{acte or 'acte'} du {date_longue(delegation.date)}"
    texte = (
        f"agissant par délégation {de(delegation.delegant)}"
        if delegation.delegant
        else "agissant par délégation"
    )
    return f"{texte} ({acte})" if acte else texte
