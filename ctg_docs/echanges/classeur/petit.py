"""The small workbook of a meeting: a handful of the sheets, and of each the columns that a meeting is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.tableaux.jumeaux import said
from ctg_docs.echanges.tableaux.lignes import rows_of
from ctg_docs.echanges.tableaux.memoire import Rows, is_same_state
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.models.ctg import Ctg

__all__ = ["MEETING", "chosen_tables", "meeting_part"]

_CONVENTION: Final = ("Signataires", "Délibérations", "Objectifs", "Fiches", "Équipements", "Avenants")
"""Sheets of which one row makes a dossier more than a meeting."""

MEETING: Final[Mapping[str, Sequence[str]]] = {
    DOSSIER: ("territoire.nom", "contact.nom", "contact.telephone", "contact.courriel"),
    "Organismes": ("id", "nature", "nom", "sigle", "adresse.voie", "adresse.code_postal", "adresse.ville",
                   "telephone", "courriel"),
    "Personnes": ("id", "civilite", "prenom", "nom", "fonction", "organisme", "courriel"),
    "Instances": ("id", "nom", "sigle", "nature"),
    "Membres": ("personne", "organisme", "role"),
    "Réunions": ("id", "titre", "instance", "organisateur", "objet", "date", "heure_debut", "heure_fin", "lieu.nom",
                 "lieu.salle", "visio", "documents_joints", "convocation.date_envoi", "convocation.lieu_envoi",
                 "convocation.date_limite", "convocation.signataire", "convocation.qualite_signataire",
                 "modifications"),
    "Ordre du jour": ("id", "titre", "nature", "duree_minutes", "texte"),
    "Intervenants": ("personne", "qualite", "texte"),
}  # fmt: skip
"""Sheet to the fields it shows."""


def chosen_tables(only: Mapping[str, Sequence[str]] | None) -> tuple[Table, ...]:
    """Return the tables that a workbook shows: all of them, or those asked for with their columns asked for."""
    if only is None:
        return tables()
    return tuple(
        replace(t, columns=tuple(c for c in t.columns if ".".join(c.path) in only[t.name]))
        for t in tables()
        if t.name in only
    )


def meeting_part(rows: Rows) -> Mapping[str, Sequence[str]] | None:
    """Return what to show of a dossier that only prepares meetings: their sheets, and all else that it says.

    None when the dossier has more than that, or no meeting.
    """
    if any(rows[name] for name in _CONVENTION) or not rows["Réunions"]:
        return None
    blank = rows_of(Ctg.model_validate({"territoire": {"nom": ""}}))
    part: dict[str, Sequence[str]] = {}
    for table in tables():
        usual = MEETING.get(table.name, ())
        own, nobody = ({table.name: rows_[table.name]} for rows_ in (rows, blank))
        held = {
            h for row in rows[table.name] for h, value in row.values.items() if said(table.name, h, value)
        }
        names = {".".join(c.path): c for c in table.columns}
        if usual:
            part[table.name] = [name for name, c in names.items() if name in usual or c.header in held]
        elif not is_same_state(own, nobody):
            part[table.name] = list(names)
    return part
