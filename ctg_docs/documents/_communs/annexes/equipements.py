"""Annexe « Équipements et services soutenus »: by type, with the manager, the place and the capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord, compte, etp, euros, majuscule_initiale, nombre, nombre_lettres
from ctg_docs.holes import hole
from ctg_docs.models.equipement import TypeEquipement

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import BonusTerritoire, Equipement

__all__ = ["AnnexeEquipements", "build_equipements"]

_TIRET = "–"


class LigneEquipement(Bloc):
    """An equipment."""

    nom: str
    observations: str
    gestionnaire: str
    statut: str
    commune: str
    capacite: str
    numero: str
    offre: str
    ouverture: str


class GroupeEquipements(Bloc):
    """The equipments of a type."""

    type: str
    lignes: tuple[LigneEquipement, ...]


class LigneBonus(Bloc):
    """The bonus of an equipment, year by year."""

    equipement: str
    montants: str
    source: str


class AnnexeEquipements(Bloc):
    """What the annexe shows."""

    groupes: tuple[GroupeEquipements, ...]
    total: str = Field(title="Total", description="« 12 équipements et services »")
    bonus: tuple[LigneBonus, ...]


def build_equipements(ctg: Ctg) -> AnnexeEquipements:
    """Return the equipments grouped by type, in the order of the types."""
    groupes = (
        GroupeEquipements(
            type=kind.libelle, lignes=tuple(_ligne(ctg, e) for e in ctg.equipements if e.type is kind)
        )
        for kind in TypeEquipement
        if any(e.type is kind for e in ctg.equipements)
    )
    return AnnexeEquipements(
        groupes=tuple(groupes),
        total=_total(len(ctg.equipements)),
        bonus=tuple(_bonus(e) for e in ctg.equipements if e.bonus),
    )


def _total(nombre: int) -> str:
    quoi = accord(nombre, "équipement ou service est soutenu", "équipements et services sont soutenus")
    return (
        f"{majuscule_initiale(nombre_lettres(nombre))} {quoi} dans le cadre de la convention."
        if nombre
        else hole("équipements et services", "equipements")
    )


def _bonus(equipement: Equipement) -> LigneBonus:
    annees = sorted(equipement.bonus, key=lambda b: b.annee)
    return LigneBonus(
        equipement=equipement.nom,
        montants="\u202f; ".join(f"{b.annee}\u00a0: {_montant(b)}" for b in annees),
        source=", ".join(dict.fromkeys(b.source or _TIRET for b in annees)),
    )


def _montant(bonus: BonusTerritoire) -> str:
    return euros(bonus.montant_euros) if bonus.montant_euros is not None else _TIRET


def _ligne(ctg: Ctg, equipement: Equipement) -> LigneEquipement:
    gestionnaire = ctg.organisme(equipement.gestionnaire)
    collectivite = ctg.organisme(equipement.collectivite)
    statut = equipement.statut or (gestionnaire.statut_gestionnaire if gestionnaire else None)
    notes = [
        statut.libelle if statut else "",
        f"cofinancé par {collectivite.groupe}" if collectivite else "",
    ]
    if collectivite is not None and collectivite == gestionnaire:
        notes.pop()
    return LigneEquipement(
        nom=equipement.nom,
        observations=equipement.observations or "",
        gestionnaire=gestionnaire.nom if gestionnaire else _TIRET,
        statut=" – ".join(n for n in notes if n),
        commune=equipement.commune or _TIRET,
        capacite=_capacite(equipement),
        numero=equipement.numero_convention or _TIRET,
        offre=equipement.offre.libelle if equipement.offre else _TIRET,
        ouverture=f"ouverture : {equipement.ouverture.libelle}" if equipement.ouverture else "",
    )


def _capacite(equipement: Equipement) -> str:
    parts = [
        compte(equipement.places, "place") if equipement.places is not None else "",
        f"{nombre(equipement.heures)} heures par an" if equipement.heures is not None else "",
        f"{etp(equipement.etp)}\u00a0ETP" if equipement.etp is not None else "",
        equipement.capacite_texte or "",
    ]
    return ", ".join(p for p in parts if p) or _TIRET
