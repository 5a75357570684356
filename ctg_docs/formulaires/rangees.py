"""The rows of a filled table over those of a dossier: changed, added, taken away, moved."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ctg_docs.formulaires.chantier import Chantier
from ctg_docs.formulaires.description import Champ, Serie
from ctg_docs.formulaires.donnees import TITLES, Trace, pick, put, title_of
from ctg_docs.formulaires.egalite import is_same
from ctg_docs.formulaires.remplissage import Case, Rang, Rempli
from ctg_docs.formulaires.valeurs import read_value
from ctg_docs.problems import Place
from ctg_docs.rapprochement import Pairs

__all__ = ["apply_rows"]

_Row = dict[str, Any]
_CLOSED = ("choix", "oui_non")


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
        self.found: dict[int, _Row] = {}
        self.free: list[_Row] = []

    def _pair(self, rangs: Sequence[Rang]) -> None:
        """Find the rows of the form among those of the dossier, as they were printed or as they were filled.

        A form taken twice finds what it brought the first time.
        """
        known = {i: k for i, k in enumerate(self.known) if k is not None}
        filled = {r.rang: self._filled(r, known[r.rang]) for r in rangs if not self._is_new(r)}
        new = {_number(i): self._filled(r, {}) for i, r in enumerate(rangs) if self._is_new(r)}
        pairs = Pairs([*known, *new], self.rows)
        pairs.where(lambda i, row: i in known and row == known[i])
        pairs.where(lambda i, row: i in filled and self._is_alike(row, filled[i]))
        pairs.where(lambda i, row: i in known and title_of(row) == title_of(known[i]) != "")
        pairs.where(lambda i, row: i in filled and title_of(row) == title_of(filled[i]) != "")
        pairs.where(lambda i, row: bool(new.get(i)) and self._is_alike(row, new[i]))
        pairs.where(lambda i, row: i in new and self._is_begun(row, new[i]))
        if len(known) == len(self.rows):
            pairs.where(lambda i, row: i in known and row is self.rows[i] and "id" not in known[i])
        self.found, self.free = dict(pairs), pairs.theirs

    def _is_new(self, rang: Rang) -> bool:
        return rang.neuf or rang.rang >= len(self.known) or self.known[rang.rang] is None

    def _filled(self, rang: Rang, data: _Row) -> _Row:
        """Return the data of a row with what was filled in it."""
        filled: _Row = copy.deepcopy(data)
        for name, case in rang.cases.items():
            champ = self.models.get(name)
            if champ is not None and (case.touched if data else case.texte not in ("", "non")):
                value, _ = read_value(champ, case.texte, self.chantier.registres)
                put(filled, champ.cles, value)
        return filled

    def _is_alike(self, row: _Row, other: _Row) -> bool:
        return all(is_same(c, pick(row, c.cles), pick(other, c.cles)) for c in self.models.values())

    def _is_begun(self, row: _Row, new: _Row) -> bool:
        """True when a row of the dossier says part of a new one, and nothing else in its place."""
        said = [c for c in self.models.values() if pick(new, c.cles) is not None]
        name = next((c for c in said if c.cles[-1] in TITLES), None)
        return (
            name is not None
            and is_same(name, pick(row, name.cles), pick(new, name.cles))
            and all(
                pick(row, c.cles) is None or is_same(c, pick(row, c.cles), pick(new, c.cles)) for c in said
            )
        )

    def apply(self, rangs: Sequence[Rang]) -> None:
        self._pair(rangs)
        there = {r.rang for r in rangs}
        gone = [i for i, k in enumerate(self.known) if k is not None and i not in there]
        printed = [self.found[i] for i in sorted(self.found) if i in there]
        order: list[_Row] = []
        last = -1
        for position, rang in enumerate(rangs):
            data = self.known[rang.rang] if rang.rang < len(self.known) else None
            if data is None or rang.neuf:
                row = self.found.get(_number(position))
                last = self._new(rang, last, row, twin=_twin(rangs, rang) if rang.neuf else None)
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
                rang.row = row
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

    def _new(self, rang: Rang, last: int, row: _Row | None, *, twin: Rang | None) -> int:
        """Add a row, after the one above it, or complete the one it already brought; a row that says nothing is none."""
        texts = _texts(rang.cases)
        if self.serie.fixe or not texts or (twin is None and not _is_touched(rang)):
            return last
        if twin is not None and texts == _texts(twin.cases):
            self.chantier.tell("FRM009", rang.place, title=self.serie.titre)
            return last
        if self._is_nameless(rang, texts):
            return last
        target: _Row = {} if row is None else row
        for name in texts:
            champ = self.models.get(name)
            if champ is not None:
                self._complete(target, champ, rang.cases[name])
        rang.row = target
        if row is not None:
            return _rank(self.rows, row)
        return self._insert(target, last, rang, next(iter(texts.values()))) if target else last

    def _complete(self, row: _Row, champ: Champ, case: Case) -> None:
        value, known = self.chantier.read(champ, case)
        if known and (not row or not is_same(champ, pick(row, champ.cles), value)):
            self.chantier.write(row, champ, case, value)

    def _is_nameless(self, rang: Rang, texts: Mapping[str, str]) -> bool:
        """True when a row is about nobody: only choices in it, or the name that it starts with is in no register."""
        first = self.serie.colonnes[0].champs[0]
        if all(c.colonne.kind in _CLOSED for name, c in self.models.items() if name in texts):
            said = next(iter(texts.values()))
            reason = "Il y manque de qui ou de quoi il s’agit."
            self.chantier.tell("FRM018", rang.place, title=self.serie.titre, value=said, reason=reason)
            return True
        champ = self.models.get(first)
        if champ is None or champ.colonne.register is None or first not in texts:
            return False
        _, unknown = read_value(champ, texts[first], self.chantier.registres)
        for name in unknown:
            reason = self.chantier.registres.why(champ.colonne.register, name)
            self.chantier.tell(
                "FRM022", rang.cases[first].place, value=name, title=self.serie.titre, reason=reason
            )
        return bool(unknown)

    def _insert(self, row: _Row, last: int, rang: Rang, first: str) -> int:
        if any(title_of(row) == title_of({**r, "id": ""}) for r in self.free):
            self.chantier.tell("FRM021", rang.place, title=self.serie.titre, value=first)
        self.chantier.data.identify(row, self.serie.nom, self.rows, first)
        undo = partial(self._drop, row)
        self.chantier.data.mark(row, (), Trace(self.serie.titre, first, rang.place, undo, ligne=True))
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


def _number(position: int) -> int:
    """Return the number of a row that was not printed: under zero, where no rank is."""
    return -1 - position


def _twin(rangs: Sequence[Rang], rang: Rang) -> Rang | None:
    return next((r for r in rangs if r.rang == rang.rang and not r.neuf), None)


def _rank(rows: Sequence[_Row], row: _Row) -> int:
    return next(i for i, r in enumerate(rows) if r is row)


def _is_same(a: Sequence[_Row], b: Sequence[_Row]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
