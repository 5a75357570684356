"""Who exercises which competence of early childhood in each commune of the perimeter: worked out, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french import cle
from ctg_docs.models.nature import NatureOrganisme
from ctg_docs.models.petite_enfance import CompetencePetiteEnfance

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.petite_enfance import AutoriteOrganisatrice
    from ctg_docs.models.territoire import Commune

__all__ = ["ExerciceCommune", "communes_de", "exercices", "population_de"]


@dataclass(frozen=True, slots=True)
class ExerciceCommune:
    """A commune and who exercises each competence for it.

    Attributes:
        commune: of the perimeter.
        titulaires: the identifiers of those named by the dossier, by competence; the commune itself exercises the others.
    """

    commune: Commune
    titulaires: dict[CompetencePetiteEnfance, tuple[str, ...]]

    def due(self, competence: CompetencePetiteEnfance) -> bool | None:
        """True when the law binds the commune to it; None when its population is needed and unknown."""
        if not competence.seuil:
            return True
        population = self.commune.population
        return None if population is None else population > competence.seuil


def exercices(ctg: Ctg) -> tuple[ExerciceCommune, ...]:
    """Return every commune of the perimeter with who exercises what for it."""
    autorites = ctg.petite_enfance.autorites
    couvertes = [{c.nom for c in communes_de(ctg, a)} for a in autorites]
    return tuple(
        ExerciceCommune(
            commune,
            {
                competence: tuple(
                    a.organisme
                    for a, noms in zip(autorites, couvertes, strict=True)
                    if commune.nom in noms and competence in a.exercees
                )
                for competence in CompetencePetiteEnfance
            },
        )
        for commune in ctg.territoire.communes
    )


def communes_de(ctg: Ctg, autorite: AutoriteOrganisatrice) -> tuple[Commune, ...]:
    """Return the communes for which a body exercises: those written, itself for a commune, else the whole perimeter."""
    toutes = ctg.territoire.communes
    if autorite.communes:
        voulues = {cle(nom) for nom in autorite.communes}
        return tuple(c for c in toutes if cle(c.nom) in voulues)
    organisme = ctg.organisme(autorite.organisme)
    if organisme is None or organisme.nature is not NatureOrganisme.COMMUNE:
        return toutes
    fin = f" {cle(organisme.nom)}"
    return tuple(c for c in toutes if c.organisme == organisme.id or fin.endswith(f" {cle(c.nom)}"))


def population_de(ctg: Ctg, autorite: AutoriteOrganisatrice) -> int | None:
    """Return the inhabitants for whom a body exercises; None while one of its communes has no population."""
    communes = communes_de(ctg, autorite)
    connues = [c.population for c in communes if c.population is not None]
    if len(connues) == len(communes):
        return sum(connues) if communes else None
    return ctg.territoire.population if len(communes) == len(ctg.territoire.communes) else None
