"""An instance of the governance as documents tell it, its members and its rules: one place for the kind and the annexe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.gouvernance.instances import (
    composition_instance,
    frequence_instance,
    groupe_instance,
    nom_instance,
    phrase_quorum,
)
from ctg_docs.documents._communs.noms import nom_organisme, nom_personne, role_affiche
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, elision, liste_et, majuscule_initiale

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.gouvernance import Instance, Membre

__all__ = ["FicheInstance", "LigneMembre", "fiche_instance"]


class LigneMembre(Bloc):
    """A member of an instance."""

    nom: str
    structure: str
    role: str


class FicheInstance(Bloc):
    """An instance: its line in the table, then its page."""

    nom: str
    groupes: str = Field("", title="Groupes", description="« GTT1, GTT2 et GTT3 »")
    verbes: tuple[str, ...]
    composition: tuple[str, ...]
    frequence: str
    propose_a: str = Field("", title="Propose à", description="« au comité de pilotage (COPIL) », ou vide")
    objectif: str = Field("", title="Objectif suivi", description="« 1.1 – Conforter l’accueil »")
    missions: tuple[str, ...]
    regles: tuple[str, ...] = Field(title="Règles", description="Quorum compris")
    membres: tuple[LigneMembre, ...]
    nombre: str = Field("", title="Nombre", description="« 15 membres désignés »")
    detaillee: bool = Field(title="Détaillée", description="Vrai si elle a plus que sa ligne du tableau")


def fiche_instance(ctg: Ctg, instance: Instance, situation: Situation) -> FicheInstance:
    """Return what documents tell of an instance."""
    chef, objectif = ctg.instance(instance.rend_compte_a), ctg.objectif(instance.objectif)
    regles = [phrase_quorum(instance.quorum)] if instance.quorum else []
    membres = tuple(_membre(ctg, m, situation) for m in instance.membres)
    return FicheInstance(
        nom=nom_instance(instance),
        groupes=liste_et(instance.groupes),
        verbes=instance.verbes or instance.missions or ("–",),
        composition=composition_instance(instance),
        frequence=majuscule_initiale(frequence_instance(instance)),
        propose_a=groupe_instance(chef).a if chef else "",
        objectif=f"{ctg.strategie.codes()[objectif.id]} – {objectif.intitule}" if objectif else "",
        missions=instance.missions,
        regles=(*regles, *instance.regles),
        membres=membres,
        nombre=_nombre(instance),
        detaillee=bool(membres or instance.missions or regles or instance.regles or objectif),
    )


def _nombre(instance: Instance) -> str:
    """Return « 5 membres désignés et 1 à désigner »: a seat without a person is nobody yet."""
    designes = sum(m.personne is not None for m in instance.membres)
    reste = len(instance.membres) - designes
    dits = [compte(designes, "membre désigné", "membres désignés")] if designes else []
    if reste:
        dits.append(
            f"{reste}\u00a0à désigner" if dits else compte(reste, "membre à désigner", "membres à désigner")
        )
    return liste_et(dits)


def _membre(ctg: Ctg, membre: Membre, situation: Situation) -> LigneMembre:
    personne = ctg.personne(membre.personne)
    structure = membre.organisme or (personne.organisme if personne else None)
    suppleant = (
        f" {elision('de', nom_personne(ctg, membre.suppleant_de, situation))}" if membre.suppleant_de else ""
    )
    return LigneMembre(
        nom=nom_personne(ctg, membre.personne, situation, "À désigner"),
        structure=nom_organisme(ctg, structure, "–"),
        role=", ".join(
            p for p in (f"{role_affiche(membre.role, personne)}{suppleant}", membre.precision) if p
        ),
    )
