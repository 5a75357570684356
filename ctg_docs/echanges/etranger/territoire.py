"""The name of the territory, when a title above the table says it: « Plan d’actions CTG – Communauté de communes du Val »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.french import cle

__all__ = ["name_of"]

_ABOVE: Final = 8
_BODY: Final = (
    r"(?:communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)|m[ée]tropole|agglom[ée]ration|(?-i:CC|CA|CU|CdC)\b|comcom|"
    r"ville|commune|pays|territoire|grand|syndicat)"
)
_NAMED: Final = re.compile(
    rf"\b{_BODY}(?:\s+(?:de la|de l['’]|des|du|de|d['’]|les|le|la))?\s*[^\n:|;()–—]*", re.IGNORECASE
)
_TITLE: Final = re.compile(
    r"\b(?:CTG|conventions?|plans?|tableau|territoriale|fiches?|suivi|programme)\b", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"(?:territoire|collectivit[ée]|epci|intercommunalit[ée]|p[ée]rim[èe]tre)\s*:\s*", re.IGNORECASE
)
_FEW: Final = 2
"""Cells of a row that is no row of headers."""
_SOME: Final = 4
"""Cells of a row that may be one: its words must name a place."""
_OF: Final = re.compile(
    r"\b(?:CTG|convention territoriale globale)\b[\s\d/–-]*(?:de la|de l['’]|du|des|de|d['’])\s*(?P<name>[^\n:|;()–—]+)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"\b(?:CTG|convention territoriale globale)\b(?:\s*\d{4}\s*[-/–]\s*\d{2,4}|[\s–-])*(?-i:(?P<name>[A-ZÀ-Ý][^\n:|;()–—]*?))(?=\s+[–—-]\s|\s*[(:|]|[\s\d/–-]*$)",
    re.IGNORECASE,
)
"""« CTG Val d’Arz – Tableau des actions 2025/2028 »: the name stands between CTG and what the paper is."""
_PAPER: Final = re.compile(
    r"(?:plans?|tableaux?|suivi|fiches?|actions?|bilans?|feuilles?|programmes?|annexes?|version|synthese|copil|budget|convention|liste|"
    r"planning|maquette|projet|signee|comites?|groupes?|avancement|annee|semestre|rentree|etat|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|20\d\d|v\d|vf|caf)\b"
)
_SMALL: Final = frozenset(
    ["de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "au", "aux", "sur", "sous"]
)


def name_of(grids: Sequence[Grid]) -> str:
    """Return the name of the territory that the first rows tell; nothing when none does."""
    bare = ""
    for grid in grids:
        titled = False
        for row in range(min(len(grid.rows), _ABOVE)):
            own = grid.own(row)
            for value in (v for v in own.values() if isinstance(v, str) and len(v) < 200):
                if name := _in_title(value, alone=len(own) <= _FEW):
                    return name
                titled = titled or _TITLE.search(value) is not None
                body = _NAMED.match(_LABEL.sub("", value.strip()))
                cut = _cut(body[0]) if body and " " in body[0].strip() and not sure(value) else ""
                alone = len(own) <= _FEW or (len(own) <= _SOME and re.search(r"\s.*[A-ZÀ-Ý]", cut))
                bare = bare or (cut if alone else "")
        if bare and titled:
            return bare
    return bare


def _in_title(text: str, *, alone: bool) -> str:
    if not _TITLE.search(text):
        return ""
    if found := _OF.search(text):
        return _cut(found["name"])
    beside = _BESIDE.search(text) if alone else None
    if beside and not _NAMED.match(beside["name"]) and not _PAPER.match(cle(beside["name"])):
        return _lowered(re.sub(r"[\s,-]*\b20\d\d\b.*$", "", beside["name"]).strip(" ,.-"))
    return _cut(m[0]) if (m := _NAMED.search(text)) else ""


def _lowered(name: str) -> str:
    """Return a name typed in capitals as it is written."""
    if not name.isupper() or " " not in name:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), name.lower())


def _cut(raw: str) -> str:
    """Return the name alone: without the other parties, the years, the title of the document."""
    alone = re.split(
        r"\s*/\s*|\s*,\s*|\s\+\s|\s&\s|\s+(?:et|avec)\s+(?:la\s+|les\s+|l['’])?(?=Caf|CAF|MSA|Département|commun)",
        raw,
    )[0]
    name = re.sub(r"[\s,-]*(?:\b20\d\d\b.*|\s-\s.*|\bplan\b.*)$", "", alone).strip(" ,.-")
    return name if re.search(r"[A-ZÀ-Ý]", name) else ""
