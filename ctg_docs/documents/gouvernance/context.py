"""What the governance document shows: the chart, the same facts in a table, members, rules, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.gouvernance.dessin import draw_organigramme
from ctg_docs.documents._communs.gouvernance.fiche import FicheInstance, fiche_instance
from ctg_docs.documents._communs.gouvernance.organigramme import PAGE, build_organigramme
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.reunions.reunion import A_CONFIRMER, faits_reunion, faits_tenue, quand
from ctg_docs.documents._communs.tete import date_de_version, nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, liste_et, majuscule_initiale
from ctg_docs.gabarit.dessin import Dessin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "Gouvernance", "build"]


class LigneReunion(Bloc):
    """A meeting of the calendar."""

    quand: str
    titre: str
    instance: str
    lieu: str
    etat: str


class Gouvernance(ContexteDeTableaux):
    """The governance of the convention."""

    titre_document: str
    sous_titre: str
    introduction: Rich | None
    resume: str = Field(
        title="Résumé", description="« 4 instances, de la validation aux groupes de travail »"
    )
    organigramme: Dessin | None
    legende: str = Field(title="Légende", description="Comment se lit l’organigramme")
    instances: tuple[FicheInstance, ...]
    details: tuple[FicheInstance, ...] = Field(
        title="Détails", description="Instances qui ont des membres ou des règles"
    )
    reunions: tuple[LigneReunion, ...]


CONTEXTE = Gouvernance


def build(ctg: Ctg, situation: Situation) -> Sequence[Gouvernance]:
    """Return the one document.

    Raises:
        Inapplicable: the dossier names no instance.
    """
    ctg = connu_le(ctg, situation)
    if not ctg.gouvernance.instances:
        raise Inapplicable("la gouvernance n’a pas d’instance")
    fiches = tuple(fiche_instance(ctg, i, situation) for i in ctg.gouvernance.instances)
    chart = build_organigramme(ctg, PAGE)
    introduction = ctg.gouvernance.introduction
    contexte = Gouvernance(
        **tete(
            ctg,
            situation,
            stem=build_stem("gouvernance", ctg.territoire.nom),
            titre=f"Gouvernance – {nom_ctg(ctg)}",
            court="Gouvernance",
        ),
        titre_document="La gouvernance",
        sous_titre=nom_ctg(ctg),
        introduction=Rich(introduction) if introduction else None,
        resume=f"{compte(len(fiches), 'instance')}\u00a0: {liste_et(f.nom for f in fiches)}.",
        organigramme=draw_organigramme(chart) if chart else None,
        legende=_legende(ctg, relie=bool(chart and chart.relie)),
        instances=fiches,
        details=tuple(f for f in fiches if f.detaillee),
        reunions=_calendrier(ctg, situation),
    )
    return [contexte]


def _legende(ctg: Ctg, *, relie: bool) -> str:
    """Return how the chart reads: nothing of what it does not draw."""
    instances = ctg.gouvernance.instances
    phrases = []
    if any(i.verbes for i in instances):
        phrases.append("À gauche ou en capitales, ce que fait l’instance.")
    if relie:
        phrases.append("Chaque flèche va de l’instance qui propose à celle qui décide.")
    elif len(instances) > 1:
        phrases.append("De haut en bas, de l’instance qui valide aux groupes.")
    return " ".join(phrases)


def _calendrier(ctg: Ctg, situation: Situation) -> tuple[LigneReunion, ...]:
    """Return every meeting in the order of time, those without a date last."""
    datees = sorted((r for r in ctg.reunions if r.date), key=lambda r: (str(r.date), r.id))
    autres = [r for r in ctg.reunions if not r.date]
    return tuple(_reunion(ctg, r, situation) for r in (*datees, *autres))


def _reunion(ctg: Ctg, reunion: Reunion, situation: Situation) -> LigneReunion:
    instance = ctg.instance(reunion.instance)
    etat = _etat(ctg, reunion, situation)
    faits = {f.etiquette: f.texte for f in (faits_tenue if etat == "Tenue" else faits_reunion)(ctg, reunion)}
    lieu = faits.get("Lieu") or ("Visioconférence" if reunion.visio else "")
    return LigneReunion(
        quand=majuscule_initiale(quand(reunion)),
        titre=reunion.titre,
        instance=(instance.sigle or instance.nom) if instance else "–",
        lieu=lieu,
        etat=etat,
    )


def _etat(ctg: Ctg, reunion: Reunion, situation: Situation) -> str:
    jour = date_de_version(ctg, situation)
    if reunion.date is None:
        return majuscule_initiale(A_CONFIRMER)
    if reunion.presences or (reunion.compte_rendu and reunion.compte_rendu.heure_fin_reelle):
        return "Tenue"
    if jour is None:
        return "–"
    return "À venir" if reunion.date >= jour else "Passée"
