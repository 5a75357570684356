"""Rates of the branche Famille, dated: those of a data file, completed or replaced by the dossier's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import Choix, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Date, Nombre

__all__ = ["Bareme", "ObjetBareme", "national", "paliers", "tarif"]


class ObjetBareme(Choix):
    """What a rate pays."""

    TRAJECTOIRE = "trajectoire", "Bonus « trajectoire de développement »"
    PLAFOND_ALSH = "plafond_alsh", "Plafond des heures nouvelles d’accueil de loisirs"
    HEURE_ALSH = "heure_alsh", "Bonus territoire d’une heure nouvelle d’accueil de loisirs"
    COMPLEMENT_INCLUSIF = "complement_inclusif", "Complément inclusif"
    JEUNES = "jeunes", "Bonus territoire des accueils de jeunes"
    COORDINATION = "coordination", "Bonus des postes de coordination"


class Bareme(Modele):
    """A rate from a year on, until a later one is given."""

    identite: ClassVar[Identite] = Identite("barème", par=("objet", "annee"), details=("annee", "valeur"))

    objet: ObjetBareme = Field(title="Objet", description="Ce que le tarif paie.")
    annee: int = Field(ge=2000, le=2100, title="Année", description="Première année du tarif.")
    valeur: Nombre = Field(
        title="Valeur", description="Euros par place, par heure ou par ETP ; pourcentage pour un plafond."
    )
    seuil_pourcent: Nombre | None = Field(
        default=None,
        title="Seuil",
        description="Hausse des places qui ouvre ce palier de la trajectoire, en %.",
    )
    source: Texte = Field(title="Source", description="Où le tarif se lit : COF, barème de la Caf.")
    verifie: Date | None = Field(default=None, title="Vérifié", description="Jour de la dernière lecture.")


@cache
def national() -> tuple[Bareme, ...]:
    """Return the rates of the data file."""
    held = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return tuple(Bareme.model_validate(entry) for entry in held["bareme"])


def tarif(propres: Iterable[Bareme], objet: ObjetBareme, annee: int) -> Bareme | None:
    """Return the rate of an object in a year: the latest, and of the same year the dossier's; None when none is known."""
    connus = [b for b in (*national(), *propres) if b.objet is objet and b.annee <= annee]
    return sorted(connus, key=lambda b: b.annee)[-1] if connus else None


def paliers(propres: Iterable[Bareme], annee: int) -> tuple[Bareme, ...]:
    """Return the steps of the trajectory in a year, lowest first."""
    derniers: dict[Decimal, Bareme] = {}
    for bareme in sorted((*national(), *propres), key=lambda b: b.annee):
        if bareme.objet is ObjetBareme.TRAJECTOIRE and bareme.annee <= annee and bareme.seuil_pourcent:
            derniers[bareme.seuil_pourcent] = bareme
    return tuple(derniers[seuil] for seuil in sorted(derniers))
