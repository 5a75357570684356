"""Names of bodies and persons as documents print them. A reference that leads nowhere is a hole, never a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import a, date_longue, de
from ctg_docs.holes import hole
from ctg_docs.models.base import Genre
from ctg_docs.models.gouvernance import RoleMembre

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.moments import Moment
    from ctg_docs.models.personne import Personne

__all__ = [
    "VIDE",
    "appellation_organisme",
    "bornes",
    "le_jour",
    "nom_en_phrase",
    "nom_organisme",
    "nom_personne",
    "noms_organismes",
    "personne_et_fonction",
    "role_affiche",
]

VIDE = "non renseigné"
"""What an empty optional row shows."""


def le_jour(quoi: str, moment: Moment | None, chemin: str = "") -> str:
    """Return a day in full, or the hole that asks for it and tells what is already known of it."""
    if moment is None:
        return hole(quoi, chemin)
    return date_longue(moment.jour) if moment.jour else hole(f"{quoi}, {moment.libelle}", chemin)


def bornes(debut: Moment, fin: Moment) -> str:
    """Return « du 1er janvier 2024 au 31 décembre 2027 », « de 2023 à 2027 », as precise as each end is known."""
    depuis = f"du {debut.libelle}" if debut.is_day else de(debut.libelle)
    return f"{depuis} {f'au {fin.libelle}' if fin.is_day else a(fin.libelle)}"


def nom_organisme(ctg: Ctg, id: str | None, vide: str = VIDE) -> str:
    """Return the full name of a body; `vide` when none is given, a hole when the register lacks it."""
    if not id:
        return vide
    organisme = ctg.organisme(id)
    return organisme.nom if organisme else hole(f"organisme « {id} »")


def appellation_organisme(ctg: Ctg, id: str | None, vide: str = "–") -> str:
    """Return the sigle or the full name, for the narrow columns of a table."""
    organisme = ctg.organisme(id)
    return (organisme.sigle or organisme.nom) if organisme else nom_organisme(ctg, id, vide)


def noms_organismes(ctg: Ctg, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the full names of several bodies, in the given order."""
    return tuple(nom_organisme(ctg, id) for id in ids)


def _masque(personne: Personne, situation: Situation) -> bool:
    return situation.publication and personne.privee


def nom_personne(ctg: Ctg, id: str | None, situation: Situation, vide: str = VIDE) -> str:
    """Return « Mme Delphine BELLIOT »; a private person is masked in the published version."""
    if not id:
        return vide
    personne = ctg.personne(id)
    if personne is None:
        return hole(f"personne « {id} »")
    if _masque(personne, situation):
        return "[nom masqué]"
    prefixe = personne.titre or (personne.civilite.abrege if personne.civilite else "")
    return f"{prefixe}\u00a0{personne.nom_affiche}" if prefixe else personne.nom_affiche


def nom_en_phrase(ctg: Ctg, id: str | None, situation: Situation, vide: str = "") -> str:
    """Return « Mme Delphine Belliot », in ordinary case, for a sentence or an agenda."""
    personne = ctg.personne(id)
    if personne is None or _masque(personne, situation):
        return nom_personne(ctg, id, situation, vide)
    prefixe = personne.titre or (personne.civilite.abrege if personne.civilite else "")
    return f"{prefixe}\u00a0{personne.nom_usuel}" if prefixe else personne.nom_usuel


def personne_et_fonction(ctg: Ctg, id: str | None, situation: Situation, vide: str = VIDE) -> str:
    """Return « Mme Delphine BELLIOT, directrice de l’éducation », without the function when it is unknown."""
    nom = nom_personne(ctg, id, situation, vide)
    personne = ctg.personne(id)
    if personne is None or not personne.fonction or _masque(personne, situation):
        return nom
    return f"{nom}, {personne.fonction[0].lower()}{personne.fonction[1:]}"


def role_affiche(role: RoleMembre, personne: Personne | None) -> str:
    """Return the role of a member as tables show it: « Invitée », « Experte », « Présidence »."""
    accorde = role in (RoleMembre.INVITE, RoleMembre.EXPERT)
    feminin = personne is not None and personne.genre is Genre.FEMININ
    return f"{role.libelle}e" if accorde and feminin else role.libelle
