"""Filled forms over a dossier: what people changed is applied, the rest kept, contradictions refused with both places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.formats import UnreadableError
from ctg_docs.formulaires.chantier import Chantier
from ctg_docs.formulaires.constats import note
from ctg_docs.formulaires.description import Champ, Formulaire, Serie
from ctg_docs.formulaires.donnees import Trace, pick, put
from ctg_docs.formulaires.memoire import mark_of, recall, remember
from ctg_docs.formulaires.points import name_points
from ctg_docs.formulaires.questions import describe
from ctg_docs.formulaires.rangees import apply_rows
from ctg_docs.formulaires.remplissage import Rempli, open_form
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem

__all__ = ["Lecture", "read_forms"]


@dataclass(frozen=True, slots=True)
class Lecture:
    """The dossier once the forms are taken, as far as it can be, and all there is to say about them.

    Attributes:
        ctg: the dossier; None when nothing makes one.
        problems: all there is to say.
        taken: rank of each form that was taken, the mark of what was printed, and what to recall when it comes back.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    taken: tuple[tuple[int, str, str], ...] = ()


def read_forms(
    files: Sequence[tuple[str, bytes]],
    base: Ctg,
    remplis: Sequence[Rempli] = (),
    *,
    states: Callable[[int, str], Sequence[tuple[str, bool]]] = lambda _rank, _mark: (),
    force: bool = False,
) -> Lecture:
    """Take forms in a dossier.

    Args:
        files: name and bytes of each.
        base: the dossier as it is now.
        remplis: what is read already: generated documents that were edited.
        states: gives, for the rank of a form and the mark of what was printed, what `Lecture.taken` said each time a
            copy of it was taken, the last one first, each with True when it is this very file.
        force: True to follow a form where the dossier changed too.
    """
    chantier = Chantier(base, force=force)
    done: list[tuple[int, str, Rempli, Formulaire]] = []
    for rank, (name, data) in enumerate(files):
        try:
            rempli = open_form(data, name)
            mark = mark_of(rempli)
            recall(rempli, states(rank, mark))
            form = _take(chantier, rempli)
            done += [(rank, mark, rempli, form)] if form is not None else []
        except UnreadableError as refused:
            told = refused.refusal
            chantier.problems += (
                replace(note("FRM001", Place(name), reason=told.because), suggestion=told.cure),
            )
        except CtgDocsError as refused:
            chantier.problems += refused.problems or (note("FRM001", Place(name), reason=refused.message),)
    for rempli in remplis:
        _take(chantier, rempli)
    model, faults = chantier.settle()
    if model is None:
        return Lecture(None, (*chantier.problems, *faults))
    taken = ((rank, mark, remember(chantier, rempli, form, model)) for rank, mark, rempli, form in done)
    return Lecture(model.with_provenance(base.provenance), (*chantier.problems, *faults), tuple(taken))


def _take(chantier: Chantier, rempli: Rempli) -> Formulaire | None:
    """Apply a form; return what it asks, None when the dossier has no more what it is about."""
    chantier.problems += rempli.problems
    mark, name = rempli.version
    if mark != chantier.mark:
        chantier.tell("FRM003", Place(rempli.fichier), reason=f" ({name})" if name else "")
    try:
        form = describe(chantier.base, rempli.kind, rempli.id)
    except (DataError, KeyError):
        chantier.tell("FRM002", Place(rempli.fichier), value=rempli.id)
        return None
    element = chantier.data.element(form.liste, form.id)
    _apply(chantier, rempli, form, element)
    return form


def _apply(chantier: Chantier, rempli: Rempli, form: Formulaire, element: dict[str, Any]) -> None:
    boxes: list[Champ] = []
    for champ in (c for bloc in form.blocs if not isinstance(bloc, Serie) for c in bloc.champs):
        case = rempli.cases.get(champ.tag)
        if champ.tag not in rempli.record["champs"]:
            continue
        if case is None:
            chantier.tell("FRM004", Place(rempli.fichier), title=champ.titre)
        elif champ.valeur:
            boxes.append(champ)
        elif case.touched:
            chantier.set(element, rempli.record["element"], champ, case)
    for champ in boxes:
        _tick(chantier, rempli, element, champ)
    for bloc in form.blocs:
        if isinstance(bloc, Serie):
            apply_rows(chantier, rempli, element, bloc)
    if form.kind == "compte_rendu":
        name_points(element)


def _tick(chantier: Chantier, rempli: Rempli, target: dict[str, Any], champ: Champ) -> None:
    """Apply a box of a list: it adds or takes away its own value."""
    case = rempli.cases[champ.tag]
    if not case.touched:
        return
    before = pick(target, champ.cles)
    values = [str(v) for v in before or []]
    if case.texte != "oui":
        values = [v for v in values if v != champ.valeur]
    elif champ.valeur not in values:
        order = [str(m.value) for m in champ.colonne.choice or ()]
        values = sorted([*values, champ.valeur], key=order.index)
    put(target, champ.cles, values or None)

    def undo() -> None:
        put(target, champ.cles, before)

    chantier.data.mark(target, champ.cles, Trace(champ.titre, case.texte, case.place, undo))
