"""What the rétroplanning shows: the grid, then every step in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.calendrier.planning import (
    Planche,
    colonnes,
    dates_proposees,
    etat_affiche,
    moments_etape,
    planches,
    position,
    reunions_seules,
)
from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.noms import nom_personne
from ctg_docs.documents._communs.tete import date_de_version, nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import accord, compte, date_jour, liste_et, majuscule_initiale
from ctg_docs.models.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.retroplanning import EtapeRetroplanning
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "Retroplanning", "build"]

_A_DATER = "À dater"
_PV = "\u202f; "


class LigneEtape(Bloc):
    """A step, in words."""

    titre: str
    quand: str
    etat: str
    responsable: str
    precisions: tuple[str, ...]
    rebours: str = Field("", title="Compte à rebours", description="« 13 mois avant »")


class GroupeEtapes(Bloc):
    """The steps of a track."""

    piste: str
    etapes: tuple[LigneEtape, ...]


class Retroplanning(Contexte):
    """The calendar of the démarche."""

    titre_document: str
    sous_titre: str
    planches: tuple[Planche, ...]
    position: str = Field(title="Position", description="« 19 janvier 2024 » ; vide si inconnue")
    legende: str
    hors_colonnes: str = Field(title="Hors colonnes", description="Dates que le tableau ne montre pas")
    cible: bool = Field(title="Date visée", description="Vrai si le dossier compte à rebours d’une date")
    groupes: tuple[GroupeEtapes, ...]
    remarques: tuple[str, ...]


CONTEXTE = Retroplanning


def build(ctg: Ctg, situation: Situation) -> Sequence[Retroplanning]:
    """Return the one document.

    Raises:
        Inapplicable: the dossier has no step.
    """
    ctg = connu_le(ctg, situation)
    planning = ctg.retroplanning
    if planning is None:
        raise Inapplicable("le dossier n’a pas de rétroplanning")
    if not any(piste.etapes for piste in planning.pistes):
        raise Inapplicable("le rétroplanning n’a pas d’étape")
    titre = planning.titre or "Rétroplanning"
    periodes = colonnes(ctg)
    jour = _aujourd_hui(ctg, situation)
    rang, dit = position(periodes, jour)
    tableaux = planches(ctg, periodes, rang)
    contexte = Retroplanning(
        **tete(
            ctg,
            situation,
            stem=build_stem("retroplanning", ctg.territoire.nom),
            titre=f"{titre} – {nom_ctg(ctg)}",
            court=titre,
        ),
        titre_document=titre,
        sous_titre=" – ".join(p for p in (nom_ctg(ctg), _cible(planning.cible, jour)) if p),
        planches=tableaux,
        position=dit,
        legende=_legende(tableaux),
        hors_colonnes=_hors_colonnes(ctg, periodes),
        cible=planning.cible is not None,
        groupes=_groupes(ctg, situation, periodes),
        remarques=planning.remarques,
    )
    return [contexte]


def _aujourd_hui(ctg: Ctg, situation: Situation) -> Moment | None:
    assert ctg.retroplanning is not None
    if ctg.retroplanning.aujourd_hui:
        return ctg.retroplanning.aujourd_hui
    jour = date_de_version(ctg, situation)
    return Moment.of(jour) if jour else None


def _legende(tableaux: Sequence[Planche]) -> str:
    """Say every sign that the tables use."""
    aspects = {case.aspect for t in tableaux for rangee in t.rangees for case in rangee.cases}
    textes = {case.texte for t in tableaux for rangee in t.rangees for case in rangee.cases}
    lettres = bool(textes & {"F", "C", "P", "?"})
    signes = [
        ("F\u00a0: étape faite", "fond foncé\u00a0: étape faite", "faite"),
        ("C\u00a0: en cours", "fond moyen\u00a0: en cours", "en_cours"),
        ("P\u00a0: prévue", "fond clair\u00a0: prévue", "prevue"),
        ("? et hachures\u00a0: à confirmer", "hachures\u00a0: à confirmer", "a_confirmer"),
        ("◆\u00a0: date clé", "◆\u00a0: date clé", "jalon"),
    ]
    dits = [signe[0 if lettres else 1] for signe in signes if signe[2] in aspects]
    if any("▼" in t.reperes for t in tableaux):
        dits.append("▼\u00a0: nous en sommes là")
    return f"Légende – {_PV.join(dits)}." if dits else ""


def _hors_colonnes(ctg: Ctg, periodes: Sequence[Moment]) -> str:
    """Name the dates that fall in no column."""
    assert ctg.retroplanning is not None
    perdus = [
        f"{etape.titre}, {moment.libelle}"
        for piste in ctg.retroplanning.pistes
        for etape in piste.etapes
        for moment in moments_etape(ctg, etape)
        if periodes and not any(m.debut <= moment.fin and moment.debut <= m.fin for m in periodes)
    ]
    if not perdus:
        return ""
    verbe = accord(len(perdus), "Une date tombe", "Des dates tombent")
    return f"{verbe} hors des colonnes\u00a0: {_PV.join(perdus)}."


def _mois(avant: Moment, apres: Moment) -> int:
    return (apres.debut.year - avant.fin.year) * 12 + apres.debut.month - avant.fin.month


def _cible(cible: Moment | None, jour: Moment | None) -> str:
    if cible is None:
        return ""
    mois = _mois(jour, cible) if jour else None
    if mois is None:
        return f"date visée\u00a0: {cible.libelle}"
    reste = "dépassée" if mois < 0 else f"dans {compte(mois, 'mois', 'mois')}" if mois else "ce mois-ci"
    return f"date visée\u00a0: {cible.libelle}, {reste}"


def _groupes(ctg: Ctg, situation: Situation, periodes: Sequence[Moment]) -> tuple[GroupeEtapes, ...]:
    assert ctg.retroplanning is not None
    groupes = [
        GroupeEtapes(piste=p.nom, etapes=tuple(_etape(ctg, e, situation) for e in p.etapes))
        for p in ctg.retroplanning.pistes
    ]
    if seules := reunions_seules(ctg, periodes):
        groupes.append(GroupeEtapes(piste="Réunions", etapes=tuple(_reunion(ctg, r) for r in seules)))
    return tuple(groupes)


def _etape(ctg: Ctg, etape: EtapeRetroplanning, situation: Situation) -> LigneEtape:
    moments = moments_etape(ctg, etape)
    return LigneEtape(
        titre=f"◆\u00a0{etape.titre}" if etape.jalon else etape.titre,
        quand=_quand(ctg, etape),
        etat=etat_affiche(ctg, etape)[1],
        responsable=nom_personne(ctg, etape.responsable, situation, "–"),
        precisions=tuple(_precisions(ctg, etape)) or ("–",),
        rebours=_rebours(ctg, moments),
    )


def _quand(ctg: Ctg, etape: EtapeRetroplanning) -> str:
    if proposees := dates_proposees(ctg, etape):
        dates = liste_et([date_jour(d) for d in proposees], dernier=" ou ")
        if len(proposees) == 1:
            return f"{majuscule_initiale(dates)}, à confirmer"
        return f"{compte(len(proposees), 'date proposée', 'dates proposées')}\u00a0: {dates}"
    moments = moments_etape(ctg, etape)
    if not moments:
        return _A_DATER
    if etape.debut and etape.fin and str(etape.debut) != str(etape.fin):
        return majuscule_initiale(f"{etape.debut.libelle} – {etape.fin.libelle}")
    (moment,) = moments
    return majuscule_initiale(date_jour(moment.debut) if moment.is_day else moment.libelle)


def _precisions(ctg: Ctg, etape: EtapeRetroplanning) -> list[str]:
    reunion = ctg.reunion(etape.reunion)
    parts = [etape.texte or ""]
    if reunion and reunion.titre != etape.titre:
        parts.append(f"Réunion\u00a0: {reunion.titre}")
    avant = [e.titre for p in _pistes(ctg) for e in p if e.id in etape.depend_de]
    if avant:
        parts.append(f"Après\u00a0: {_PV.join(avant)}")
    if reunion and reunion.lieu and reunion.lieu.nom:
        suite = ", à confirmer" if reunion.lieu.a_confirmer else ""
        parts.append(f"Lieu\u00a0: {reunion.lieu.nom}{suite}")
    return [part for part in parts if part]


def _pistes(ctg: Ctg) -> list[tuple[EtapeRetroplanning, ...]]:
    return [p.etapes for p in ctg.retroplanning.pistes] if ctg.retroplanning else []


def _rebours(ctg: Ctg, moments: Sequence[Moment]) -> str:
    """Count back from the target, in months."""
    cible = ctg.retroplanning.cible if ctg.retroplanning else None
    if cible is None:
        return ""
    if not moments:
        return "–"
    mois = _mois(max(moments, key=lambda m: m.fin), cible)
    return f"{compte(mois, 'mois', 'mois')} avant" if mois > 0 else "le même mois" if mois == 0 else "après"


def _reunion(ctg: Ctg, reunion: Reunion) -> LigneEtape:
    assert reunion.date is not None
    instance = ctg.instance(reunion.instance)
    return LigneEtape(
        titre=reunion.titre,
        quand=majuscule_initiale(date_jour(reunion.date)),
        etat="Tenue" if reunion.presences else "–",
        responsable="–",
        precisions=(reunion.objet or (instance.nom if instance else "–"),),
        rebours=_rebours(ctg, (Moment.of(reunion.date),)),
    )
