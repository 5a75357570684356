"""Accueil du jeune enfant: its competences (CTG113), schéma and relais (CTG114), elements of the schéma (CTG115, CTG118)."""

from __future__ import annotations

from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle, liste_et, nombre
from ctg_docs.models.articulation import NatureProjet
from ctg_docs.models.autorites import communes_de, exercices, population_de
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.dispositifs import en_cours
from ctg_docs.models.equipement import TypeEquipement
from ctg_docs.models.nature import INTERCOMMUNAUX, NatureOrganisme
from ctg_docs.models.petite_enfance import (
    SEUIL_SCHEMA,
    AutoriteOrganisatrice,
    CompetencePetiteEnfance,
    ElementSchema,
)
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.schema_petite_enfance import fiches_du_schema, reponses
from ctg_docs.models.suites import jour_de
from ctg_docs.problems import Severity

__all__: list[str] = []

_PEUVENT = INTERCOMMUNAUX | {NatureOrganisme.COMMUNE}


def _autorites(ctg: Ctg) -> Iterator[tuple[CheminDonnee, AutoriteOrganisatrice]]:
    for rang, autorite in enumerate(ctg.petite_enfance.autorites):
        yield ("petite_enfance", "autorites", rang), autorite


@regle(
    "CTG113",
    Severity.WARNING,
    "compétences de l’accueil du jeune enfant exercées dans chaque commune",
    source="CASF L. 214-1-3 (loi n° 2023-1196, article 17), depuis le 1er janvier 2025",
)
def competences_exercees(examen: Examen) -> Iterator[Finding]:
    """Only a commune or its group exercises them; a commune told to exercise some must exercise all it owes."""
    ctg = examen.ctg
    noms = [c.nom for c in ctg.territoire.communes]
    connus = {cle(nom) for nom in noms}
    for chemin, autorite in _autorites(ctg):
        organisme = ctg.organisme(autorite.organisme)
        if organisme and organisme.nature not in _PEUVENT:
            yield Finding(
                f"{organisme.groupe.sujet} ne peut pas être autorité organisatrice de l’accueil du jeune enfant\u202f: "
                "ce sont les communes, ou le groupement à qui elles ont transféré cette compétence.",
                (*chemin, "organisme"),
                autorite.organisme,
            )
        for rang, nom in enumerate(autorite.communes):
            if noms and cle(nom) not in connus:
                yield Finding(
                    f"« {nom} » n’est pas une commune du périmètre.",
                    (*chemin, "communes", rang),
                    nom,
                    examen.vouliez_vous(nom, noms),
                )
    yield from _oubliees(ctg)


def _oubliees(ctg: Ctg) -> Iterator[Finding]:
    """A commune that the dossier names for some competences, and that nobody serves for another one that it owes."""
    for exercice in exercices(ctg):
        oubliees = [c for c, qui in exercice.titulaires.items() if not qui and exercice.due(c)]
        if not oubliees or len(oubliees) == len(CompetencePetiteEnfance):
            continue
        for chemin, autorite in _autorites(ctg):
            organisme = ctg.organisme(autorite.organisme)
            elle_meme = organisme and organisme.nature is NatureOrganisme.COMMUNE
            if elle_meme and exercice.commune in communes_de(ctg, autorite):
                yield Finding(
                    f"Pour {exercice.commune.nom}, le dossier ne dit pas qui exerce\u00a0: "
                    f"{liste_et(c.libelle.lower() for c in oubliees)}.",
                    (*chemin, "competences"),
                    exercice.commune.population or "",
                    "L’ajouter, ou laisser le champ vide pour les quatre compétences.",
                )


