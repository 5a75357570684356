"""Filled forms over a dossier: what people changed is applied, the rest kept, contradictions refused with both places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.formulaires.champs import fingerprint
from ctg_docs.formulaires.constats import note
from ctg_docs.formulaires.description import Champ, Formulaire, Serie
from ctg_docs.formulaires.donnees import Donnees, pick, put
from ctg_docs.formulaires.genere import Genere
from ctg_docs.formulaires.questions import describe
from ctg_docs.formulaires.remplissage import Case, Rang, Rempli, open_form
from ctg_docs.formulaires.valeurs import Registres, read_value
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.validate import validate

__all__ = ["Lecture", "read_forms"]


@dataclass(frozen=True, slots=True)
class Lecture:
    """The dossier once the forms are taken, as far as it can be, and all there is to say about them."""

    ctg: Ctg | None
    problems: tuple[Problem, ...]


def read_forms(files: Sequence[tuple[str, bytes]], base: Ctg, generes: Sequence[Genere] = ()) -> Lecture:
    """Take forms in a dossier.

    Args:
        files: name and bytes of each.
        base: the dossier as it is now.
        generes: generated fiches that were edited.
    """
    work = _Work(base)
    for name, data in files:
        try:
            work.take(open_form(data, name))
        except CtgDocsError as refused:
            work.problems += refused.problems or (note("FRM001", Place(name), reason=refused.message),)
    for genere in generes:
        work.take_generated(genere)
    places = work.data.places()
    outcome = validate(Ctg, work.data.whole, places)
    ctg = outcome.model.with_provenance(base.provenance) if outcome.model is not None else None
    return Lecture(ctg, (*work.problems, *outcome.problems))


class _Work:
    def __init__(self, base: Ctg) -> None:
        self.base = base
        self.mark = fingerprint(base)
        self.registres = Registres(base)
        self.data = Donnees(base)
        self.problems: list[Problem] = []
        self.done: dict[tuple[int, tuple[str, ...]], Case] = {}
        self.added: list[tuple[int, dict[str, Any]]] = []

    def take(self, rempli: Rempli) -> None:
        """Apply a form."""
        self.problems += rempli.problems
        mark, name = rempli.version
        if mark != self.mark:
            said = f" ({name})" if name else ""
            self.problems.append(note("FRM003", Place(rempli.fichier), version=said))
        try:
            form = describe(self.base, rempli.kind, rempli.id)
        except (DataError, KeyError):
            self.problems.append(note("FRM002", Place(rempli.fichier), value=rempli.id))
            return
        element = self.data.element(form.liste, form.id)
        _Form(self, rempli, form).apply(element)

    def tell(self, code: str, place: Place, **facts: str) -> None:
        """Note a problem."""
        self.problems.append(note(code, place, **facts))

    def set(self, target: dict[str, Any], before: dict[str, Any], champ: Champ, case: Case) -> None:
        """Apply one field: against the state it was printed from, and against the forms already read."""
        key = (id(target), (*champ.cles, champ.valeur))
        other = self.done.get(key)
        if other is not None:
            if other.texte != case.texte:
                where = str(other.place)
                self.tell(
                    "FRM010", case.place, value=case.texte, title=champ.titre, other=other.texte, where=where
                )
            return
        value, unknown = read_value(champ, case.texte, self.registres)
        for name in unknown:
            self.tell("FRM012", case.place, value=name, title=champ.titre)
        if unknown:
            return
        now = pick(target, champ.cles)
        if now != pick(before, champ.cles) and not _same(now, value):
            seen = champ.texte or "rien"
            self.tell("FRM011", case.place, value=case.texte, title=champ.titre, other=seen)
            return
        put(target, champ.cles, value)
        self.done[key] = case
        self.data.mark(target, champ.cles, case.place)

    def take_generated(self, genere: Genere) -> None:
        """Apply what was rewritten in a generated fiche."""
        self.problems += genere.problems
        if self.base.fiche(genere.id) is None:
            self.tell("FRM002", Place(genere.fichier), value=genere.id)
            return
        form = describe(self.base, "fiche_action", genere.id)
        element = self.data.element(form.liste, form.id)
        for champ in form.champs():
            if champ.tag in genere.cases:
                self.set(element, genere.element, champ, genere.cases[champ.tag])


class _Form:
    """One form on its way into the data."""

    def __init__(self, work: _Work, rempli: Rempli, form: Formulaire) -> None:
        self.work, self.rempli, self.form = work, rempli, form

    def apply(self, element: dict[str, Any]) -> None:
        before = self.rempli.record["element"]
        boxes: dict[tuple[str, ...], list[Champ]] = {}
        for champ in (c for bloc in self.form.blocs if not isinstance(bloc, Serie) for c in bloc.champs):
            case = self.rempli.cases.get(champ.tag)
            if champ.tag not in self.rempli.record["champs"]:
                continue
            if case is None:
                self.work.tell("FRM004", Place(self.rempli.fichier), title=champ.titre)
            elif champ.valeur:
                boxes.setdefault(champ.cles, []).append(champ)
            elif case.touched:
                self.work.set(element, before, champ, case)
        for champs in boxes.values():
            self._tick(element, champs)
        for bloc in self.form.blocs:
            if isinstance(bloc, Serie):
                self._serie(element, bloc)

    def _tick(self, target: dict[str, Any], champs: Sequence[Champ]) -> None:
        """Apply the boxes of a list: each one adds or takes away its own value."""
        for champ in champs:
            case = self.rempli.cases[champ.tag]
            if not case.touched:
                continue
            values = [str(v) for v in pick(target, champ.cles) or []]
            wanted = case.texte == "oui"
            if wanted and champ.valeur not in values:
                order = [v for _, v in _order(champ)]
                values = sorted([*values, champ.valeur], key=order.index)
            elif not wanted:
                values = [v for v in values if v != champ.valeur]
            put(target, champ.cles, values or None)
            self.work.data.mark(target, champ.cles, case.place)

    def _serie(self, element: dict[str, Any], serie: Serie) -> None:
        known: list[dict[str, Any] | None] = self.rempli.record["series"].get(serie.nom, [])
        rangs = self.rempli.series.get(serie.nom, [])
        if not rangs:
            if known:
                self.work.tell("FRM005", Place(self.rempli.fichier), title=serie.titre)
            return
        rows: list[dict[str, Any]] = list(pick(element, serie.cles) or [])
        found = self.work.data.match([k for k in known if k is not None], rows)
        models = {c.tag.partition("].")[2]: c for c in serie.lignes[0].champs} if serie.lignes else {}
        gone = [i for i, k in enumerate(known) if k is not None and i not in {r.rang for r in rangs}]
        last = -1
        for rang in rangs:
            data = known[rang.rang] if rang.rang < len(known) else None
            if data is None or rang.neuf:
                last = self._new(
                    rows, rang, serie, models, last, twin=self._twin(rangs, rang) if rang.neuf else None
                )
                continue
            row = found.get(rang.rang)
            blank = not any(c.texte for n, c in rang.cases.items() if c.texte != "non")
            if blank and any(c.touched for c in rang.cases.values()):
                gone.append(rang.rang)
            elif row is None:
                if any(c.touched for c in rang.cases.values()):
                    self.work.tell("FRM014", rang.place, title=serie.titre)
            else:
                last = next(i for i, r in enumerate(rows) if r is row)
                self._row(row, data, rang, models)
        for rank in [] if serie.fixe else gone:
            self._remove(rows, found.get(rank), known[rank], serie)
        if rows or pick(element, serie.cles):
            put(element, serie.cles, rows or None)

    def _row(self, row: dict[str, Any], data: dict[str, Any], rang: Rang, models: dict[str, Champ]) -> None:
        for name, champ in models.items():
            case = rang.cases.get(name)
            if case is None:
                self.work.tell("FRM004", rang.place, title=champ.titre)
            elif case.touched:
                self.work.set(row, data, champ, case)

    def _new(
        self,
        rows: list[dict[str, Any]],
        rang: Rang,
        serie: Serie,
        models: dict[str, Champ],
        last: int,
        *,
        twin: Rang | None,
    ) -> int:
        """Add a row, after the one above it; a row that says nothing is not one."""
        if serie.fixe or not (twin is not None or any(c.touched for c in rang.cases.values())):
            return last
        texts = {n: c.texte for n, c in rang.cases.items() if c.texte and c.texte != "non"}
        if not texts:
            return last
        if twin is not None and texts == {
            n: c.texte for n, c in twin.cases.items() if c.texte and c.texte != "non"
        }:
            self.work.tell("FRM009", rang.place, title=serie.titre)
            return last
        row: dict[str, Any] = {}
        for name, case in rang.cases.items():
            champ = models.get(name)
            if champ is None or name not in texts:
                continue
            value, unknown = read_value(champ, case.texte, self.work.registres)
            for word in unknown:
                self.work.tell("FRM012", case.place, value=word, title=champ.titre)
            put(row, champ.cles, value)
        if any(r == {k: v for k, v in r.items() if k == "id"} | row for _, r in self.work.added):
            return last
        self.work.data.identify(row, serie.nom, rows, next(iter(texts.values())))
        self.work.data.mark(row, (), rang.place)
        self.work.added.append((id(rows), row))
        rows.insert(last + 1 if last >= 0 else len(rows), row)
        return last + 1 if last >= 0 else len(rows) - 1

    @staticmethod
    def _twin(rangs: Sequence[Rang], rang: Rang) -> Rang | None:
        return next((r for r in rangs if r.rang == rang.rang and not r.neuf), None)

    def _remove(
        self,
        rows: list[dict[str, Any]],
        row: dict[str, Any] | None,
        data: dict[str, Any] | None,
        serie: Serie,
    ) -> None:
        if row is None:
            return
        if row != data:
            self.work.tell("FRM013", Place(self.rempli.fichier), title=serie.titre)
            return
        rows[:] = [r for r in rows if r is not row]


def _order(champ: Champ) -> list[tuple[str, str]]:
    return [(m.libelle, str(m.value)) for m in champ.colonne.choice or ()]


def _same(a: Any, b: Any) -> bool:
    return str(a).replace(",", ".").strip() == str(b).replace(",", ".").strip()
