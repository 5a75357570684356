"""The rows of a filled table over those of a dossier: changed, added, taken away, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ctg_docs.formulaires.chantier import Chantier
from ctg_docs.formulaires.description import Serie
from ctg_docs.formulaires.donnees import Trace, pick, put
from ctg_docs.formulaires.remplissage import Case, Rang, Rempli
from ctg_docs.problems import Place

__all__ = ["apply_rows"]

_Row = dict[str, Any]


def apply_rows(chantier: Chantier, rempli: Rempli, element: _Row, serie: Serie) -> None:
    """Apply a table; one that was deleted is told.

    Args:
        chantier: the work in progress.
        rempli: the form.
        element: what the table belongs to, in the data.
        serie: the table as the form of the dossier of today has it.
    """
    known: list[_Row | None] = rempli.record["series"].get(serie.nom, [])
    rangs = rempli.series.get(serie.nom, [])
    if rangs:
        _Rows(chantier, rempli, element, serie, known).apply(rangs)
    elif known:
        chantier.tell("FRM005", Place(rempli.fichier), title=serie.titre)


class _Rows:
    def __init__(
        self, chantier: Chantier, rempli: Rempli, element: _Row, serie: Serie, known: Sequence[_Row | None]
    ) -> None:
        self.chantier, self.rempli, self.element, self.serie = chantier, rempli, element, serie
        self.known = known
        self.rows: list[_Row] = list(pick(element, serie.cles) or [])
        self.models = {c.tag.partition("].")[2]: c for c in serie.lignes[0].champs} if serie.lignes else {}
        self.found = chantier.data.match([k for k in known if k is not None], self.rows)

    def apply(self, rangs: Sequence[Rang]) -> None:
        there = {r.rang for r in rangs}
        gone = [i for i, k in enumerate(self.known) if k is not None and i not in there]
        printed = [self.found[i] for i in sorted(self.found) if i in there]
        order: list[_Row] = []
        last = -1
        for rang in rangs:
            data = self.known[rang.rang] if rang.rang < len(self.known) else None
            if data is None or rang.neuf:
                last = self._new(rang, last, twin=_twin(rangs, rang) if rang.neuf else None)
                continue
            row = self.found.get(rang.rang)
            if _says_nothing(rang) and _is_touched(rang):
                gone.append(rang.rang)
            elif row is None:
                if _is_touched(rang):
                    self.chantier.tell("FRM014", rang.place, title=self.serie.titre)
            else:
                last = _rank(self.rows, row)
                order.append(row)
                self._row(row, data, rang)
        self._reorder(printed, order)
        for rank in [] if self.serie.fixe else gone:
            self._remove(self.found.get(rank), self.known[rank])
        if self.rows or pick(self.element, self.serie.cles):
            put(self.element, self.serie.cles, self.rows or None)

    def _row(self, row: _Row, data: _Row, rang: Rang) -> None:
        for name, champ in self.models.items():
            case = rang.cases.get(name)
            if case is None:
                self.chantier.tell("FRM004", rang.place, title=champ.titre)
            elif case.touched:
                self.chantier.set(row, data, champ, case)

    def _new(self, rang: Rang, last: int, *, twin: Rang | None) -> int:
        """Add a row, after the one above it; a row that says nothing is not one."""
        texts = _texts(rang.cases)
        if self.serie.fixe or not texts or (twin is None and not _is_touched(rang)):
            return last
        if twin is not None and texts == _texts(twin.cases):
            self.chantier.tell("FRM009", rang.place, title=self.serie.titre)
            return last
        row: _Row = {}
        for name, case in rang.cases.items():
            champ = self.models.get(name)
            if champ is not None and name in texts:
                value, known = self.chantier.read(champ, case)
                if known:
                    self.chantier.write(row, champ, case, value)
        if any(r == {k: v for k, v in r.items() if k == "id"} | row for _, r in self.chantier.added):
            return last
        first = next(iter(texts.values()))
        self.chantier.data.identify(row, self.serie.nom, self.rows, first)
        undo = partial(self._drop, row)
        self.chantier.data.mark(row, (), Trace(self.serie.titre, first, rang.place, undo, ligne=True))
        self.chantier.added.append((id(self.rows), row))
        at = last + 1 if last >= 0 else len(self.rows)
        self.rows.insert(at, row)
        return at

    def _drop(self, row: _Row) -> None:
        left = [r for r in pick(self.element, self.serie.cles) or [] if r is not row]
        put(self.element, self.serie.cles, left or None)

    def _reorder(self, printed: Sequence[_Row], order: Sequence[_Row]) -> None:
        """Move rows as they were moved in the form; others stay where they are."""
        kept = [row for row in printed if any(row is o for o in order)]
        if _is_same(kept, order):
            return
        places = sorted(_rank(self.rows, row) for row in order)
        now = [self.rows[place] for place in places]
        if not _is_same(now, kept):
            if not _is_same(now, order):
                self.chantier.tell("FRM020", Place(self.rempli.fichier), title=self.serie.titre)
            return
        for place, row in zip(places, order, strict=True):
            self.rows[place] = row

    def _remove(self, row: _Row | None, data: _Row | None) -> None:
        if row is None:
            return
        if row != data:
            self.chantier.tell("FRM013", Place(self.rempli.fichier), title=self.serie.titre)
            return
        self.rows[:] = [r for r in self.rows if r is not row]


def _texts(cases: Mapping[str, Case]) -> dict[str, str]:
    return {name: c.texte for name, c in cases.items() if c.texte and c.texte != "non"}


def _is_touched(rang: Rang) -> bool:
    return any(case.touched for case in rang.cases.values())


def _says_nothing(rang: Rang) -> bool:
    return not _texts(rang.cases)


def _twin(rangs: Sequence[Rang], rang: Rang) -> Rang | None:
    return next((r for r in rangs if r.rang == rang.rang and not r.neuf), None)


def _rank(rows: Sequence[_Row], row: _Row) -> int:
    return next(i for i, r in enumerate(rows) if r is row)


def _is_same(a: Sequence[_Row], b: Sequence[_Row]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
