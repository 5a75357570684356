"""Annexe « Schéma de l’accueil du jeune enfant »: who exercises what, an answer per element of the decree, their conformity.

The kind `schema_petite_enfance` prints the same on its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.annexes.reponses_schema import (
    LigneAction,
    LigneIndicateur,
    LigneOffre,
    complement_de,
    lignes_actions,
    lignes_indicateurs,
    lignes_offre,
    texte_de,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, date_longue, nombre
from ctg_docs.holes import hole
from ctg_docs.models.autorites import exercices
from ctg_docs.models.petite_enfance import CompetencePetiteEnfance, ElementSchema
from ctg_docs.models.schema_petite_enfance import reponses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.schema_petite_enfance import Reponse

__all__ = ["AnnexeSchema", "LigneConformite", "LigneExercice", "Partie", "build_schema", "tient_lieu"]

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

    element: str = Field(title="Élément", description="Fin du nom de son signet")
    rang: int
    titre: str
    texte: Rich | None = Field(title="Texte", description="Ce que dit le reste du dossier")
    offre: tuple[LigneOffre, ...] = ()
    complement: Rich | None = Field(None, title="Complément", description="Ce que les volets y ajoutent")
    actions: tuple[LigneAction, ...] = ()
    indicateurs: tuple[LigneIndicateur, ...] = ()
    tableau: bool = Field(False, title="Tableau", description="Vrai si un tableau suit le complément")


class LigneConformite(Bloc):
    """An element asked, where it is, what is missing."""

    reference: str
    demande: str
    element: str = Field(
        title="Élément", description="Fin du nom du signet de sa partie ; vide s’il n’a pas de réponse"
    )
    rang: int = Field(title="Rang", description="Rang de sa partie")
    fiches: str = Field(title="Fiches", description="Numéros des fiches qui y répondent, ou vide")
    manque: str = Field("", title="Manque", description="Ce qui reste à écrire, ou vide")


class AnnexeSchema(Bloc):
    """What the schéma shows."""

    competences: tuple[str, ...] = Field(title="Compétences", description="Têtes des colonnes")
    actes: tuple[str, ...] = Field(title="Actes", description="Ce qui fonde les transferts")
    exercices: tuple[LigneExercice, ...]
    parties: tuple[Partie, ...]
    conformite: tuple[LigneConformite, ...]
    complet: bool = Field(False, title="Complet", description="Vrai quand tous les éléments ont une réponse")
    bilan: str = Field(title="Bilan", description="Nombre d’éléments auxquels le dossier répond")


def tient_lieu(sujet: str, code: str = "du code de l’action sociale et des familles") -> str:
    """Return that a convention stands for the schéma.

    Args:
        sujet: « La présente convention ».
        code: how the code is named, « du même code » where it was just said.
    """
    return (
        f"{sujet} tient lieu, en application de l’article L.\u00a0214-2 {code}, de schéma pluriannuel de maintien et de "
        "développement de l’offre d’accueil du jeune enfant. Son contenu répond à l’article D.\u00a0214-10-1 du même code."
    )


def build_schema(ctg: Ctg) -> AnnexeSchema:
    """Return the schéma, in the order of the decree; its first part says who exercises what."""
    faites = list(enumerate(reponses(ctg), 2))
    return AnnexeSchema(
        competences=tuple(c.libelle for c in CompetencePetiteEnfance),
        actes=tuple(_actes(ctg)),
        exercices=tuple(_exercices(ctg)),
        parties=tuple(_partie(ctg, r, rang) for rang, r in faites),
        conformite=tuple(_conformite(ctg, r, rang) for rang, r in faites),
        complet=all(r.donnee for _, r in faites),
        bilan=_bilan([r for _, r in faites]),
    )


def _actes(ctg: Ctg) -> list[str]:
    lignes = []
    for autorite in ctg.petite_enfance.autorites:
        organisme = ctg.organisme(autorite.organisme)
        trou = hole("autorité organisatrice", "petite_enfance.autorites")
        qui = organisme.groupe.sujet if organisme else trou
        qui += f" ({organisme.sigle})" if organisme and organisme.sigle else ""
        depuis = f" depuis le {date_longue(autorite.depuis)}" if autorite.depuis else ""
        acte = f", en vertu de {autorite.acte}" if autorite.acte else ""
        if depuis or acte:
            exerce = organisme.groupe.verbe("exerce", "exercent") if organisme else "exerce"
            lignes.append(f"{qui} {exerce} ces compétences{depuis}{acte}.")
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


def _partie(ctg: Ctg, reponse: Reponse, rang: int) -> Partie:
    element = reponse.element
    texte, complement = texte_de(ctg, reponse), complement_de(reponse)
    if not reponse.donnee:
        texte = f"{hole(element.libelle.lower(), 'petite_enfance.volets')}."
    offre = lignes_offre(ctg) if element is ElementSchema.OFFRE else ()
    actions = lignes_actions(ctg, reponse) if element in _AVEC_ACTIONS else ()
    indicateurs = lignes_indicateurs(ctg, reponse) if element is ElementSchema.INDICATEURS else ()
    return Partie(
        element=element.value,
        rang=rang,
        titre=element.libelle,
        texte=Rich(texte) if texte else None,
        offre=offre,
        complement=Rich(complement) if complement else None,
        actions=actions,
        indicateurs=indicateurs,
        tableau=bool(actions or indicateurs),
    )


def _conformite(ctg: Ctg, reponse: Reponse, rang: int) -> LigneConformite:
    fiches = [ctg.codes_fiches[f.id] for f in reponse.fiches if f.id in ctg.codes_fiches]
    return LigneConformite(
        reference=f"I, {reponse.element.reference}",
        demande=reponse.element.libelle,
        element=reponse.element.value if reponse.donnee else "",
        rang=rang,
        fiches=", ".join(fiches),
        manque="" if reponse.donnee else "Tout\u00a0: à écrire dans un volet ou dans une fiche",
    )


def _bilan(faites: Sequence[Reponse]) -> str:
    dits = sum(r.donnee for r in faites)
    if dits == len(faites):
        return f"Les {len(faites)} éléments demandés par le décret ont une réponse."
    return f"{compte(dits, 'élément', 'éléments')} sur {len(faites)} ont une réponse."
