"""How an avenant words what changes: only the passages that differ, only what the parties agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.comparaison.changements import Change
from ctg_docs.french import majuscule_initiale

__all__ = ["FEW", "bare", "excerpts", "is_date", "is_progress", "many"]

FEW: Final = 3
"""Up to here changes are told one by one."""
_CUT: Final = "(…)"
_BREAK: Final = "\n\n"
_PROGRESS: Final = {
    "suivi",
    "statut",
    "realisations",
    "realise_euros",
    "realise",
    "version",
    "date_version",
    "redacteur",
}
_DATES: Final = {
    "date_debut",
    "date_signature_administrative",
    "date_signature_officielle",
    "date_transmission",
    "date_publication",
    "lieu_signature",
    "etat",
    "duree_annees",
    "nombre_exemplaires",
}


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return what differs of two wordings, with the paragraph before it; « (…) » stands for what stays."""
    old, new = before.split(_BREAK), after.split(_BREAK)
    least = min(len(old), len(new))
    start = next((i for i in range(least) if old[i] != new[i]), least)
    end = next((i for i in range(least - start) if old[-1 - i] != new[-1 - i]), least - start)
    first = max(start - 1, 0)
    return _between(old, first, end), _between(new, first, end)


def _between(paragraphs: Sequence[str], first: int, end: int) -> str:
    kept = paragraphs[first : len(paragraphs) - end]
    return _BREAK.join([*([_CUT] if first else []), *kept, *([_CUT] if end else [])])


def many(group: str, found: Sequence[Change]) -> str:
    """Return one sentence for many changes."""
    what = "changements du suivi" if is_progress(found[0]) else "changements"
    return f"{group} : {len(found)} {what}."


def is_progress(change: Change) -> bool:
    """True for what is done and measured in a fiche: the parties agreed on the rest."""
    return change.path[0] == "fiches_actions" and not _PROGRESS.isdisjoint(map(str, change.path))


def is_date(change: Change) -> bool:
    """True for the dates and the number of copies of the signed convention."""
    return change.path[0] == "convention" and len(change.path) > 1 and change.path[1] in _DATES


def bare(change: Change, head: str) -> str:
    """Return the sentence of a change in a fiche, the fiche not named again."""
    rest = change.subject.removeprefix(head).lstrip(", ")
    text = replace(change, subject=rest).sentence.removeprefix("\u00a0: ")
    return majuscule_initiale(text)
