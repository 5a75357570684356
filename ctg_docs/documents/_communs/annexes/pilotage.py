"""Annexes « Pilotage et collaboration » and « Chargés de coopération »: instances, members, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.gouvernance.fiche import FicheInstance, fiche_instance
from ctg_docs.documents._communs.gouvernance.postes import LignePoste, lignes_postes
from ctg_docs.documents.contexte import Bloc, Lecture
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, etp, liste_et, minuscule_initiale
from ctg_docs.holes import hole

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["AnnexeCooperateurs", "AnnexeGouvernance", "build_cooperateurs", "build_gouvernance"]


class AnnexeGouvernance(Bloc):
    """What the annexe shows."""

    introduction: Rich | None
    instances: tuple[FicheInstance, ...]
    groupes: tuple[FicheInstance, ...] = Field(title="Membres", description="Instances qui ont des membres")


class AnnexeCooperateurs(Bloc):
    """What the annexe shows."""

    lecture: ClassVar[Lecture] = Lecture(imprimes=("ETP", "CTG"))

    introduction: Rich | None
    postes: tuple[LignePoste, ...]
    total: str = Field(title="Total", description="« 13 postes »")
    etp_total: str
    missions: str
    directions: str
    base: str


def build_gouvernance(ctg: Ctg, situation: Situation) -> AnnexeGouvernance:
    """Return the instances, from the deciding one down, and the persons named."""
    introduction = ctg.gouvernance.introduction
    instances = tuple(fiche_instance(ctg, i, situation) for i in ctg.gouvernance.instances)
    return AnnexeGouvernance(
        introduction=Rich(introduction) if introduction else None,
        instances=instances,
        groupes=tuple(i for i in instances if i.membres),
    )


def build_cooperateurs(ctg: Ctg, situation: Situation) -> AnnexeCooperateurs:
    """Return the posts in their order, vacancies shown."""
    cooperation = ctg.cooperation
    total = cooperation.etp_total
    return AnnexeCooperateurs(
        introduction=Rich(cooperation.introduction) if cooperation.introduction else None,
        postes=lignes_postes(ctg, situation),
        total=compte(len(cooperation.postes), "poste"),
        etp_total=etp(total) if total is not None else hole("ETP", "cooperation.postes"),
        missions=liste_et(minuscule_initiale(m) for m in cooperation.missions),
        directions=liste_et(cooperation.directions),
        base=minuscule_initiale(cooperation.base or ""),
    )
