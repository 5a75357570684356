"""Compare two dossiers value by value: rows are paired by what names them, never by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, cast

from ctg_docs.echanges.comparaison.appariement import key_field, moved_ranks, pair_rows, ranks_among
from ctg_docs.echanges.comparaison.changements import Change, ChangeKind
from ctg_docs.echanges.comparaison.identites import align
from ctg_docs.echanges.comparaison.noms import Names
from ctg_docs.french import minuscule_initiale
from ctg_docs.models.base import Modele
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.strategie import Objectif

__all__ = ["compare"]

_FEW: Final = 3
_SECTIONS: Final = {
    "instances": "gouvernance",
    "annexes": "convention",
    "objectifs": "strategie",
    "etapes": "retroplanning",
}
"""Register to the section that holds it, when that is another."""


@dataclass(frozen=True, slots=True)
class _Where:
    group: str
    subject: str
    path: CheminDonnee


def compare(old: Ctg, new: Ctg) -> tuple[Change, ...]:
    """Return every difference, in the order of the dossier; nothing when the dossiers are equal."""
    old, renamed = align(old, new)
    work = _Compare(Names(old), Names(new))
    found: list[Change] = []
    for register, id in renamed.items():
        found.append(work.renamed(new, register[0], id))
    for name, info in Ctg.model_fields.items():
        title = str(info.title)
        before, after = getattr(old, name), getattr(new, name)
        if name == "strategie":
            found += work.strategie(old, new, title)
        elif name == "fiches_actions":
            found += work.fiches(old, new, title)
        else:
            found += work.values(Ctg, name, before, after, _Where(title, title, (name,)))
    order = {str(info.title): rank for rank, info in enumerate(Ctg.model_fields.values())}
    return tuple(sorted(found, key=lambda change: order[change.group]))


class _Compare:
    def __init__(self, old: Names, new: Names) -> None:
        self.old = old
        self.new = new

    def renamed(self, ctg: Ctg, register: str, id: str) -> Change:
        """Tell that a thing has another identifier, and nothing else for that."""
        section = _SECTIONS.get(register, register)
        title = str(Ctg.model_fields[section].title)
        subject = self.new.subject(cast("Modele", ctg.elements(register)[id]))
        return Change(ChangeKind.MODIFICATION, title, subject, "Identifiant", path=(section,))

    def values(self, model: type[Modele], name: str, a: Any, b: Any, where: _Where) -> Iterator[Change]:
        """Yield the differences of one field."""
        if a == b:
            return
        if _is_rows(a) or _is_rows(b):
            yield from self.rows(model, name, a, b, where)
        elif isinstance(a, Modele) and isinstance(b, Modele):
            yield from self.models(a, b, _part(model, name, where))
        elif isinstance(a, Modele) or isinstance(b, Modele):
            yield from self.section(model, name, b, where)
        elif isinstance(a, tuple) and isinstance(b, tuple):
            yield from self.lists(model, name, a, b, where)
        else:
            silent = name == "id"
            before, after = (
                ("", "") if silent else (self.old.value(model, name, a), self.new.value(model, name, b))
            )
            title = str(model.model_fields[name].title)
            yield Change(
                ChangeKind.MODIFICATION, where.group, where.subject, title, before, after, where.path
            )

    def models(self, a: Modele, b: Modele, where: _Where, *, skip: Sequence[str] = ()) -> Iterator[Change]:
        """Yield the differences of two models, field by field."""
        for name in type(b).model_fields:
            if name not in skip:
                inner = replace(where, path=(*where.path, name))
                if getattr(a, name) != getattr(b, name):
                    yield from self.values(type(b), name, _written(a, name, b), _written(b, name, a), inner)

    def section(self, model: type[Modele], name: str, b: Any, where: _Where) -> Iterator[Change]:
        """Yield the coming or going of a section that may be absent; what it says when it is little."""
        inner = _part(model, name, where)
        if b is None:
            yield Change(ChangeKind.RETRAIT, where.group, inner.subject, path=where.path)
            return
        inside = list(self.models(_blank(type(b)), b, inner))
        whole = [Change(ChangeKind.AJOUT, where.group, inner.subject, path=where.path)]
        yield from inside if 0 < len(inside) <= _FEW else whole

    def lists(
        self, model: type[Modele], name: str, a: tuple[Any, ...], b: tuple[Any, ...], where: _Where
    ) -> Iterator[Change]:
        """Yield what a list of plain values gained and lost; one replaced by another is one change."""
        title = str(model.model_fields[name].title)
        stay = set(a) & set(b)
        if [x for x in a if x in stay] != [y for y in b if y in stay]:
            yield Change(ChangeKind.DEPLACEMENT, where.group, where.subject, title, path=where.path)
            a = tuple(x for x in a if x not in stay)
            b = tuple(y for y in b if y not in stay)
        texts_a = [self.old.value(model, name, x) for x in a]
        texts_b = [self.new.value(model, name, x) for x in b]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone, come = texts_a[i1:i2], texts_b[j1:j2]
            both = min(len(gone), len(come))
            for x, y in zip(gone[:both], come[:both], strict=True):
                yield Change(ChangeKind.MODIFICATION, where.group, where.subject, title, x, y, where.path)
            for x in gone[both:]:
                yield Change(ChangeKind.RETRAIT, where.group, where.subject, title, before=x, path=where.path)
            for y in come[both:]:
                yield Change(ChangeKind.AJOUT, where.group, where.subject, title, after=y, path=where.path)

    def rows(
        self, model: type[Modele], name: str, a: Sequence[Modele], b: Sequence[Modele], where: _Where
    ) -> Iterator[Change]:
        """Yield the differences of two lists of models."""
        pairs = pair_rows(a, b)
        paired_a, paired_b = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, item in enumerate(b):
            here = self._inside(where, self.new.subject(item), (*where.path, j))
            if j not in paired_b:
                detail = self.new.detail(item)
                yield Change(ChangeKind.AJOUT, here.group, here.subject, after=detail, path=here.path)
                continue
            before = a[next(i for i, other in pairs if other == j)]
            yield from self._row(before, item, where, here.path)
        for i, item in enumerate(a):
            if i not in paired_a:
                gone = self._inside(where, self.old.subject(item), (*where.path, i))
                yield Change(
                    ChangeKind.RETRAIT, gone.group, gone.subject, before=self.old.detail(item), path=gone.path
                )
        moved = moved_ranks(pairs)
        if len(moved) > _FEW:
            title = str(model.model_fields[name].title)
            yield Change(ChangeKind.DEPLACEMENT, where.group, where.subject, title, path=where.path)
            return
        for j in moved:
            here = self._inside(where, self.new.subject(b[j]), (*where.path, j))
            seats = ranks_among(pairs, j)
            yield Change(
                ChangeKind.DEPLACEMENT,
                here.group,
                here.subject,
                "",
                f"rang {seats[0]}",
                f"rang {seats[1]}",
                here.path,
            )

    def _row(self, a: Modele, b: Modele, where: _Where, path: CheminDonnee) -> Iterator[Change]:
        """Yield the differences of two rows that are one another, called as before; who replaces whom comes first."""
        key = key_field(b)
        replaced = key not in ("", "id") and key == key_field(a) and getattr(a, key) != getattr(b, key)
        if replaced:
            noun = self.new.noun(b).removesuffix(" de")
            values = (
                self.old.value(type(a), key, getattr(a, key)),
                self.new.value(type(b), key, getattr(b, key)),
            )
            yield Change(
                ChangeKind.MODIFICATION, where.group, where.subject, noun, *values, path=(*path, key)
            )
        inner = self._inside(where, (self.new.subject(b) if replaced else self.old.subject(a)), path)
        yield from self.models(a, b, inner, skip=(key,) if replaced else ())

    @staticmethod
    def _inside(where: _Where, subject: str, path: CheminDonnee) -> _Where:
        top = where.subject == where.group or subject[:1].isupper()
        return _Where(where.group, subject if top else f"{where.subject}, {subject}", path)

    def strategie(self, old: Ctg, new: Ctg, title: str) -> Iterator[Change]:
        """Yield the differences of the strategy: an objective is the same wherever it stands."""
        where = _Where(title, title, ("strategie",))
        yield from self.models(old.strategie, new.strategie, where, skip=("objectifs",))
        olds = {o.id: o for o, _, _ in old.strategie.walk()}
        news = {o.id: o for o, _, _ in new.strategie.walk()}
        moved, shuffled = _moved_objectifs(old, new)
        if shuffled:
            yield Change(
                ChangeKind.DEPLACEMENT, title, "Objectifs", "Objectifs", path=("strategie", "objectifs")
            )
        for id, item in news.items():
            here = _Where(title, self.new.subject(item), ("strategie", "objectifs"))
            if id not in olds:
                yield Change(ChangeKind.AJOUT, title, here.subject, path=here.path)
                continue
            if id in moved:
                yield Change(
                    ChangeKind.DEPLACEMENT,
                    title,
                    self.old.subject(olds[id]),
                    before=old.strategie.codes()[id],
                    after=new.strategie.codes()[id],
                    path=here.path,
                )
            yield from self.models(olds[id], item, here, skip=("sous_objectifs",))
        for id, item in olds.items():
            if id not in news:
                yield Change(
                    ChangeKind.RETRAIT, title, self.old.subject(item), path=("strategie", "objectifs")
                )

    def fiches(self, old: Ctg, new: Ctg, title: str) -> Iterator[Change]:
        """Yield the differences of the fiches; a fiche moves when its objective or its rank under it changes."""
        olds = {f.id: f for f in old.fiches_actions}
        news = {f.id: f for f in new.fiches_actions}
        moved = _moved_fiches(old, new)
        for rank, (id, item) in enumerate(news.items()):
            path: CheminDonnee = ("fiches_actions", rank)
            if id not in olds:
                yield Change(ChangeKind.AJOUT, title, self.new.subject(item), path=path)
                continue
            if id in moved:
                a, b = self._seat(old, olds[id], self.old), self._seat(new, item, self.new)
                yield Change(ChangeKind.DEPLACEMENT, title, self.old.subject(olds[id]), "", a, b, path)
            where = _Where(title, self.old.subject(olds[id]), path)
            yield from self.models(olds[id], item, where, skip=("rattachement",))
        for id, item in olds.items():
            if id not in news:
                yield Change(ChangeKind.RETRAIT, title, self.old.subject(item), path=("fiches_actions",))

    @staticmethod
    def _seat(ctg: Ctg, fiche: FicheAction, names: Names) -> str:
        parent = names.reference("objectifs", fiche.rattachement or "")
        code = ctg.codes_fiches.get(fiche.id, "")
        return f"{code} (sous « {parent} »)" if parent else "sans rattachement"


def _part(model: type[Modele], name: str, where: _Where) -> _Where:
    """Name a section inside its subject, unless it is the subject."""
    title = str(model.model_fields[name].title)
    own = where.subject == title
    return where if own else replace(where, subject=f"{where.subject}, {minuscule_initiale(title)}")


def _blank(model: type[Modele]) -> Modele:
    """Return a model that says nothing, to compare with."""
    return model.model_construct(**{n: None for n, info in model.model_fields.items() if info.is_required()})


def _written(item: Modele, name: str, other: Modele) -> Any:
    """Return a field; nothing of a list that nobody wrote, of which the other side keeps no row: it was never there."""
    value = getattr(item, name)
    if not isinstance(value, tuple) or name in item.model_fields_set:
        return value
    return value if set(map(repr, value)) & set(map(repr, getattr(other, name))) else ()


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Modele)


def _moved_objectifs(old: Ctg, new: Ctg) -> tuple[set[str], bool]:
    """Return the objectives that stand elsewhere, and whether the order of many more changed under the same one."""
    before, after = _parents(old), _parents(new)
    moved = {id for id in after if id in before and before[id] != after[id]}
    ranks = {id: rank for rank, id in enumerate(before)}
    groups: dict[str, list[tuple[int, int]]] = {}
    for j, id in enumerate(after):
        if id in before and id not in moved:
            groups.setdefault(after[id], []).append((ranks[id], j))
    names = list(after)
    ordered = {names[j] for pairs in groups.values() for j in moved_ranks(pairs)}
    return (moved, True) if len(ordered) > _FEW else (moved | ordered, False)


def _parents(ctg: Ctg) -> dict[str, str]:
    """Return, for each objective in the order of the dossier, the one above."""
    found: dict[str, str] = {}

    def below(nodes: Sequence[Objectif], parent: str) -> None:
        for node in nodes:
            found[node.id] = parent
            below(node.sous_objectifs, node.id)

    below(ctg.strategie.objectifs, "")
    return found


def _moved_fiches(old: Ctg, new: Ctg) -> set[str]:
    olds = {f.id: f.rattachement for f in old.fiches_actions}
    moved = {f.id for f in new.fiches_actions if f.id in olds and olds[f.id] != f.rattachement}
    stay_a = [f.id for f in old.fiches_ordonnees if f.id not in moved]
    stay_b = [f.id for f in new.fiches_ordonnees if f.id not in moved and f.id in olds]
    ranks = {id: i for i, id in enumerate(stay_a)}
    parents: dict[str | None, list[tuple[int, int]]] = {}
    for j, id in enumerate(stay_b):
        parents.setdefault(olds[id], []).append((ranks[id], j))
    return moved | {stay_b[j] for pairs in parents.values() for j in moved_ranks(pairs)}
