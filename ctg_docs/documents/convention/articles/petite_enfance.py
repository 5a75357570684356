"""Accueil du jeune enfant, in two articles: who exercises its competences, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.annexes.schema import tient_lieu
from ctg_docs.french import date_longue, liste_et
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, liste
from ctg_docs.models.autorites import communes_de, exercices
from ctg_docs.models.dispositifs import en_cours
from ctg_docs.models.nature import NatureOrganisme
from ctg_docs.models.petite_enfance import CompetencePetiteEnfance as Competence

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.petite_enfance import AutoriteOrganisatrice

__all__ = ["champ", "engagement"]

_LOI = (
    "Les communes sont, depuis le 1er\u00a0janvier\u00a02025, les autorités organisatrices de l’accueil du jeune enfant "
    "(article L.\u00a0214-1-3 du code de l’action sociale et des familles). À ce titre, elles recensent les besoins des "
    "enfants de moins de trois ans et de leurs familles ainsi que les modes d’accueil disponibles, et elles informent et "
    "accompagnent les familles. Celles de plus de 3\u202f500\u00a0habitants planifient en outre le développement des modes "
    "d’accueil et soutiennent leur qualité. Ces compétences peuvent être transférées à un groupement de communes."
)
_VERBES: Final = {
    Competence.RECENSER: "le recensement des besoins et de l’offre",
    Competence.INFORMER: "l’information et l’accompagnement des familles",
    Competence.PLANIFIER: "la planification du développement des modes d’accueil",
    Competence.SOUTENIR: "le soutien à leur qualité",
}


def champ(f: Faits) -> str:
    """Return who exercises what; empty before the law, or when the dossier names nobody."""
    autorites = f.ctg.petite_enfance.autorites
    if not (autorites and en_cours("autorite", f.jour)):
        return ""
    lignes = [_ligne(f, a) for a in autorites]
    if _reste_aux_communes(f):
        lignes.append("chaque commune exerce elle-même les autres compétences que la loi lui attribue")
    return blocs(
        "## L’accueil du jeune enfant",
        _LOI,
        "Sur le territoire de la convention, elles sont exercées comme suit\u00a0:",
        liste(lignes),
        tient_lieu("La présente convention", "du même code") if f.ctg.convention.vaut_schema else "",
    )


def engagement(f: Faits) -> str:
    """Return what those who exercise them undertake; empty as above."""
    if not champ(f):
        return ""
    caisse = f.caisses[0] if f.a_deux and f.caisses else None
    qui, les = (caisse.dit, "l’") if caisse else ("les autres parties", "les ")
    apport = (
        f"{caisse.sujet} leur apporte"
        if caisse
        else "Les autres parties leur apportent, chacune dans son champ,"
    )
    return blocs(
        "## L’accueil du jeune enfant",
        f"Les autorités organisatrices de l’accueil du jeune enfant s’engagent à partager avec {qui} le recensement des "
        f"besoins et des modes d’accueil, et à {les}associer aux projets de création, d’extension, de transformation ou "
        f"de fermeture de places. {apport} les données et l’expertise utiles à l’exercice de ces compétences.",
    )


def _ligne(f: Faits, autorite: AutoriteOrganisatrice) -> str:
    organisme = f.ctg.organisme(autorite.organisme)
    qui = (
        echapper(str(organisme.groupe))
        if organisme
        else hole("autorité organisatrice", "petite_enfance.autorites")
    )
    exercees = autorite.exercees
    quoi = (
        "les quatre compétences"
        if len(exercees) == len(Competence)
        else liste_et((_VERBES[c] for c in exercees), dernier=" ainsi que ")
    )
    depuis = f", depuis le {date_longue(autorite.depuis)}" if autorite.depuis else ""
    acte = f", en vertu de {echapper(autorite.acte)}" if autorite.acte else ""
    return f"{qui}\u00a0: {quoi}{_ou(f, autorite)}{depuis}{acte}"


def _ou(f: Faits, autorite: AutoriteOrganisatrice) -> str:
    communes, toutes = communes_de(f.ctg, autorite), f.ctg.territoire.communes
    if toutes and communes == toutes:
        return ", sur l’ensemble du territoire"
    organisme = f.ctg.organisme(autorite.organisme)
    if not autorite.communes and organisme and organisme.nature is NatureOrganisme.COMMUNE:
        return ", sur son territoire"
    return f", pour {liste_et(echapper(c.nom) for c in communes)}" if communes else ""


def _reste_aux_communes(f: Faits) -> bool:
    return any(not e.titulaires[c] and e.due(c) is not False for e in exercices(f.ctg) for c in Competence)
