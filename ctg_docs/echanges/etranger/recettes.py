"""The columns of receipts of a foreign plan: known by who pays, whose name stands above or beside amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.echanges.etranger.entetes import Column, Head
from ctg_docs.echanges.etranger.ressemblance import ENOUGH, likeness
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.rapprochement.mots import kind_of

__all__ = ["as_receipt", "as_written", "pays", "sided", "with_payer"]

_PAYS: Final = re.compile(
    r"(?:(?:montants? )?(?:financements?|subventions?|parts?|participations?|aides?|contributions?|recettes?|produits?|cofinancements?)"
    r"(?: (?:de la|de l|du|des|de|d))? |dont (?:la |l |le )?)?(?P<name>.+)"
)
_SPENT_ON: Final = re.compile(r"(?:depenses?|charges?|emplois|couts?)\b")
_RECEIVED: Final = re.compile(r"(?:recettes?|produits?|ressources?|financements?|financeurs?|cofinanc\w+)\b")
_SUM: Final = re.compile(r"(?:sous )?tota(?:l|ux)\b|ensemble$")
_PAYERS: Final = frozenset(
    [
        "usagers",
        "familles",
        "autofinancement",
        "europe",
        "leader",
        "feader",
        "fse",
        "detr",
        "dsil",
        "etat",
        "ars",
        "ddets",
        "communes",
        "epci",
        "autres",
        "autre",
        "financeurs",
        "fonds",
        "propres",
        "collectivites",
        "mecenat",
        "participation",
        "drac",
        "anct",
        "cnaf",
    ]
)
_SURE: Final = 0.98
"""Likeness from which capitals are the header of another field and no sigle: « NUM », « ETP »."""
_ASKED: Final = re.compile(
    r".*\b(?:à|au|auprès de|auprès du|de|du|par) ?(?:la |les? |l['’])?(?P<name>[A-ZÀ-Þ][^?]*?)\s*\?\s*$"
)
"""« Quelle subvention demandez-vous à la Caf ? »"""
_MONEY_WORDS: Final = ("budget", "recette", "financeur")


def with_payer(column: Column, head: Head) -> Column:
    """Say who pays in a column of receipts, and for what."""
    above = _PAYS.fullmatch(cle(head.above))
    if above and kind_of(above["name"]) is not NatureOrganisme.AUTRE:
        return replace(column, payer=head.above, nature=head.words)
    if asked := _ASKED.match(head.words):
        return replace(column, payer=asked["name"], nature=asked["name"])
    name = re.sub(
        r"^(?:dont |montants? |financements? |subventions? |parts? |participations? |aides? |contributions? )(?:de la |de l['’]|du |des |de |d['’])?",
        "",
        head.words,
        flags=re.IGNORECASE,
    )
    return replace(column, payer=name, nature=head.words)


def as_receipt(column: Column, head: Head, numbers: float) -> Column:
    """Return a column as one of receipts when its header, or the one above it, names who pays the amounts below."""
    found = _PAYS.fullmatch(cle(head.words))
    above = cle(head.above)
    name = found["name"] if found else ""
    pays = bool(name) and (
        kind_of(name) is not NatureOrganisme.AUTRE
        or bool(_PAYERS & set(name.split()))
        or _is_acronym(head.words)
    )
    pooled = bool(above) and any(likeness(head.above, FIELDS[f]) >= ENOUGH for f in _MONEY_WORDS)
    under = bool(above) and kind_of(above) is not NatureOrganisme.AUTRE
    other = max(likeness(head.words, names) for f, names in FIELDS.items() if f not in _MONEY_WORDS)
    if "%" in head.words or (_is_acronym(head.words) and other >= _SURE):
        return column
    if re.match(r"(?:total|ecart|solde|reste|depense|cout)", cle(head.words)):
        return column
    if (pays and (numbers >= 0.5 or pooled)) or ((under or pooled) and (numbers >= 0.5 or not column.filled)):
        return replace(with_payer(column, head), field="recette")
    return column


def sided(columns: Sequence[Column], heads: Sequence[Head]) -> list[Column]:
    """Tell what is spent from what is received by the header above; a total beside its parts is no line of its own."""
    found = list(columns)
    for side, field in ((_SPENT_ON, "budget"), (_RECEIVED, "")):
        group = [i for i, h in enumerate(heads) if side.match(cle(h.above)) and h.share(numbers=True) >= 0.5]
        parts = [i for i in group if not _SUM.match(cle(heads[i].words))]
        for i in (i for i in group if columns[i].moment is None):
            if i in parts and field and (columns[i].guessed or columns[i].field == field):
                found[i] = replace(found[i], field=field, payer="", nature=heads[i].words)
            elif i not in parts and columns[i].guessed:
                found[i] = replace(found[i], field="calcul" if parts else found[i].field or "budget")
    return found


def pays(name: str) -> bool:
    """True for a name that can only be that of a funder: a sigle, « DETR », « Leader »."""
    return (_is_acronym(name) and cle(name) not in _NO_PAYER) or cle(name) in _PAYERS - {
        "autre",
        "autres",
        "financeurs",
        "participation",
    }


_NO_PAYER: Final = frozenset(["etp", "ttc", "ht", "total", "cout", "budget"])


def _is_acronym(words: str) -> bool:
    return re.fullmatch(r"[A-Z]{2,8}\d{0,3}", words) is not None


def as_written(column: Column, field: str, head: Head) -> Column:
    """Return a column as one that holds what a person, or the import before this one, wrote of it."""
    root, _, dated = field.partition("_20")
    if dated:
        return replace(column, field=field, moment=Moment.parse(f"20{dated}"))
    if root in ("recette", "montant_financeur"):
        return replace(with_payer(column, head), field=root)
    return replace(column, field=field)
