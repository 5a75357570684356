"""Article « Modalités de collaboration »: the bodies of the governance, then the posts of coordination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.convention.articles.tableaux import build_tableau
from ctg_docs.documents.convention.faits import compter
from ctg_docs.french import etp, liste_et, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, liste, points
from ctg_docs.models.annexe import ContenuAnnexe

if TYPE_CHECKING:
    from ctg_docs.documents.convention.articles.tableaux import TableauArticle
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.gouvernance import Instance, RegleComposition

__all__ = ["build_table", "end", "write"]

_ENTETES = ("Instance", "Rôle", "Composition", "Fonctionnement")

_MISSIONS = (
    "piloter ou accompagner la mise en œuvre des actions",
    "préparer les réunions des instances et en assurer le suivi",
    "mettre en relation les acteurs et animer les partenariats",
    "contribuer à l’évaluation et à la recherche de cofinancements",
)

_COURT = 30
"""Letters of the name of a group that fits in a line with others."""
_SIGLES = frozenset(["CTG", "COPIL", "COTECH", "PEDT", "CAF", "MSA", "CEJ", "GTT"])


def write(f: Faits) -> str:
    """Return the text before the table of the instances."""
    gouvernance = f.ctg.gouvernance
    nombre = len(gouvernance.instances)
    if nombre:
        combien = compter(nombre, "instance", "instances", feminin=True)
        annonce = (
            f"Pour mener à bien les objectifs de la convention, les parties s’appuient sur {combien} de gouvernance"
            f"{f.renvoi(ContenuAnnexe.GOUVERNANCE)}."
        )
    else:
        annonce = f"La gouvernance de la convention est organisée comme suit : {hole('instances de gouvernance', 'gouvernance.instances')}."
    return blocs(gouvernance.introduction, annonce)


def build_table(f: Faits) -> TableauArticle | None:
    """Return the instances, one a row."""
    return build_tableau(_ENTETES, [_instance(i) for i in f.ctg.gouvernance.instances])


def _instance(instance: Instance) -> tuple[str, tuple[str, ...]]:
    sigle = f" ({echapper(instance.sigle)})" if instance.sigle else ""
    verbes = liste_et(_minuscules(verbe) for verbe in instance.verbes)
    role = f"**{majuscule_initiale(echapper(verbes))}.**" if verbes else ""
    composition = [_composition(regle) for regle in instance.composition]
    return f"**{echapper(majuscule_initiale(instance.nom))}**{sigle}", (
        blocs(role, majuscule_initiale(points(instance.missions))),
        majuscule_initiale(liste(composition))
        or hole(f"composition – {instance.nom}", f"gouvernance.instances.{instance.id}.composition"),
        blocs(_frequence(instance), _groupes(instance), majuscule_initiale(points(instance.regles))),
    )


def _minuscules(verbe: str) -> str:
    """Return « décide pour validation » from « DÉCIDE POUR VALIDATION », sigles kept."""
    return " ".join(mot if mot in _SIGLES else mot.lower() for mot in verbe.split(" "))


def _composition(regle: RegleComposition) -> str:
    limite = regle.max_par_structure
    precision = (
        f" ({compter(limite, 'personne', 'personnes', feminin=True)} au plus par structure)" if limite else ""
    )
    return f"{echapper(regle.texte)}{precision}"


def _groupes(instance: Instance) -> str:
    """Return the groups under an instance, which have no composition of their own."""
    n = len(instance.groupes)
    if not n:
        return ""
    if all(len(g) <= _COURT for g in instance.groupes):
        return f"Groupes : {echapper(liste_et(instance.groupes))}."
    return blocs(f"L’instance s’appuie sur {compter(n, 'groupe', 'groupes')} :", points(instance.groupes))


def _frequence(instance: Instance) -> str:
    if instance.frequence:
        return f"Réunion : {echapper(instance.frequence)}."
    if instance.reunions_par_an:
        return f"Elle se réunit au moins {compter(instance.reunions_par_an, 'fois', 'fois', feminin=True)} par an."
    return ""


def end(f: Faits) -> str:
    """Return the text after the table: the posts of coordination."""
    cooperation = f.ctg.cooperation
    nombre = len(cooperation.postes) or cooperation.nombre_annonce
    if not nombre:
        return ""
    total = cooperation.etp_total
    mesure = "à hauteur de" if nombre == 1 else "pour un total de"
    temps = f", {mesure} {etp(total)}\u00a0ETP" if total is not None else ""
    postes = compter(nombre, "poste", "postes")
    verbe = "est consacré" if nombre == 1 else "sont consacrés"
    ou = f.annexe(ContenuAnnexe.COOPERATEURS)
    presente = f"\u202f; {'il est présenté' if nombre == 1 else 'ils sont présentés'} à {ou}" if ou else ""
    missions = points(cooperation.missions) or liste(_MISSIONS)
    return blocs(
        "## La coordination",
        cooperation.introduction,
        f"{majuscule_initiale(postes)} de chargé de coopération {verbe} à l’animation de la convention{temps}"
        f"{presente}. {_leurs_missions(nombre, missions)}",
        missions,
    )


def _leurs_missions(postes: int, missions: str) -> str:
    """Return « Ses missions principales sont les suivantes : », « Leur mission principale est la suivante : »."""
    une = len(missions.splitlines()) == 1
    leurs = ("sa" if une else "ses") if postes == 1 else ("leur" if une else "leurs")
    suite = "mission principale est la suivante" if une else "missions principales sont les suivantes"
    return f"{leurs.capitalize()} {suite} :"
