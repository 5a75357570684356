"""The services by type, with the manager, the place and the capacity, and the bonus of each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord, compte, etp, euros, majuscule_initiale, nombre, nombre_lettres
from ctg_docs.holes import hole
from ctg_docs.models.equipement import TypeEquipement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import Equipement

__all__ = [
    "AnnexeEquipements",
    "GroupeType",
    "LigneBonus",
    "build_equipements",
    "capacite",
    "capacites",
    "combien",
    "groupes_par_type",
    "ligne_bonus",
    "par_type",
]

_TIRET = "–"


class LigneEquipement(Bloc):
    """A service."""

    nom: str
    notes: tuple[str, ...] = Field(title="Notes", description="Observations, ouverture, cofinanceur")
    gestionnaire: str
    statut: str
    commune: str
    capacite: str
    convention: str
    offre: str


class GroupeType(Bloc):
    """The services of a type and their total."""

    type: str
    lignes: tuple[LigneEquipement, ...]
    total: str = Field(title="Total", description="« 4 équipements, 92 places » ; vide pour un seul")


class LigneBonus(Bloc):
    """The bonus of a service year by year."""

    nom: str
    bonus: tuple[str, ...] = Field(title="Bonus", description="« 2025 : 79 920 € », un par année")
    source: str = Field(title="Source", description="Où le bonus se lit")


class AnnexeEquipements(Bloc):
    """What the annexe of the convention shows."""

    total: str = Field(title="Total", description="« Douze équipements et services sont soutenus… »")
    groupes: tuple[GroupeType, ...]
    bonus: tuple[LigneBonus, ...]


def build_equipements(ctg: Ctg) -> AnnexeEquipements:
    """Return the services grouped by type, in the order of the types, and the bonus of those that have one."""
    return AnnexeEquipements(
        total=_total(len(ctg.equipements)),
        groupes=groupes_par_type(ctg),
        bonus=tuple(ligne_bonus(e) for e in ctg.equipements if e.bonus),
    )


def par_type(equipements: Sequence[Equipement]) -> list[tuple[TypeEquipement, list[Equipement]]]:
    """Return the types that some service has, in their order, each with its services."""
    groupes = [(t, [e for e in equipements if e.type is t]) for t in TypeEquipement]
    return [(t, reunis) for t, reunis in groupes if reunis]


def groupes_par_type(ctg: Ctg) -> tuple[GroupeType, ...]:
    """Return a group of rows for each type."""
    return tuple(
        GroupeType(
            type=t.libelle,
            lignes=tuple(_ligne(ctg, e) for e in equipements),
            total=", ".join([combien(equipements), *capacites(equipements)]) if len(equipements) > 1 else "",
        )
        for t, equipements in par_type(ctg.equipements)
    )


def ligne_bonus(equipement: Equipement) -> LigneBonus:
    """Return the bonus of a service, a year after the other."""
    bonus = sorted(equipement.bonus, key=lambda b: b.annee)
    dits = (euros(b.montant_euros, "auto") if b.montant_euros is not None else _TIRET for b in bonus)
    return LigneBonus(
        nom=equipement.nom,
        bonus=tuple(f"{b.annee}\u00a0: {dit}" for b, dit in zip(bonus, dits, strict=True)),
        source=", ".join(dict.fromkeys(b.source for b in bonus if b.source)),
    )


def combien(equipements: Sequence[Equipement]) -> str:
    """Return « 4 équipements et services »."""
    return compte(len(equipements), "équipement ou service", "équipements et services")


def capacites(equipements: Sequence[Equipement]) -> list[str]:
    """Return the sums of places, hours and ETP, each only of those that say it."""
    unites: tuple[tuple[str, Callable[[Decimal], str]], ...] = (
        ("places", lambda n: compte(n, "place")),
        ("heures", lambda n: f"{nombre(n)}\u00a0heures par an"),
        ("etp", lambda n: f"{etp(n)}\u00a0ETP d’animation"),
    )
    dits = []
    for champ, dire in unites:
        valeurs = [Decimal(v) for e in equipements if (v := getattr(e, champ)) is not None]
        if valeurs:
            dits.append(dire(sum(valeurs, Decimal(0))))
    return dits


def capacite(equipement: Equipement) -> str:
    """Return what one service can take, a dash when nobody says it."""
    dits = [*capacites([equipement]), equipement.capacite_texte or ""]
    return ", ".join(d for d in dits if d) or _TIRET


def _total(combien: int) -> str:
    if not combien:
        return hole("équipements et services", "equipements")
    quoi = accord(combien, "équipement ou service est soutenu", "équipements et services sont soutenus")
    return f"{majuscule_initiale(nombre_lettres(combien))} {quoi} dans le cadre de la convention."


def _ligne(ctg: Ctg, equipement: Equipement) -> LigneEquipement:
    gestionnaire = ctg.organisme(equipement.gestionnaire)
    statut = equipement.statut or (gestionnaire.statut_gestionnaire if gestionnaire else None)
    cofinanceur = equipement.collectivite != equipement.gestionnaire and equipement.collectivite
    notes = [
        equipement.observations or "",
        f"Ouverture\u00a0: {equipement.ouverture.libelle}" if equipement.ouverture else "",
        f"Cofinancement\u00a0: {nom_organisme(ctg, cofinanceur)}" if cofinanceur else "",
    ]
    return LigneEquipement(
        nom=equipement.nom,
        notes=tuple(n for n in notes if n),
        gestionnaire=nom_organisme(ctg, equipement.gestionnaire, _TIRET),
        statut=statut.libelle if statut else "",
        commune=equipement.commune or _TIRET,
        capacite=capacite(equipement),
        convention=equipement.numero_convention or _TIRET,
        offre=equipement.offre.libelle if equipement.offre else _TIRET,
    )
