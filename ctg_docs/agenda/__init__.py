"""Calendars for phones and mail programs: what convocations carry and what the whole dossier exports."""

from ctg_docs.agenda.fuseaux import fuseau
from ctg_docs.agenda.ics import Creneau, Evenement, build_ics
from ctg_docs.agenda.reunions import evenement_reunion, evenements, territoire_slug

__all__ = [
    "Creneau",
    "Evenement",
    "build_ics",
    "evenement_reunion",
    "evenements",
    "fuseau",
    "territoire_slug",
]
