"""A dossier for other tools: JSON, CSV per register, open data, calendar. Writes bytes, no file."""

from ctg_docs.echanges.sorties.donnees_ouvertes import COLUMNS, OpenData, build_scdl
from ctg_docs.echanges.sorties.natif import build_calendar, build_json
from ctg_docs.echanges.sorties.registres import build_registers

__all__ = ["COLUMNS", "OpenData", "build_calendar", "build_json", "build_registers", "build_scdl"]
