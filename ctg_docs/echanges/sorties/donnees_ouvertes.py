"""Open data: the délibérations of the collectivités as the national schema SCDL « délibérations » 2.1 wants them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Deliberation, NatureActe, Vote
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.problems import Problem

__all__ = ["COLUMNS", "OpenData", "build_scdl"]

COLUMNS: Final = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
"""Columns of the schema, in its order."""

_REQUIRED: Final = {
    "COLL_NOM": "nom",
    "COLL_SIRET": "siret",
    "DELIB_ID": "numero",
    "DELIB_DATE": "date",
    "DELIB_MATIERE_CODE": "matiere_code",
    "DELIB_MATIERE_NOM": "matiere_nom",
    "DELIB_OBJET": "objet",
}
"""Column to the field that fills it; the first two belong to the body."""

_FORMS: Final = {
    "COLL_SIRET": (re.compile(r"[0-9]{14}"), "quatorze chiffres"),
    "DELIB_MATIERE_CODE": (
        re.compile(r"[1-9]\.[0-9]{1,2}"),
        "deux niveaux de la nomenclature Actes : « 8.2 »",
    ),
    "BUDGET_ANNEE": (re.compile(r"[0-9]{4}"), "une année : « 2024 »"),
    "DELIB_URL": (re.compile(r"https?://[^\s]+"), "une adresse qui commence par « https:// »"),
}
"""What a column may hold, and how it is said."""

_FIELDS: Final = {**_REQUIRED, "BUDGET_ANNEE": "budget_annee", "DELIB_URL": "url"}

_COLLECTIVITES: Final = frozenset(
    {
        NatureOrganisme.COMMUNE,
        NatureOrganisme.COMMUNAUTE_COMMUNES,
        NatureOrganisme.COMMUNAUTE_AGGLOMERATION,
        NatureOrganisme.COMMUNAUTE_URBAINE,
        NatureOrganisme.METROPOLE,
        NatureOrganisme.SYNDICAT,
        NatureOrganisme.DEPARTEMENT,
        NatureOrganisme.REGION,
        NatureOrganisme.COLLECTIVITE,
        NatureOrganisme.CCAS,
        NatureOrganisme.CIAS,
    }
)
"""Bodies whose délibérations the schema is about: not the caisses, whose conseils d'administration decide."""


@dataclass(frozen=True, slots=True)
class OpenData:
    """An open-data file.

    Attributes:
        data: its bytes: CSV, UTF-8, commas, as the schema recommends.
        written: identifiers of the acts in it.
        problems: acts left out and why, values left empty and why.
    """

    data: bytes = field(repr=False)
    written: tuple[str, ...]
    problems: tuple[Problem, ...]


def build_scdl(ctg: Ctg) -> OpenData:
    """Return the délibérations of the collectivités as open data; an act that lacks a required value is left out."""
    out, written, problems = io.StringIO(), list[str](), list[Problem]()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for rank, act in enumerate(ctg.deliberations):
        body = ctg.organisme(act.organisme)
        if act.nature is not NatureActe.DELIBERATION or body is None or body.nature not in _COLLECTIVITES:
            continue
        row, faults, lacking = _row(ctg, act, rank)
        problems += faults
        if not lacking:
            writer.writerow(row)
            written.append(act.id)
    return OpenData(out.getvalue().encode(), tuple(written), tuple(problems))


def _row(ctg: Ctg, act: Deliberation, rank: int) -> tuple[dict[str, str], list[Problem], bool]:
    body = ctg.organisme(act.organisme)
    row = {
        "COLL_NOM": _line(body.nom if body else None),
        "COLL_SIRET": _line(body.siret if body else None),
        "DELIB_ID": _line(act.numero),
        "DELIB_DATE": act.date.isoformat() if act.date else "",
        "DELIB_MATIERE_CODE": _line(act.matiere_code),
        "DELIB_MATIERE_NOM": _line(act.matiere_nom),
        "DELIB_OBJET": _line(act.objet),
        "BUDGET_ANNEE": "" if act.budget_annee is None else str(act.budget_annee),
        "BUDGET_NOM": _line(act.budget_nom),
        "PREF_DATE": act.date_transmission.isoformat() if act.date_transmission else "",
        "DELIB_URL": _line(act.url),
        **_vote(act.vote),
    }
    problems, lacking = list[Problem](), False
    for column in COLUMNS:
        required, value = column in _REQUIRED, row.get(column, "")
        form = _FORMS.get(column)
        if (required and not value) or (value and form and not form[0].fullmatch(value)):
            problems.append(_fault(ctg, act, rank, column, value))
            row[column] = ""
            lacking |= required
    return row, problems, lacking


def _fault(ctg: Ctg, act: Deliberation, rank: int, column: str, value: str) -> Problem:
    code = "SCD001" if not value else "SCD002" if column in _REQUIRED else "SCD003"
    path: tuple[str | int, ...] = ("deliberations", rank, _FIELDS[column])
    if column.startswith("COLL_"):
        body = next(i for i, o in enumerate(ctg.organismes) if o.id == act.organisme)
        path = ("organismes", body, _FIELDS[column])
    shown = f"{path[0]}[{path[1]}].{path[2]}"
    form = _FORMS[column][1] if column in _FORMS else ""
    place = ctg.provenance.place(path)
    return note(code, place, path=shown, value=value, column=column, act=act.numero or act.id, form=form)


def _vote(vote: Vote | None) -> dict[str, str]:
    """Return the counts when the vote is known; a default zero is no count."""
    if vote is None or vote.pour_calcules is None:
        return {}
    counts = {
        "VOTE_EFFECTIF": vote.en_exercice,
        "VOTE_REEL": vote.votants_calcules,
        "VOTE_POUR": vote.pour_calcules,
        "VOTE_CONTRE": vote.contre,
        "VOTE_ABSTENTION": vote.abstentions,
    }
    return {name: str(value) for name, value in counts.items() if value is not None}


def _line(text: str | None) -> str:
    """Return a text on one line: readers of open data seldom expect more."""
    return " ".join((text or "").split())
