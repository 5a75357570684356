"""Delays: convocations of assemblies and of meetings (part of CTG212), sending of minutes (CTG214)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_docs.calendrier import Calendrier, dernier_envoi, jours_francs
from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte, date_jour
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Deliberation, Seance
from ctg_docs.models.organisme import NatureOrganisme, Organisme
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__ = ["calendrier_de", "delai_de_seance", "delais_des_reunions"]

_SEUIL_COMMUNE = 3500
_ANNEES = range(1900, 2201)
"""Years in which a delay means something; CTG703 tells the others."""
_ASSEMBLEES = frozenset(
    {
        NatureOrganisme.COMMUNE,
        NatureOrganisme.COMMUNAUTE_COMMUNES,
        NatureOrganisme.COMMUNAUTE_AGGLOMERATION,
        NatureOrganisme.COMMUNAUTE_URBAINE,
        NatureOrganisme.METROPOLE,
        NatureOrganisme.COLLECTIVITE,
    }
)


def calendrier_de(ctg: Ctg, organisme: Organisme | None = None) -> Calendrier:
    """Return the calendar of a body's département, else that of the territory."""
    insee = organisme.code_insee if organisme and organisme.code_insee else ""
    commune = insee[:3] if insee.startswith(("97", "98")) else insee[:2]
    ecrit = organisme.departement if organisme else None
    return Calendrier(ecrit or commune or ctg.territoire.code_departement or "")


def _dernier_jour(calendrier: Calendrier, jour: date) -> str:
    """Say the last day, and the working day before it when the post and the offices are closed on it."""
    ouvre = calendrier.ouvre_au_plus_tard(jour)
    pratique = "" if ouvre == jour else f" (en pratique le {date_jour(ouvre)}, dernier jour ouvré)"
    return f"Dernier jour d’envoi possible : le {date_jour(jour)}{pratique}."


def delai_de_seance(ctg: Ctg, acte: Deliberation, seance: Seance, chemin: CheminDonnee) -> Iterator[Finding]:
    """Yield what is wrong with the delay of a convocation: 3 jours francs below 3 500 inhabitants, 5 otherwise.

    Without a known population the longer delay is expected. Source: CGCT L. 2121-11, L. 2121-12, L. 5211-1.
    """
    organisme, jour, envoi = ctg.organisme(acte.organisme), seance.date or acte.date, seance.date_convocation
    if organisme is None or organisme.nature not in _ASSEMBLEES or not jour or not envoi or envoi > jour:
        return
    if jour.year not in _ANNEES:
        return
    petite = (
        organisme.nature is NatureOrganisme.COMMUNE
        and organisme.population is not None
        and organisme.population < _SEUIL_COMMUNE
    )
    attendus, francs = 3 if petite else 5, jours_francs(envoi, jour)
    if francs < attendus:
        yield Finding(
            f"{compte(francs, 'jour franc', 'jours francs')} entre la convocation et la séance, pour {attendus} attendus.",
            (*chemin, "date_convocation"),
            date_jour(envoi),
            _dernier_jour(calendrier_de(ctg, organisme), dernier_envoi(jour, attendus)),
        )


def delais_des_reunions(ctg: Ctg) -> Iterator[Finding]:
    """Yield the meetings called later than the setting of the dossier."""
    for i, reunion in enumerate(ctg.reunions):
        lettre, delai = reunion.convocation, ctg.parametres.delai_convocation_jours
        if reunion.date and reunion.date.year in _ANNEES and lettre and lettre.date_envoi:
            jours = (reunion.date - lettre.date_envoi).days
            if 0 < jours < delai:
                calendrier = calendrier_de(ctg, ctg.organisme(reunion.organisateur))
                yield Finding(
                    f"La convocation part {compte(jours, 'jour')} avant la réunion, pour {delai} d’usage ici.",
                    ("reunions", i, "convocation", "date_envoi"),
                    date_jour(lettre.date_envoi),
                    _dernier_jour(calendrier, reunion.date - timedelta(days=delai)),
                )


@regle(
    "CTG214",
    Severity.WARNING,
    "compte rendu envoyé dans son délai, en jours ouvrés",
    source="usage des réunions de pilotage",
)
def delai_du_compte_rendu(examen: Examen) -> Iterator[Finding]:
    """The delay is a setting (two working days in one convention); without it nothing is looked at."""
    ctg, delai = examen.ctg, examen.ctg.parametres.delai_compte_rendu_jours_ouvres
    for i, reunion in enumerate(ctg.reunions):
        compte_rendu = reunion.compte_rendu
        if delai is None or reunion.date is None or compte_rendu is None or reunion.date.year not in _ANNEES:
            continue
        calendrier = calendrier_de(ctg, ctg.organisme(reunion.organisateur))
        jour = compte_rendu.date_envoi or examen.date
        if jour is None or jour <= calendrier.ajouter_ouvres_au_moins(reunion.date, delai):
            continue
        limite = calendrier.ajouter_ouvres(reunion.date, delai)
        attendu = (
            f"attendu le {date_jour(limite)} au plus tard ({compte(delai, 'jour ouvré', 'jours ouvrés')})"
        )
        chemin: CheminDonnee = ("reunions", i, "compte_rendu", "date_envoi")
        envoi = compte_rendu.date_envoi
        if envoi and envoi > limite and envoi.year in _ANNEES:
            jours = calendrier.jours_ouvres(reunion.date, envoi)
            yield Finding(
                f"Le compte rendu part {compte(jours, 'jour ouvré', 'jours ouvrés')} après la réunion, {attendu}.",
                chemin,
                date_jour(envoi),
            )
        elif envoi is None and examen.date and examen.date > limite:
            yield Finding(f"Le compte rendu n’a pas de date d’envoi, {attendu}.", chemin)
