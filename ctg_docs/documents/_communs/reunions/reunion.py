"""A meeting as its papers tell it: facts, agenda with computed numbers and hours. Unknown is « à confirmer »."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_en_phrase, nom_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import (
    compte,
    date_jour,
    duree,
    heure,
    liste_et,
    majuscule_initiale,
    minuscule_initiale,
    telephone,
)
from ctg_docs.models.parametres import FormatHeure
from ctg_docs.models.reunion import NaturePoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Lieu, PointOrdreDuJour, Reunion

__all__ = [
    "A_CONFIRMER",
    "Fait",
    "LigneAgenda",
    "agenda",
    "contact_en_lignes",
    "faits_reunion",
    "faits_tenue",
    "faits_utiles",
    "intervenants",
    "libelle_instance",
    "points_a_plat",
    "points_conclus",
    "quand",
    "reunions_pour",
    "stem_reunion",
]

A_CONFIRMER = "à confirmer"
"""What a meeting paper shows for what is not known yet: an invitation may leave with it (CTG001)."""


class Fait(Bloc):
    """A fact in a row: « Date : vendredi 19 janvier 2024 »."""

    etiquette: str = Field(title="Étiquette", description="Nom du fait : Date, Lieu…")
    texte: str = Field(title="Texte", description="Valeur du fait")


class LigneAgenda(Bloc):
    """A row of the agenda."""

    numero: str = Field("", title="Numéro", description="« 2 », « 2.1 » ; vide pour une pause")
    titre: str = Field(title="Titre", description="Intitulé du point")
    texte: str = Field(
        "", title="Précision", description="Nature du point, ce qui sera traité, documents présentés"
    )
    heure: str = Field("", title="Heure", description="Heure calculée, vide si elle ne peut pas l’être")
    intervenants: str = Field("", title="Intervenants", description="Qui parle")
    duree: str = Field("", title="Durée", description="« 30 min », « 1 h 30 »")
    pause: bool = Field(False, title="Pause", description="Vrai pour une pause")
    sous_point: bool = Field(False, title="Sous-point", description="Vrai pour un sous-point")


def reunions_pour(
    ctg: Ctg, situation: Situation, garder: Callable[[Reunion], bool], sinon: str
) -> tuple[Reunion, ...]:
    """Return the meetings that a kind prints: the one asked for, or all those that have what it needs.

    Args:
        ctg: the dossier.
        situation: may name one meeting.
        garder: True for a meeting that has what the kind prints.
        sinon: French reason shown when none has.

    Raises:
        Inapplicable: no meeting remains.
    """
    choisies = [r for r in ctg.reunions if situation.reunion in (None, r.id)]
    if not choisies:
        raise Inapplicable(
            "le dossier n’a pas de réunion" if not ctg.reunions else f"aucune réunion « {situation.reunion} »"
        )
    if not (gardees := tuple(r for r in choisies if garder(r))):
        raise Inapplicable(sinon)
    return gardees


def stem_reunion(reunion: Reunion, suffixe: str) -> str:
    """Return the name of a file, sorted by date: « 2024-01-19-copil-ordre-du-jour »."""
    if reunion.date is None or reunion.id[:4].isdigit():
        return f"{reunion.id}-{suffixe}"
    jour = reunion.date.isoformat()
    return "-".join([jour, *[p for p in reunion.id.split(jour) if p.strip("-")], suffixe]).replace("--", "-")


def libelle_instance(ctg: Ctg, reunion: Reunion) -> str:
    """Return the instance with its sigle: « Comité de pilotage partenarial (COPIL) », or an empty text."""
    instance = ctg.instance(reunion.instance)
    if instance is None:
        return ""
    if instance.sigle and instance.sigle not in instance.nom:
        return f"{instance.nom} ({instance.sigle})"
    return instance.nom


def _serree(ctg: Ctg) -> bool:
    return ctg.parametres.format_heure is FormatHeure.COMPACT


def quand(reunion: Reunion) -> str:
    """Return the date, or the dates proposed with their computed count, or « à confirmer »."""
    if reunion.date:
        return date_jour(reunion.date)
    proposees = reunion.sondage.proposees if reunion.sondage else ()
    if not proposees:
        return A_CONFIRMER
    dates = liste_et([date_jour(d) for d in proposees], dernier=" ou ")
    if len(proposees) == 1:
        return f"{dates} ({A_CONFIRMER})"
    return f"à choisir parmi {compte(len(proposees), 'date proposée', 'dates proposées')}\u00a0: {dates}"


def _horaires(ctg: Ctg, reunion: Reunion) -> str:
    if reunion.heure_debut is None:
        return reunion.duree_texte or A_CONFIRMER
    debut = heure(reunion.heure_debut, serree=_serree(ctg))
    if reunion.heure_fin is None:
        return f"à partir de {debut}"
    return f"de {debut} à {heure(reunion.heure_fin, serree=_serree(ctg))}"


def _lieu(lieu: Lieu | None) -> str:
    if lieu is None:
        return A_CONFIRMER
    adresse = [p for p in (lieu.adresse.lignes if lieu.adresse else ()) if p not in (lieu.nom or "")]
    texte = ", ".join(p for p in (lieu.salle, lieu.nom, *adresse) if p) or A_CONFIRMER
    return f"{texte} ({A_CONFIRMER})" if lieu.a_confirmer and texte != A_CONFIRMER else texte


def faits_reunion(ctg: Ctg, reunion: Reunion) -> tuple[Fait, ...]:
    """Return when, where and by what link, in the order a reader asks for them."""
    sur_place = reunion.lieu is not None or reunion.visio is None
    faits = [("Date", quand(reunion)), ("Horaires", _horaires(ctg, reunion))]
    if reunion.duree_texte and reunion.heure_debut is not None:
        faits.append(("Durée", reunion.duree_texte))
    if sur_place:
        faits.append(("Lieu", _lieu(reunion.lieu)))
    if reunion.visio:
        faits.append(("Visioconférence", reunion.visio))
    if reunion.participants_attendus:
        faits.append(("Participants", reunion.participants_attendus))
    return tuple(Fait(etiquette=e, texte=t if "://" in t else majuscule_initiale(t)) for e, t in faits)


def faits_tenue(ctg: Ctg, reunion: Reunion) -> tuple[Fait, ...]:
    """Return the facts of a meeting that was held: what nobody confirmed is left out, nothing is to be confirmed."""
    inconnu, suite = majuscule_initiale(A_CONFIRMER), f" ({A_CONFIRMER})"
    faits = (f for f in faits_utiles(ctg, reunion) if f.texte != inconnu)
    return tuple(Fait(etiquette=f.etiquette, texte=f.texte.removesuffix(suite)) for f in faits)


def faits_utiles(ctg: Ctg, reunion: Reunion) -> tuple[Fait, ...]:
    """Return the facts of a page that must be short: the two hours already tell how long it lasts."""
    minute = reunion.heure_debut is not None and reunion.heure_fin is not None
    return tuple(f for f in faits_reunion(ctg, reunion) if not (minute and f.etiquette == "Durée"))


def intervenants(ctg: Ctg, point: PointOrdreDuJour, situation: Situation) -> str:
    """Return who speaks: « M. Jean Martin, président », joined by « ; »."""
    noms = []
    for intervenant in point.intervenants:
        nom = nom_en_phrase(ctg, intervenant.personne, situation) or intervenant.texte or ""
        personne = ctg.personne(intervenant.personne)
        qualite = intervenant.qualite or (personne.fonction if personne else None)
        noms.append(f"{nom}, {minuscule_initiale(qualite)}" if nom and qualite else nom or qualite or "")
    return "\u202f; ".join(n for n in noms if n)


def points_a_plat(
    points: Sequence[PointOrdreDuJour], *, sous: bool = False
) -> Iterator[tuple[PointOrdreDuJour, bool]]:
    """Yield each item, then its sub-items, in the order of the agenda; True for a sub-item."""
    for point in points:
        yield point, sous
        yield from points_a_plat(point.sous_points, sous=True)


def points_conclus(points: Sequence[PointOrdreDuJour]) -> Iterator[PointOrdreDuJour]:
    """Yield each item after its sub-items, whose exchanges lead to what is decided on it."""
    for point in points:
        yield from points_conclus(point.sous_points)
        yield point


def _minutes(point: PointOrdreDuJour) -> int | None:
    if point.duree_minutes is not None:
        return point.duree_minutes
    parts = [_minutes(p) for p in point.sous_points]
    return sum(p for p in parts if p) if parts and all(parts) else None


def _ligne(
    ctg: Ctg, point: PointOrdreDuJour, situation: Situation, numero: str, moment: time | None
) -> LigneAgenda:
    minutes = _minutes(point)
    pause = point.nature is NaturePoint.PAUSE
    nature = point.nature.libelle if point.nature and not pause else ""
    documents = f"Documents\u00a0: {liste_et(point.documents)}" if point.documents else ""
    return LigneAgenda(
        numero=numero,
        titre=point.titre,
        texte=" – ".join(p for p in (nature, point.texte, documents) if p),
        heure=heure(moment, serree=_serree(ctg)) if moment else "",
        intervenants=intervenants(ctg, point, situation),
        duree=duree(minutes) if minutes else "",
        pause=pause,
        sous_point="." in numero,
    )


def agenda(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[LigneAgenda, ...]:
    """Return the rows of the agenda: numbers by rank, pauses without number, hours by adding durations.

    An hour is printed as long as every duration before it is known.
    """
    lignes: list[LigneAgenda] = []
    moment = reunion.heure_debut
    rang = 0
    for point in reunion.ordre_du_jour:
        pause = point.nature is NaturePoint.PAUSE
        rang += not pause
        lignes.append(_ligne(ctg, point, situation, "" if pause else str(rang), moment))
        interne = moment
        for i, sous_point in enumerate(point.sous_points, 1):
            lignes.append(_ligne(ctg, sous_point, situation, f"{rang}.{i}", interne if i > 1 else None))
            interne = _later(interne, sous_point.duree_minutes)
        moment = _later(moment, _minutes(point))
    return tuple(lignes)


def _later(moment: time | None, minutes: int | None) -> time | None:
    if moment is None or minutes is None:
        return None
    return (datetime.combine(datetime.min, moment) + timedelta(minutes=minutes)).time()


def contact_en_lignes(ctg: Ctg, reunion: Reunion) -> tuple[str, ...]:
    """Return the lines of the contact of the meeting, of the dossier, or of the inviting body."""
    contact = reunion.contact or ctg.contact
    if contact is not None:
        return _non_empty((contact.nom, telephone(contact.telephone or ""), contact.courriel, contact.web))
    organisme = ctg.organisme(reunion.organisateur)
    if organisme is None:
        return ()
    return _non_empty(
        (nom_organisme(ctg, organisme.id), telephone(organisme.telephone or ""), organisme.courriel)
    )


def _non_empty(parts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(p for p in parts if p)
