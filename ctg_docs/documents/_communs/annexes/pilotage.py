"""Annexes « Pilotage et collaboration » and « Chargés de coopération »: instances, members, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.noms import role_affiche
from ctg_docs.documents.contexte import Bloc, Lecture
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, etp, liste_et, majuscule_initiale, minuscule_initiale
from ctg_docs.holes import hole

if TYPE_CHECKING:
    from ctg_docs.models.cooperation import PosteCooperation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.gouvernance import Instance, Membre

__all__ = ["AnnexeCooperateurs", "AnnexeGouvernance", "build_cooperateurs", "build_gouvernance"]

_TIRET = "–"


class LigneInstance(Bloc):
    """An instance of the governance."""

    nom: str
    sigle: str
    verbes: tuple[str, ...]
    missions: tuple[str, ...]
    composition: tuple[str, ...]
    groupes: tuple[str, ...]
    frequence: str
    sans_role: bool
    rend_compte: str


class LigneMembre(Bloc):
    """A member of an instance."""

    nom: str
    structure: str
    role: str


class GroupeMembres(Bloc):
    """The members of an instance."""

    instance: str
    membres: tuple[LigneMembre, ...]


class AnnexeGouvernance(Bloc):
    """What the annexe shows."""

    introduction: Rich | None
    instances: tuple[LigneInstance, ...]
    groupes: tuple[GroupeMembres, ...] = Field(title="Membres", description="Par instance")


class LignePoste(Bloc):
    """A post of coordination."""

    nom: str
    vacant: bool
    fonction: str
    precision: str
    notes: tuple[str, ...]
    employeur: str
    etp_poste: str
    etp_ctg: str


class AnnexeCooperateurs(Bloc):
    """What the annexe shows."""

    lecture: ClassVar[Lecture] = Lecture(imprimes=("ETP", "CTG"))

    introduction: Rich | None
    postes: tuple[LignePoste, ...]
    total: str = Field(title="Total", description="« 13 postes »")
    etp_total: str
    missions: str
    directions: str
    base: str


def build_gouvernance(ctg: Ctg) -> AnnexeGouvernance:
    """Return the instances, from the deciding one down, and the persons named."""
    gouvernance = ctg.gouvernance
    return AnnexeGouvernance(
        introduction=Rich(gouvernance.introduction) if gouvernance.introduction else None,
        instances=tuple(_instance(ctg, i) for i in gouvernance.instances),
        groupes=tuple(
            GroupeMembres(
                instance=f"{i.nom} ({i.sigle})" if i.sigle else i.nom,
                membres=tuple(_membre(ctg, m) for m in i.membres),
            )
            for i in gouvernance.instances
            if i.membres
        ),
    )


def _instance(ctg: Ctg, instance: Instance) -> LigneInstance:
    chef = ctg.instance(instance.rend_compte_a)
    return LigneInstance(
        nom=instance.nom,
        sigle=instance.sigle or "",
        verbes=instance.verbes,
        missions=instance.missions,
        composition=tuple(
            f"{r.texte} ({r.max_par_structure} par structure au plus)" if r.max_par_structure else r.texte
            for r in instance.composition
        ),
        groupes=instance.groupes,
        frequence=instance.frequence or _frequence(instance.reunions_par_an),
        sans_role=not (instance.verbes or instance.missions),
        rend_compte=f"Rend compte à : {chef.nom}" if chef else "",
    )


def _frequence(reunions: int | None) -> str:
    return f"{compte(reunions, 'réunion')} par an au moins" if reunions else ""


def _membre(ctg: Ctg, membre: Membre) -> LigneMembre:
    personne = ctg.personne(membre.personne)
    organisme = ctg.organisme(membre.organisme or (personne.organisme if personne else None))
    return LigneMembre(
        nom=personne.nom_affiche if personne else "à désigner",
        structure=organisme.nom if organisme else _TIRET,
        role=", ".join(p for p in (role_affiche(membre.role, personne), membre.precision) if p),
    )


def build_cooperateurs(ctg: Ctg) -> AnnexeCooperateurs:
    """Return the posts in their order, vacancies shown."""
    cooperation = ctg.cooperation
    nombre = len(cooperation.postes)
    total = cooperation.etp_total
    return AnnexeCooperateurs(
        introduction=Rich(cooperation.introduction) if cooperation.introduction else None,
        postes=tuple(_poste(ctg, p) for p in cooperation.postes),
        total=compte(nombre, "poste"),
        etp_total=etp(total) if total is not None else hole("ETP", "cooperation.postes"),
        missions=liste_et(minuscule_initiale(m) for m in cooperation.missions),
        directions=liste_et(cooperation.directions),
        base=minuscule_initiale(cooperation.base or ""),
    )


def _poste(ctg: Ctg, poste: PosteCooperation) -> LignePoste:
    personne, employeur = ctg.personne(poste.personne), ctg.organisme(poste.employeur)
    bornes = " au ".join(m.libelle for m in (poste.debut, poste.fin) if m)
    precisions = (poste.perimetre, poste.direction, bornes)
    return LignePoste(
        nom=personne.nom_affiche if personne else poste.vacance or "Poste vacant",
        vacant=personne is None,
        fonction=majuscule_initiale(poste.intitule_fonction),
        precision=" – ".join(p for p in precisions if p),
        notes=poste.missions,
        employeur=employeur.nom if employeur else "",
        etp_poste=etp(poste.etp_poste) if poste.etp_poste is not None else _TIRET,
        etp_ctg=etp(poste.etp_ctg) if poste.etp_ctg is not None else _TIRET,
    )
