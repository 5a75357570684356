"""Calendar and progress of the actions (CTG309, CTG310)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import elision
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Calendrier, Statut
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []


def _dehors(
    calendrier: Calendrier, bornes: tuple[Moment | None, Moment | None], chemin: CheminDonnee, de_quoi: str
) -> Iterator[Finding]:
    """Yield the ends of a calendar that are surely outside a period."""
    debut, fin = bornes
    for nom in ("debut", "fin"):
        moment = getattr(calendrier, nom)
        if moment is None:
            continue
        if debut and moment.fin < debut.debut:
            yield Finding(
                f"{moment.libelle} est avant le début {de_quoi} ({debut.libelle}).",
                (*chemin, nom),
                moment.libelle,
            )
        elif fin and moment.debut > fin.fin:
            yield Finding(
                f"{moment.libelle} est après la fin {de_quoi} ({fin.libelle}).",
                (*chemin, nom),
                moment.libelle,
            )


@regle(
    "CTG309",
    Severity.WARNING,
    "actions dans la période de la convention, opérations dans leur action",
    source="défaut relevé dans des actes signés",
)
def actions_dans_la_periode(examen: Examen) -> Iterator[Finding]:
    """Dates copied from the previous CTG. Avenants that prolong count."""
    ctg = examen.ctg
    fin = ctg.convention.date_fin
    for avenant in ctg.avenants:
        if avenant.base is None and avenant.nouvelle_date_fin:
            fin = avenant.nouvelle_date_fin
    for i, fiche in enumerate(ctg.fiches_actions):
        chemin: CheminDonnee = ("fiches_actions", i)
        if fiche.calendrier:
            yield from _dehors(
                fiche.calendrier,
                (ctg.convention.date_debut, fin),
                (*chemin, "calendrier"),
                "de la convention",
            )
        for j, operation in enumerate(fiche.operations):
            if operation.calendrier and fiche.calendrier:
                bornes = (
                    fiche.calendrier.debut,
                    None if fiche.calendrier.recurrente else fiche.calendrier.fin,
                )
                ici = (*chemin, "operations", j, "calendrier")
                yield from _dehors(operation.calendrier, bornes, ici, "de l’action")


def _contradiction(statut: Statut, calendrier: Calendrier, jour: date) -> str:
    debut, fin = calendrier.debut, calendrier.fin
    if fin and fin.fin < jour and not calendrier.recurrente and statut in (Statut.A_VENIR, Statut.EN_COURS):
        return f"devait finir {fin.quand}"
    if debut and debut.fin < jour and statut is Statut.A_VENIR:
        return f"devait commencer {debut.quand}"
    if debut and debut.debut > jour and statut in (Statut.EN_COURS, Statut.REALISE):
        return f"ne commence {elision('que', debut.quand)}"
    return ""


@regle(
    "CTG310",
    Severity.WARNING,
    "le statut s’accorde avec les dates",
    source="défaut relevé dans des actes signés",
)
def statut_et_dates(examen: Examen) -> Iterator[Finding]:
    """« À venir », already over. Needs the day of the documents."""
    if examen.date is None:
        return
    for i, fiche in enumerate(examen.ctg.fiches_actions):
        actions: list[tuple[CheminDonnee, Statut | None, Calendrier | None]] = [
            (("fiches_actions", i, "statut"), fiche.statut, fiche.calendrier)
        ]
        actions += [
            (("fiches_actions", i, "operations", j, "statut"), o.statut, o.calendrier)
            for j, o in enumerate(fiche.operations)
        ]
        for chemin, statut, calendrier in actions:
            if statut and calendrier and (pourquoi := _contradiction(statut, calendrier, examen.date)):
                yield Finding(f"« {statut.libelle} », alors que l’action {pourquoi}.", chemin, statut.value)
