"""A dossier on its way through filled forms: one field at a time, against the dossier and against the other forms."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

from ctg_docs.formulaires.champs import fingerprint
from ctg_docs.formulaires.constats import note
from ctg_docs.formulaires.description import Champ
from ctg_docs.formulaires.donnees import Donnees, Trace, pick, put
from ctg_docs.formulaires.egalite import is_same, typed
from ctg_docs.formulaires.remplissage import Case
from ctg_docs.formulaires.valeurs import Registres, read_value, shown
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, format_path
from ctg_docs.rapprochement import Fate, three_way
from ctg_docs.sources.validate import validate

__all__ = ["Chantier"]

_FREE: Final[dict[tuple[str, ...], str]] = {("autres_participants",): "participants_libres"}
"""Fields whose names may be of nobody in the register, to the field beside that keeps them as words."""


class Chantier:
    """The work in progress.

    Args:
        base: the dossier as it is.
        force: True to follow a form where the dossier changed too.
    """

    def __init__(self, base: Ctg, *, force: bool = False) -> None:
        self.base, self.force = base, force
        self.mark = fingerprint(base)
        self.registres = Registres(base)
        self.data = Donnees(base)
        self.problems: list[Problem] = []
        self._done: dict[tuple[int, tuple[str, ...]], tuple[Case, Any]] = {}

    def tell(self, code: str, place: Place, **facts: str) -> None:
        """Note a problem."""
        self.problems.append(note(code, place, **facts))

    def set(self, target: dict[str, Any], before: dict[str, Any], champ: Champ, case: Case) -> None:
        """Apply one field: against the state it was printed from, and against the forms already read."""
        value, known = self.read(champ, case)
        if champ.cles in _FREE:
            self._set_free(target, champ, case)
        elif not known:
            return
        key = (id(target), (*champ.cles, champ.valeur))
        if key in self._done:
            other, said = self._done[key]
            if not is_same(champ, said, value):
                self.tell("FRM010", case.place, value=case.texte, title=champ.titre, other=other.texte,
                          where=str(other.place))  # fmt: skip
            return
        now = pick(target, champ.cles)
        base, theirs, ours = (typed(champ, v) for v in (pick(before, champ.cles), now, value))
        fate = three_way(base, theirs, ours)
        if fate is Fate.CONFLICT and not self.force:
            seen = shown(champ.colonne, typed(champ, now), self.registres)
            self.tell(
                "FRM011", case.place, value=case.texte or "rien", title=champ.titre, other=seen or "rien"
            )
            return
        self._done[key] = (case, value)
        if fate is not Fate.THEIRS:
            self.write(target, champ, case, value)

    def read(self, champ: Champ, case: Case) -> tuple[Any, bool]:
        """Return the value of a field, and False when no register holds what it names; names unknown are told."""
        value, unknown = read_value(champ, case.texte, self.registres)
        for name in [] if champ.cles in _FREE else unknown:
            fate = "champ non repris" if not value else "ce nom n’est pas repris, les autres le sont"
            reason = self.registres.why(champ.colonne.register or "", name)
            self.tell("FRM012", case.place, value=name, title=champ.titre, fate=fate, reason=reason)
        return value, bool(value) or not unknown

    def _set_free(self, target: dict[str, Any], champ: Champ, case: Case) -> None:
        """Keep as words the names that no register has, in the place of those that the form gave before; tell them."""
        free = (*champ.cles[:-1], _FREE[champ.cles])
        before, now = (read_value(champ, text, self.registres)[1] for text in (case.avant, case.texte))
        kept = [name for name in pick(target, free) or () if name in now or name not in before]
        self.write(
            target, replace(champ, cles=free), case, [*kept, *(n for n in now if n not in kept)] or None
        )
        for name in now:
            reason = self.registres.why(champ.colonne.register or "", name)
            self.tell("FRM025", case.place, value=name, title=champ.titre, reason=reason)

    def write(self, target: dict[str, Any], champ: Champ, case: Case, value: Any) -> None:
        """Put a value in the data, with what takes it back."""
        undo = partial(put, target, champ.cles, pick(target, champ.cles))
        put(target, champ.cles, value)
        trace = Trace(champ.titre, case.texte, case.place, undo, attendu=_expected(champ))
        self.data.mark(target, champ.cles, trace)

    def settle(self) -> tuple[Ctg | None, list[Problem]]:
        """Return the dossier; what makes it unreadable is told and taken back, field by field, and the rest kept."""
        while True:
            traces = self.data.traces()
            outcome = validate(Ctg, self.data.whole, {path: t.place for path, t in traces.items()})
            named = {format_path(path): trace for path, trace in traces.items()}
            wrong = {id(t): (t, p) for p in outcome.problems if (t := _nearest(named, p.path)) is not None}
            if not wrong:
                return outcome.model, list(outcome.problems)
            for trace, problem in wrong.values():
                self.problems.append(_refusal(trace, problem))
                self.data.forget(trace)


def _expected(champ: Champ) -> str:
    if champ.colonne.choice:
        return f"Au choix : {', '.join(m.libelle for m in champ.colonne.choice)}."
    return "Un nombre est attendu, par exemple 12 ou 12,5." if champ.colonne.kind == "nombre" else ""


def _refusal(trace: Trace, problem: Problem) -> Problem:
    reason = trace.attendu if trace.attendu and trace.texte else problem.message
    code = "FRM018" if trace.ligne else "FRM017" if trace.texte else "FRM019"
    return note(code, trace.place, title=trace.titre, value=trace.texte, path=problem.path, reason=reason)


def _nearest(named: dict[str, Trace], path: str) -> Trace | None:
    """Return the change that a fault comes from: at its path, or the closest around it."""
    around = [name for name in named if path == name or path.startswith((f"{name}.", f"{name}["))]
    return named[max(around, key=len)] if around else None
