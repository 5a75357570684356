"""The last part of the story: governance, funding, construction, calendar, thanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.calendrier.etats import etat_accorde
from ctg_docs.documents._communs.calendrier.planning import (
    Planche,
    colonnes,
    dates_proposees,
    planches,
    position,
)
from ctg_docs.documents._communs.gouvernance.instances import (
    composition_instance,
    nom_instance,
    verbes_en_phrase,
)
from ctg_docs.documents._communs.gouvernance.organigramme import DIAPO, build_organigramme
from ctg_docs.documents._communs.reunions.reunion import faits_reunion
from ctg_docs.documents._communs.suivi.financements import resume_financements
from ctg_docs.documents._communs.tete import date_de_version
from ctg_docs.documents.presentation.diapo import Carte, Diapo, Puce, cartes, puces, tableau
from ctg_docs.documents.presentation.mesures import (
    ENTETE_PLANCHE,
    HAUTEUR,
    LARGEUR,
    hauteur_rangee,
    hauteur_texte,
)
from ctg_docs.french import date_jour, liste_et, telephone
from ctg_docs.models.financements import annees_d_activite
from ctg_docs.models.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ctg_docs.documents._communs.calendrier.planning import Rangee
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = [
    "tell_construction",
    "tell_funding",
    "tell_governance",
    "tell_planning",
    "tell_thanks",
]

_COLONNES = (82.0, 70.0, 150.0)
NOUS_EN_SOMMES_LA = "Nous en sommes là"

_OU, _JOINT = re.compile(r",?\s+ou\s+"), re.compile(r"\bci-|\bjointe?s?\b")
"""Ways to answer a letter; what stands on the letter or comes with it, which a slide has not."""


def tell_governance(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the chart; the compositions follow when the chart has no room for them."""
    if not ctg.gouvernance.instances:
        return
    chart = build_organigramme(ctg, *DIAPO)
    if chart:
        yield Diapo(
            forme="organigramme",
            titre="La gouvernance",
            organigramme=chart,
            commentaire=chart.texte_alternatif,
        )
    if chart and chart.detail:
        return
    instances = ctg.gouvernance.instances
    lignes = [
        (
            nom_instance(i),
            verbes_en_phrase(liste_et(i.verbes)) or "–",
            "\u202f; ".join(composition_instance(i)) or "–",
        )
        for i in instances
    ]
    yield from tableau(
        "Qui compose les instances",
        ("Instance", "Rôle", "Composition"),
        lignes,
        _COLONNES,
        lambda rangs: " ".join(f"{nom_instance(instances[i])}\u00a0: {' '.join(f'{m}.' for m in instances[i].missions)}"
                               for i in rangs if instances[i].missions) or "Composition des instances.",
    )  # fmt: skip


def tell_funding(ctg: Ctg) -> Iterator[Diapo]:
    """Yield what the activity of the last year told is worth."""
    annees = annees_d_activite(ctg)
    if annees and (lignes := resume_financements(ctg, annees[-1])):
        yield Diapo(
            forme="table",
            titre=f"Ce que l’activité ouvre en {annees[-1]}",
            entetes=("Financement", "Pour aller plus loin", "Montant"),
            lignes=lignes,
            corps=20,
            commentaire="Calculé d’après l’activité du dossier ; la Caf notifie les montants dus. Tarifs et sources dans "
            "l’annexe des équipements.",
        )


def tell_construction(ctg: Ctg, reunion: Reunion | None, jour: date | None) -> Iterator[Diapo]:
    """Yield the steps of the plan, where we are, then the meetings to come that make them, but for the one we are in."""
    construction = ctg.strategie.construction
    if construction is None or not construction.etapes:
        return
    boites = [
        Carte(
            titre=e.titre,
            lignes=e.points,
            note=NOUS_EN_SOMMES_LA if e.position_actuelle else etat_accorde(e),
            accent=e.position_actuelle,
        )
        for e in construction.etapes
    ]
    yield from cartes("etapes", "Construction du plan d’actions", boites,
                      commentaire=" ".join(f"{b.titre}\u00a0: {b.note}." for b in boites if b.note))  # fmt: skip
    for etape in construction.etapes:
        autre = ctg.reunion(etape.reunion)
        passee = autre and autre.date and jour and autre.date < jour
        if autre and autre is not reunion and not passee:
            yield from _reunion(ctg, autre)


def _reunion(ctg: Ctg, reunion: Reunion) -> tuple[Diapo, ...]:
    """Return who, where, when, how, why."""
    faits = {f.etiquette: f.texte for f in faits_reunion(ctg, reunion)}
    lettre = reunion.convocation.inscription if reunion.convocation else ""
    dites = _OU.split(lettre or "")
    inscription = (
        lettre if not _JOINT.search(lettre or "") else ", ou ".join(t for t in dites if not _JOINT.search(t))
    )
    questions = [
        ("Qui\u00a0?", reunion.participants_attendus),
        ("Où\u00a0?", faits.get("Lieu")),
        ("Quand\u00a0?", " – ".join(t for t in (faits.get("Horaires"), faits.get("Date")) if t)),
        ("Comment\u00a0?", inscription),
        ("Pourquoi\u00a0?", "\u202f; ".join(reunion.buts)),
    ]
    lignes = [Puce(etiquette=q, texte=t) for q, t in questions if t]
    return puces(reunion.titre, lignes, commentaire=reunion.objet or "")


