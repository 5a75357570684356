"""Publicity: the mode that a body may choose, the list within a week, two months at least (CTG218, CTG219, CTG220)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import date_jour, date_longue
from ctg_docs.models.dispositifs import en_cours
from ctg_docs.models.nature import ModePublicite
from ctg_docs.models.publicite import AVEC_LISTE, DELAI_LISTE_JOURS, choisit_son_mode, fin_au_plus_tot
from ctg_docs.models.suites import jour_de
from ctg_docs.problems import Severity

__all__: list[str] = []


@regle(
    "CTG218",
    Severity.WARNING,
    "mode de publicité que la loi permet à l’organisme",
    source="CGCT L. 2131-1, III et IV, L. 3131-1, L. 5211-3 (ordonnance n° 2021-1310 du 7 octobre 2021)",
)
def mode_permis(examen: Examen) -> Iterator[Finding]:
    """Posting up or paper is a choice of communes below 3,500 inhabitants and of syndicats; all others publish online."""
    ctg = examen.ctg
    if not en_cours("publicite", jour_de(ctg)):
        return
    for i, organisme in enumerate(ctg.organismes):
        if organisme.publicite in (None, ModePublicite.EN_LIGNE):
            continue
        if choisit_son_mode(ctg, organisme) is False:
            yield Finding(
                f"{organisme.groupe.sujet} publie ses actes en ligne\u202f: l’affichage et le papier sont réservés aux "
                "communes de moins de 3\u202f500 habitants et aux syndicats.",
                ("organismes", i, "publicite"),
                organisme.publicite,
                "Écrire « en_ligne », ou retirer le champ.",
            )


@regle(
    "CTG219",
    Severity.WARNING,
    "liste des délibérations affichée et mise en ligne dans la semaine",
    source="CGCT L. 2121-25, L. 5211-1",
)
def liste_dans_la_semaine(examen: Examen) -> Iterator[Finding]:
    """The list of a commune or of a group of communes is posted up within a week of the sitting, not before it."""
    ctg = examen.ctg
    for i, acte in enumerate(ctg.deliberations):
        seance, organisme = acte.seance, ctg.organisme(acte.organisme)
        tenue = (seance.date or acte.date) if seance else None
        if not (seance and seance.date_liste and tenue and organisme and organisme.nature in AVEC_LISTE):
            continue
        limite = tenue + timedelta(days=DELAI_LISTE_JOURS)
        if not tenue <= seance.date_liste <= limite:
            yield Finding(
                f"La liste des délibérations du {date_longue(tenue)} est affichée et mise en ligne entre la séance et le "
                f"{date_jour(limite)}.",
                ("deliberations", i, "seance", "date_liste"),
                date_longue(seance.date_liste),
            )


@regle(
    "CTG220",
    Severity.WARNING,
    "publication de deux mois au moins",
    source="CGCT R. 2131-1 (décret n° 2021-1311 du 7 octobre 2021)",
)
def deux_mois_de_publication(examen: Examen) -> Iterator[Finding]:
    """An act stays public for two months at least, from the day it is published."""
    for i, acte in enumerate(examen.ctg.deliberations):
        debut, fin = acte.date_publication, acte.fin_publication
        if not fin or not en_cours("publicite", debut or fin):
            continue
        if debut is None:
            message, remede = "La publication a une fin et pas de début.", "Ajouter « date_publication »."
        elif fin < fin_au_plus_tot(debut):
            message = "L’acte reste publié deux mois au moins."
            remede = f"Au plus tôt le {date_jour(fin_au_plus_tot(debut))}."
        else:
            continue
        yield Finding(message, ("deliberations", i, "fin_publication"), date_longue(fin), remede)
