"""What the schéma shows: who exercises the competences, an answer per element of the decree, the table of conformity."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.tete import build_entete, nom_ctg
from ctg_docs.documents.contexte import Bloc, ContexteLong, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.schema_petite_enfance.reponses import (
    LigneAction,
    LigneIndicateur,
    LigneOffre,
    lignes_actions,
    lignes_indicateurs,
    lignes_offre,
    texte_de,
)
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, date_longue, nombre
from ctg_docs.holes import hole
from ctg_docs.models.autorites import exercices
from ctg_docs.models.petite_enfance import CompetencePetiteEnfance, ElementSchema
from ctg_docs.models.schema_petite_enfance import fiches_du_schema, objectifs_du_schema, reponses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.schema_petite_enfance import Reponse

__all__ = ["CONTEXTE", "SchemaPetiteEnfance", "build"]

_AVEC_ACTIONS = frozenset(
    [
        ElementSchema.OBJECTIFS,
        ElementSchema.EMPLOIS,
        ElementSchema.DIFFICULTES,
        ElementSchema.QUALITE,
        ElementSchema.INVESTISSEMENTS,
        ElementSchema.MOYENS,
        ElementSchema.CALENDRIER,
    ]
)


class LigneExercice(Bloc):
    """A commune and who exercises each competence for it."""

    commune: str
    population: str
    recenser: str
    informer: str
    planifier: str
    soutenir: str


class Partie(Bloc):
    """The answer to an element of the decree."""

    titre: str
    texte: Rich | None
    offre: tuple[LigneOffre, ...] = ()
    actions: tuple[LigneAction, ...] = ()
    indicateurs: tuple[LigneIndicateur, ...] = ()


class LigneConformite(Bloc):
    """An element asked, where it is, what is missing."""

    reference: str
    demande: str
    ou: tuple[str, ...]
    manque: str


class SchemaPetiteEnfance(ContexteLong):
    """The schéma pluriannuel."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["chapeau", "tient_lieu"]))

    titre_document: str
    sous_titre: str
    chapeau: str
    tient_lieu: str = Field(title="Tient lieu", description="Si la convention vaut schéma ; vide sinon")
    competences: tuple[str, ...] = Field(title="Compétences", description="Têtes des colonnes")
    actes: tuple[str, ...] = Field(title="Actes", description="Ce qui fonde les transferts")
    exercices: tuple[LigneExercice, ...]
    parties: tuple[Partie, ...]
    conformite: tuple[LigneConformite, ...]
    bilan: str = Field(title="Bilan", description="Nombre d’éléments auxquels le dossier répond")


CONTEXTE = SchemaPetiteEnfance


def build(ctg: Ctg, situation: Situation) -> Sequence[SchemaPetiteEnfance]:
    """Return the one schéma.

    Raises:
        Inapplicable: the dossier says nothing of it.
    """
    propre = ctg.petite_enfance.autorites or ctg.petite_enfance.volets or ctg.convention.vaut_schema
    if not (propre or any(f.schema_petite_enfance for f in ctg.fiches_actions)):
        raise Inapplicable("le dossier ne dit rien du schéma de l’accueil du jeune enfant")
    titre = "Schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant"
    faites = reponses(ctg)
    return [
        SchemaPetiteEnfance(
            **build_entete(ctg, situation, titre, "schema-petite-enfance"),
            titre_document=titre,
            sous_titre=nom_ctg(ctg),
            chapeau=_chapeau(ctg),
            tient_lieu=_TIENT_LIEU if ctg.convention.vaut_schema else "",
            competences=tuple(c.libelle for c in CompetencePetiteEnfance),
            actes=tuple(_actes(ctg)),
            exercices=tuple(_exercices(ctg)),
            parties=tuple(_partie(ctg, r) for r in faites),
            conformite=tuple(_conformite(ctg, r, rang) for rang, r in enumerate(faites, 2)),
            bilan=_bilan(faites),
        )
    ]