def tell_planning(ctg: Ctg, situation: Situation) -> Iterator[Diapo]:
    """Yield the rétroplanning: the whole grid when it fits on a slide, else a track a slide."""
    planning = ctg.retroplanning
    if planning is None:
        return
    periodes = colonnes(ctg)
    version = date_de_version(ctg, situation)
    jour = planning.aujourd_hui or (Moment.of(version) if version else None)
    rang, dit = position(periodes, jour)
    titre = planning.titre or "Rétroplanning"
    for planche in planches(ctg, periodes, rang, serre=True):
        for nom, rangees in _morceaux(ctg, planche):
            yield Diapo(
                forme="planning",
                titre=f"{titre} – {nom}" if nom else titre,
                planche=planche.model_copy(update={"rangees": tuple(_sans_dates(r) for r in rangees)}),
                position=dit,
                remarque=_propositions(ctg, {r.titre for r in rangees}),
                commentaire=" ".join(planning.remarques) or f"{NOUS_EN_SOMMES_LA}\u00a0: {dit}.",
            )


def _sans_dates(rangee: Rangee) -> Rangee:
    """Return a row whose dates to choose from, told under the chart, do not fill its bar."""
    cases = (
        c.model_copy(update={"texte": "à choisir"}) if c.aspect == "a_confirmer" and " ou " in c.texte else c
        for c in rangee.cases
    )
    return rangee.model_copy(update={"cases": tuple(cases)})


def _morceaux(ctg: Ctg, planche: Planche) -> Iterator[tuple[str, Sequence[Rangee]]]:
    """Yield the whole grid when it fits under the dates proposed, else a track or a part of a track."""
    remarque = _propositions(ctg, {r.titre for r in planche.rangees})
    place = HAUTEUR - ENTETE_PLANCHE - (hauteur_texte(remarque, LARGEUR, 16) if remarque else 0.0)
    if sum(hauteur_rangee(planche, r) for r in planche.rangees) <= place:
        yield "", planche.rangees
        return
    pistes: list[list[Rangee]] = []
    for rangee in planche.rangees:
        if rangee.nature == "piste":
            pistes.append([rangee])
        elif sum(hauteur_rangee(planche, r) for r in (*pistes[-1], rangee)) > place:
            pistes.append([pistes[-1][0], rangee])
        else:
            pistes[-1].append(rangee)
    yield from _rassembler(ctg, planche, [piste for piste in pistes if len(piste) > 1])


def _rassembler(
    ctg: Ctg, planche: Planche, pistes: Sequence[Sequence[Rangee]]
) -> Iterator[tuple[str, Sequence[Rangee]]]:
    """Yield the tracks, several on a slide when it holds them under the dates they propose."""
    pages: list[list[Rangee]] = []
    for piste in pistes:
        page = [*pages[-1], *piste] if pages else []
        remarque = _propositions(ctg, {r.titre for r in page})
        besoin = hauteur_texte(remarque, LARGEUR, 16) if remarque else 0.0
        if page and besoin + sum(hauteur_rangee(planche, r) for r in page) <= HAUTEUR - ENTETE_PLANCHE:
            pages[-1] = page
        else:
            pages.append(list(piste))
    for page in pages:
        yield liste_et(list(dict.fromkeys(r.titre for r in page if r.nature == "piste"))), page


def _propositions(ctg: Ctg, titres: set[str]) -> str:
    """Write the dates to choose from in full."""
    assert ctg.retroplanning is not None
    dits = [
        f"{e.titre}\u00a0: {liste_et([date_jour(d) for d in dates], dernier=' ou ')}"
        for p in ctg.retroplanning.pistes
        for e in p.etapes
        if e.titre in titres and (dates := dates_proposees(ctg, e))
    ]
    return f"Dates proposées – {'. '.join(dits)}." if dits else ""


def tell_thanks(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the last slide: thanks, and whom to reach."""
    contact = ctg.contact
    merci = ctg.presentation.remerciements or "Merci de votre attention"
    lignes = [contact.nom, *(contact.adresse.lignes if contact.adresse else ()), telephone(contact.telephone or ""), contact.courriel,
              contact.web] if contact else []  # fmt: skip
    yield Diapo(forme="contact", titre=merci, puces=tuple(Puce(texte=t) for t in lignes if t),
                commentaire="Remercier, donner le contact, rappeler les prochaines dates.")  # fmt: skip
