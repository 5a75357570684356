"""Where territories stand on a day, the most urgent first; many of them are looked at by several processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from ctg_docs.lots.dossiers import Dossier, find_dossiers
from ctg_docs.lots.situation import Suivi
from ctg_docs.steps.given import Files, file_list

__all__ = ["suivi"]

_SHARE = 5
"""Dossiers that are worth one more process: reading so many takes longer than its start."""

_PATIENCE = 120.0
"""Seconds a dossier may take to be looked at: the largest takes less than one."""


def suivi(dossiers: Files, jour: date, *, workers: int | None = 1) -> tuple[Suivi, ...]:
    """Return where each territory stands, the most urgent first.

    Args:
        dossiers: dossiers, or folders that hold some at any depth.
        jour: the day it is looked at.
        workers: processes that look at them; this one alone by default, as many as cores when None. They read the file of
            the program that calls again: it must then be guarded by `if __name__ == "__main__":`.

    Raises:
        DataError: no dossier there.
    """
    found = find_dossiers(file_list(dossiers))
    return tuple(sorted(_rows(found, jour, workers), key=_rank))


def _rows(found: Sequence[Dossier], jour: date, workers: int | None) -> Iterable[Suivi]:
    from ctg_docs.lots.executeurs import open_pool
    from ctg_docs.lots.execution import Lost, run
    from ctg_docs.lots.suivi_dossier import row_of, unanswered

    pool = open_pool(None, min(workers or len(found), len(found) // _SHARE))
    if pool.workers == 1:
        yield from (row_of(dossier, jour) for dossier in found)
        return
    try:
        for answer in run(partial(row_of, jour=jour), found, pool, patience=_PATIENCE):
            yield unanswered(answer.request, answer.reason) if isinstance(answer, Lost) else answer[1]
    finally:
        pool.close()


def _rank(row: Suivi) -> tuple[int, int, int, str, str]:
    late = row.actions_en_retard + row.indicateurs_en_retard + row.decisions_en_retard
    return row.urgence, row.jours if row.jours is not None else 1_000_000, -late, row.territoire, row.nom