_TIENT_LIEU = (
    "La convention territoriale globale tient lieu de schéma, en application de l’article L.\u00a0214-2 du code de l’action "
    "sociale et des familles\u202f: son contenu répond à l’article D.\u00a0214-10-1 du même code, élément par élément, comme "
    "le montre le tableau de conformité qui termine ce document."
)


def _chapeau(ctg: Ctg) -> str:
    fiches = len(fiches_du_schema(ctg))
    objectifs = len(objectifs_du_schema(ctg))
    return (
        f"Ce document réunit ce que le dossier de la convention dit de l’accueil des enfants de moins de trois ans\u00a0: "
        f"{compte(objectifs, 'objectif')} et {compte(fiches, 'fiche action', 'fiches actions')}."
    )


def _actes(ctg: Ctg) -> list[str]:
    lignes = []
    for autorite in ctg.petite_enfance.autorites:
        qui = nom_organisme(ctg, autorite.organisme, hole("autorité organisatrice"))
        organisme = ctg.organisme(autorite.organisme)
        qui += f" ({organisme.sigle})" if organisme and organisme.sigle else ""
        depuis = f"depuis le {date_longue(autorite.depuis)}" if autorite.depuis else ""
        acte = f"en vertu de {autorite.acte}" if autorite.acte else ""
        if suite := ", ".join(t for t in (depuis, acte) if t):
            lignes.append(f"{qui}, {suite}.")
    return lignes


def _exercices(ctg: Ctg) -> list[LigneExercice]:
    lignes = []
    for exercice in exercices(ctg):
        qui: dict[str, str] = {}
        for competence, titulaires in exercice.titulaires.items():
            noms = [_appellation(ctg, id) for id in titulaires]
            due = exercice.due(competence)
            seule = "La commune" if due else "Non obligatoire" if due is False else "Selon la population"
            qui[competence.value] = ", ".join(noms) or seule
        population = exercice.commune.population
        lignes.append(
            LigneExercice(
                commune=exercice.commune.nom,
                population=nombre(population) if population is not None else "–",
                **qui,
            )
        )
    return lignes


def _appellation(ctg: Ctg, id: str) -> str:
    organisme = ctg.organisme(id)
    return organisme.sigle or organisme.nom if organisme else hole(f"organisme « {id} »")


def _partie(ctg: Ctg, reponse: Reponse) -> Partie:
    element = reponse.element
    texte = texte_de(ctg, reponse)
    if not reponse.donnee:
        texte = f"{hole(element.libelle.lower())}."
    return Partie(
        titre=element.libelle,
        texte=Rich(texte) if texte else None,
        offre=lignes_offre(ctg) if element is ElementSchema.OFFRE else (),
        actions=lignes_actions(ctg, reponse) if element in _AVEC_ACTIONS else (),
        indicateurs=lignes_indicateurs(ctg, reponse) if element is ElementSchema.INDICATEURS else (),
    )


def _conformite(ctg: Ctg, reponse: Reponse, rang: int) -> LigneConformite:
    ou = [f"Partie {rang}"] if reponse.donnee else []
    fiches = [ctg.codes_fiches[f.id] for f in reponse.fiches if f.id in ctg.codes_fiches]
    ou += [", ".join(fiches)] if fiches else []
    return LigneConformite(
        reference=f"I, {reponse.element.reference}",
        demande=reponse.element.libelle,
        ou=tuple(ou) or ("–",),
        manque="Rien" if reponse.donnee else "Tout\u00a0: à écrire dans un volet ou dans une fiche",
    )


def _bilan(faites: Sequence[Reponse]) -> str:
    dits = sum(r.donnee for r in faites)
    if dits == len(faites):
        return f"Les {len(faites)} éléments demandés par le décret ont une réponse."
    return f"{compte(dits, 'élément', 'éléments')} sur {len(faites)} ont une réponse."
