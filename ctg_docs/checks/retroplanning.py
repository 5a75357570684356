"""Rétroplanning: steps after what they depend on, before the target, within the columns (CTG507)."""

from __future__ import annotations

from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import date_longue
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.retroplanning import EtapeRetroplanning, Retroplanning
from ctg_docs.problems import Severity

__all__: list[str] = []


def _etapes(plan: Retroplanning) -> Iterator[tuple[CheminDonnee, EtapeRetroplanning]]:
    for p, piste in enumerate(plan.pistes):
        for e, etape in enumerate(piste.etapes):
            yield ("retroplanning", "pistes", p, "etapes", e), etape


@regle(
    "CTG507",
    Severity.WARNING,
    "étapes du rétroplanning dans l’ordre et dans les colonnes",
    source="usage des rétroplannings",
)
def etapes_en_ordre(examen: Examen) -> Iterator[Finding]:
    """Only what is certain: « mars 2024 » may come before or after « 15 mars 2024 »."""
    plan = examen.ctg.retroplanning
    if plan is None:
        return
    par_id = {etape.id: etape for _, etape in _etapes(plan) if etape.id}
    for chemin, etape in _etapes(plan):
        debut, fin = etape.debut, etape.fin or etape.debut
        for j, id_ in enumerate(etape.depend_de):
            avant = par_id.get(id_)
            fin_avant = (avant.fin or avant.debut) if avant else None
            if debut and avant and fin_avant and debut.fin < fin_avant.debut:
                yield Finding(
                    f"« {etape.titre} » ({debut.libelle}) vient avant « {avant.titre} » ({fin_avant.libelle}), dont elle dépend.",
                    (*chemin, "depend_de", j),
                    id_,
                )
        if fin and plan.cible and fin.debut > plan.cible.fin:
            yield Finding(
                f"« {etape.titre} » ({fin.libelle}) dépasse la date visée ({plan.cible.libelle}).",
                (*chemin, "fin" if etape.fin else "debut"),
                fin.libelle,
            )
        yield from _hors_colonnes(examen.ctg, plan, etape, chemin)


def _hors_colonnes(
    ctg: Ctg, plan: Retroplanning, etape: EtapeRetroplanning, chemin: CheminDonnee
) -> Iterator[Finding]:
    if not plan.periodes:
        return
    moments: list[tuple[CheminDonnee, Moment]] = []
    if etape.debut:
        moments.append(((*chemin, "debut"), etape.debut))
    if etape.fin:
        moments.append(((*chemin, "fin"), etape.fin))
    if etape.sondage:
        moments += [
            ((*chemin, "sondage", "proposees", j), Moment.of(jour))
            for j, jour in enumerate(etape.sondage.proposees)
        ]
    reunion = ctg.reunion(etape.reunion)
    if reunion and reunion.date and not etape.debut:
        moments.append(((*chemin, "reunion"), Moment.of(reunion.date)))
    for ici, moment in moments:
        if not any(moment.debut <= p.fin and p.debut <= moment.fin for p in plan.periodes):
            dit = date_longue(moment.debut) if moment.is_day else moment.libelle
            yield Finding(
                f"« {etape.titre} » ({dit}) ne tombe dans aucune des périodes affichées.",
                ici,
                dit,
                "Ajouter la période, ou vider `periodes` pour afficher tous les mois.",
            )