@regle(
    "CTG114",
    Severity.WARNING,
    "schéma et relais petite enfance au-delà de 10 000 habitants",
    source="CASF L. 214-2, L. 214-2-1 ; seuil d’un groupement : à vérifier",
)
def schema_et_relais(examen: Examen) -> Iterator[Finding]:
    """Who plans for more than 10,000 inhabitants owes a schéma, which the convention may be, and a relais."""
    ctg = examen.ctg
    for chemin, autorite in _autorites(ctg):
        population = population_de(ctg, autorite)
        organisme = ctg.organisme(autorite.organisme)
        if organisme is None or population is None or population <= SEUIL_SCHEMA:
            continue
        qui = f"{organisme.groupe.sujet} exerce pour {nombre(population)} habitants"
        planifie = CompetencePetiteEnfance.PLANIFIER in autorite.exercees
        if planifie and not (ctg.convention.vaut_schema or _a_un_schema(ctg)):
            yield Finding(
                f"{qui}\u202f: un schéma de l’accueil du jeune enfant est demandé au-delà de 10\u202f000.",
                (*chemin, "organisme"),
                autorite.organisme,
                "Écrire « vaut_schema: oui » dans la convention si elle en tient lieu, ou citer le schéma parmi les "
                "projets voisins.",
            )
        if CompetencePetiteEnfance.INFORMER in autorite.exercees and not _a_un_relais(ctg):
            yield Finding(
                f"{qui}\u202f: un relais petite enfance est demandé au-delà de 10\u202f000, et le dossier n’en a pas.",
                (*chemin, "organisme"),
                autorite.organisme,
                "L’ajouter aux équipements (type rpe).",
            )


def _a_un_relais(ctg: Ctg) -> bool:
    if not en_cours("relais", jour_de(ctg)):
        return True
    return any(e.type is TypeEquipement.RPE for e in ctg.equipements)


def _a_un_schema(ctg: Ctg) -> bool:
    return any(p.nature is NatureProjet.SCHEMA_PETITE_ENFANCE for p in ctg.articulation.projets)


@regle(
    "CTG115",
    Severity.BLOCKING,
    "une convention qui vaut schéma répond à chaque élément demandé",
    source="CASF D. 214-10-1, I (décret n° 2025-253 du 20 mars 2025)",
)
def elements_du_schema(examen: Examen) -> Iterator[Finding]:
    """A convention stands for the schéma only when its content meets the decree, element by element."""
    if not examen.ctg.convention.vaut_schema:
        return
    for reponse in reponses(examen.ctg):
        if not reponse.donnee:
            element = reponse.element
            yield Finding(
                f"La convention vaut schéma, et rien ne répond au {element.reference} de l’article D. 214-10-1\u00a0: "
                f"{element.libelle[0].lower()}{element.libelle[1:]}.",
                ("petite_enfance", "volets"),
                element.value,
                f"{_REMEDES.get(element, 'Le dire')} dans un volet « {element.value} », ou dans une fiche qui le "
                "porte (schema_petite_enfance).",
            )


@regle(
    "CTG118",
    Severity.WARNING,
    "chaque fiche du schéma se rattache au schéma départemental",
    source="CASF L. 214-2, L. 214-5 : le schéma s’accorde avec le schéma départemental des services aux familles",
)
def fiches_rattachees(examen: Examen) -> Iterator[Finding]:
    """A schéma agrees with the departmental one: each fiche that serves it names the action it belongs to."""
    ctg = examen.ctg
    if not ctg.convention.vaut_schema:
        return
    for fiche in fiches_du_schema(ctg):
        if not fiche.schema_departemental:
            yield Finding(
                f"« {fiche.intitule} » ne dit pas à quelle action du schéma départemental elle se rattache.",
                ("fiches_actions", ctg.fiches_actions.index(fiche), "schema_departemental"),
                suggestion="L’écrire : « Axe 1, action 4 : soutenir l’accueil individuel ».",
            )


_REMEDES = {
    ElementSchema.OFFRE: "Ajouter les équipements (EAJE, RPE), ou les dire",
    ElementSchema.BESOINS: "Ajouter au diagnostic un constat « petite_enfance », ou les dire",
    ElementSchema.ZONES: "Nommer les communes ou les secteurs",
}
