"""The meetings and milestones of a dossier as calendar entries. An imprecise date is never made exact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ctg_docs.agenda.fuseaux import fuseau
from ctg_docs.agenda.ics import Creneau, Evenement
from ctg_docs.french import sans_accents, typographier
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.models.retroplanning import EtapeRetroplanning, Piste
from ctg_docs.models.reunion import Lieu, NaturePoint, Reunion, Sondage
from ctg_docs.models.strategie import EtatEtape

__all__ = ["evenement_reunion", "evenements", "territoire_slug"]

_A_CONFIRMER: Final = "À confirmer"
_JALON: Final = "Jalon"
_REUNION: Final = "Réunion"


def territoire_slug(ctg: Ctg) -> str:
    """Return the territory's name as identifiers have it: « mellois-en-poitou »."""
    return _slug(ctg.territoire.nom)


def evenements(ctg: Ctg) -> tuple[Evenement, ...]:
    """Return every meeting and every milestone of the rétroplanning, in the order of time.

    A meeting or a step whose date is not chosen gives one provisional entry per date proposed. A step without
    date, or that a meeting already shows, gives none.
    """
    found = [e for r in ctg.reunions for e in _reunion(ctg, r)]
    found += _jalons(ctg, {r.id for r in ctg.reunions if r.date or _proposees(r.sondage)})
    return tuple(sorted(_distinct(found), key=lambda e: (e.creneau.jour, str(e.creneau.debut or ""), e.uid)))


def evenement_reunion(ctg: Ctg, reunion: Reunion, jour: date) -> Evenement:
    """Return the entry of a meeting on a day; its identifier is the same in every file that shows it."""
    creneau = Creneau(jour, reunion.heure_debut, reunion.heure_fin, fuseau(ctg.territoire.code_departement))
    texts = {
        "summary": reunion.titre,
        "location": "" if reunion.lieu is None and reunion.visio else _lieu(reunion.lieu),
        "description": "\n".join((*_ordre_du_jour(reunion), *_connexion(reunion.visio))),
        "url": _lien(reunion.visio),
        "categories": _REUNION,
    }
    provisoire = reunion.heure_debut is None or reunion.lieu is None or reunion.lieu.a_confirmer
    return Evenement(_uid(ctg, reunion.id), creneau, texts, provisoire, revision=reunion.modifications)


def _reunion(ctg: Ctg, reunion: Reunion) -> Iterator[Evenement]:
    if reunion.date:
        yield evenement_reunion(ctg, reunion, reunion.date)
        return
    for jour in _proposees(reunion.sondage):
        yield _option(evenement_reunion(ctg, reunion, jour), jour)


def _jalons(ctg: Ctg, montrees: set[str]) -> list[Evenement]:
    if ctg.retroplanning is None:
        return []
    plan, found = ctg.retroplanning, list[Evenement]()
    for piste in plan.pistes:
        for etape in piste.etapes:
            if etape.reunion not in montrees:
                found += _etape(ctg, piste, etape)
    if plan.cible:
        titre = typographier(f"{plan.titre or 'Rétroplanning'} : date visée")
        found.append(_entry(ctg, "retroplanning-cible", titre, plan.cible, ()))
    return found


def _etape(ctg: Ctg, piste: Piste, etape: EtapeRetroplanning) -> Iterator[Evenement]:
    nom = etape.id or f"etape-{_slug(piste.nom)}-{_slug(etape.titre)}"[:120]
    quand = etape.debut or etape.fin
    lignes = [piste.nom, *([etape.texte] if etape.texte else [])]
    proposees = () if quand and quand.is_day else _proposees(etape.sondage)
    for jour in proposees:
        yield _option(_entry(ctg, nom, etape.titre, Moment.of(jour), lignes), jour)
    if quand is None or proposees or not (etape.jalon or (quand.is_day and etape.fin in (None, quand))):
        return
    event = _entry(ctg, nom, etape.titre, _whole(quand, etape.fin), lignes)
    sure = not etape.a_confirmer and etape.etat is not EtatEtape.REPORTE
    yield event if sure else replace(event, provisoire=True)


def _entry(ctg: Ctg, nom: str, titre: str, quand: Moment, lignes: Sequence[str]) -> Evenement:
    if not quand.is_day:
        lignes = (*lignes, typographier(f"Jour à fixer : {quand.libelle}."))
    creneau = Creneau(quand.debut, dernier=quand.fin, zone=fuseau(ctg.territoire.code_departement))
    texts = {"summary": titre, "description": "\n".join(lignes), "categories": _JALON}
    return Evenement(_uid(ctg, nom), creneau, texts, provisoire=not quand.is_day, libre=True)


def _whole(debut: Moment, fin: Moment | None) -> Moment:
    if fin is None or fin.fin <= debut.fin:
        return debut
    return Moment(debut.debut, fin.fin, f"{debut.debut.isoformat()}/{fin.fin.isoformat()}")


def _option(event: Evenement, jour: date) -> Evenement:
    name, _, home = event.uid.rpartition("@")
    texts = {**event.texts, "summary": typographier(f"{event.texts['summary']} (date proposée)")}
    return replace(event, uid=f"{name}-{jour.isoformat()}@{home}", texts=texts, provisoire=True)


def _distinct(events: Sequence[Evenement]) -> Iterator[Evenement]:
    """Two entries never bear the same identifier: the second would erase the first."""
    seen = Counter[str]()
    for event in events:
        seen[event.uid] += 1
        name, _, home = event.uid.rpartition("@")
        yield event if seen[event.uid] == 1 else replace(event, uid=f"{name}--{seen[event.uid]}@{home}")


def _proposees(sondage: Sondage | None) -> tuple[date, ...]:
    return tuple(dict.fromkeys(sondage.proposees)) if sondage else ()


def _ordre_du_jour(reunion: Reunion) -> Iterator[str]:
    rank = 0
    for point in reunion.ordre_du_jour:
        rank += point.nature is not NaturePoint.PAUSE
        yield point.titre if point.nature is NaturePoint.PAUSE else f"{rank}. {point.titre}"


def _lien(visio: str | None) -> str:
    """Return the address of an on-line meeting, without the words around it: agenda programs open it."""
    found = re.search(r"https?://[^\s<>\"]+", visio or "")
    return found[0].rstrip(".,;)") if found else ""


def _connexion(visio: str | None) -> tuple[str, ...]:
    """Return how to connect when there is more to say than an address: a code, a telephone number."""
    return (
        tuple(line.strip() for line in (visio or "").splitlines() if line.strip())
        if visio != _lien(visio)
        else ()
    )


def _lieu(lieu: Lieu | None) -> str:
    if lieu is None:
        return _A_CONFIRMER
    adresse = [p for p in (lieu.adresse.lignes if lieu.adresse else ()) if p not in (lieu.nom or "")]
    text = ", ".join(p for p in (lieu.salle, lieu.nom, *adresse) if p)
    if not text:
        return _A_CONFIRMER
    return f"{text} (à confirmer)" if lieu.a_confirmer else text


def _uid(ctg: Ctg, nom: str) -> str:
    return f"{nom}@{territoire_slug(ctg)}.ctg"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sans_accents(text).lower()).strip("-")
