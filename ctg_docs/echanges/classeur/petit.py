"""The small workbook of a meeting: a handful of the sheets, and of each the columns that a meeting is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables

__all__ = ["MEETING", "chosen_tables"]

MEETING: Final[Mapping[str, Sequence[str]]] = {
    DOSSIER: ("territoire.nom", "contact.nom", "contact.telephone", "contact.courriel"),
    "Organismes": ("id", "nature", "nom", "sigle", "adresse.voie", "adresse.code_postal", "adresse.ville",
                   "telephone", "courriel"),
    "Personnes": ("id", "civilite", "prenom", "nom", "fonction", "organisme", "courriel"),
    "Instances": ("id", "nom", "sigle", "nature"),
    "Membres": ("personne", "organisme", "role"),
    "Réunions": ("id", "titre", "instance", "organisateur", "objet", "date", "heure_debut", "heure_fin", "lieu.nom",
                 "lieu.salle", "visio", "documents_joints", "convocation.date_envoi", "convocation.lieu_envoi",
                 "convocation.date_limite", "convocation.signataire", "convocation.qualite_signataire"),
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
