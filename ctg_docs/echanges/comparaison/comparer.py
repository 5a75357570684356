"""Compare two dossiers value by value: rows are paired by what names them, never by chance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final

from ctg_docs.echanges.comparaison.changements import Change, Kind
from ctg_docs.echanges.comparaison.noms import Names
from ctg_docs.models.base import Modele
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.strategie import Objectif

__all__ = ["compare"]

_KEYS: Final = (
    "id",
    "personne",
    "annee",
    "mandant",
    "financeur",
    "organisme",
    "sigle",
    "article",
    "objectif",
)
_TITLES: Final = ("intitule", "nom", "titre", "texte", "quoi", "question")


@dataclass(frozen=True, slots=True)
class _Where:
    group: str
    subject: str
    path: CheminDonnee


def compare(old: Ctg, new: Ctg) -> tuple[Change, ...]:
    """Return every difference, in the order of the dossier; nothing when the dossiers are equal."""
    work = _Compare(Names(old), Names(new))
    found: list[Change] = []
    for name, info in Ctg.model_fields.items():
        title = str(info.title)
        before, after = getattr(old, name), getattr(new, name)
        if name == "strategie":
            found += work.strategie(old, new, title)
        elif name == "fiches_actions":
            found += work.fiches(old, new, title)
        else:
            found += work.values(Ctg, name, before, after, _Where(title, title, (name,)))
    return tuple(found)


class _Compare:
    def __init__(self, old: Names, new: Names) -> None:
        self.old = old
        self.new = new

    def values(self, model: type[Modele], name: str, a: Any, b: Any, where: _Where) -> Iterator[Change]:
        """Yield the differences of one field."""
        if a == b:
            return
        if _is_rows(a) or _is_rows(b):
            yield from self.rows(a, b, where)
        elif isinstance(a, Modele) and isinstance(b, Modele):
            yield from self.models(a, b, where)
        elif isinstance(a, Modele) or isinstance(b, Modele):
            yield from self.section(model, name, a, b, where)
        elif isinstance(a, tuple) and isinstance(b, tuple):
            yield from self.lists(model, name, a, b, where)
        else:
            before, after = self.old.value(model, name, a), self.new.value(model, name, b)
            title = str(model.model_fields[name].title)
            yield Change(Kind.MODIFICATION, where.group, where.subject, title, before, after, where.path)

    def models(self, a: Modele, b: Modele, where: _Where, *, skip: Sequence[str] = ()) -> Iterator[Change]:
        """Yield the differences of two models, field by field."""
        for name in type(b).model_fields:
            if name not in skip:
                inner = replace(where, path=(*where.path, name))
                yield from self.values(type(b), name, getattr(a, name), getattr(b, name), inner)

    def section(self, model: type[Modele], name: str, a: Any, b: Any, where: _Where) -> Iterator[Change]:
        """Yield the coming or going of a section that may be absent, with what it holds."""
        title = str(model.model_fields[name].title)
        here = b if b is not None else a
        subject = where.subject if where.subject == title else f"{where.subject}, {title.lower()}"
        blank = _blank(type(here))
        kind = Kind.AJOUT if b is not None else Kind.RETRAIT
        inner = replace(where, subject=subject)
        before, after = (blank, b) if b is not None else (a, blank)
        inside = list(self.models(before, after, inner))
        yield from inside or [Change(kind, where.group, subject, path=where.path)]

    def lists(
        self, model: type[Modele], name: str, a: tuple[Any, ...], b: tuple[Any, ...], where: _Where
    ) -> Iterator[Change]:
        """Yield what a list of plain values gained and lost; one replaced by another is one change."""
        title = str(model.model_fields[name].title)
        if sorted(map(str, a)) == sorted(map(str, b)):
            yield Change(Kind.DEPLACEMENT, where.group, where.subject, title, path=where.path)
            return
        texts_a = [self.old.value(model, name, x) for x in a]
        texts_b = [self.new.value(model, name, x) for x in b]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone, come = texts_a[i1:i2], texts_b[j1:j2]
            both = min(len(gone), len(come))
            for x, y in zip(gone[:both], come[:both], strict=True):
                yield Change(Kind.MODIFICATION, where.group, where.subject, title, x, y, where.path)
            for x in gone[both:]:
                yield Change(Kind.RETRAIT, where.group, where.subject, title, before=x, path=where.path)
            for y in come[both:]:
                yield Change(Kind.AJOUT, where.group, where.subject, title, after=y, path=where.path)

    def rows(self, a: Sequence[Modele], b: Sequence[Modele], where: _Where) -> Iterator[Change]:
        """Yield the differences of two lists of models."""
        pairs = _pairs(a, b)
        paired_a, paired_b = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, item in enumerate(b):
            here = self._inside(where, self.new.subject(item), (*where.path, j))
            if j not in paired_b:
                yield Change(Kind.AJOUT, here.group, here.subject, path=here.path)
                continue
            before = a[next(i for i, other in pairs if other == j)]
            yield from self.models(before, item, here)
        for i, item in enumerate(a):
            if i not in paired_a:
                gone = self._inside(where, self.old.subject(item), (*where.path, i))
                yield Change(Kind.RETRAIT, gone.group, gone.subject, path=gone.path)
        for j in _moved(pairs):
            here = self._inside(where, self.new.subject(b[j]), (*where.path, j))
            origin = next(i for i, other in pairs if other == j)
            yield Change(
                Kind.DEPLACEMENT,
                here.group,
                here.subject,
                "",
                f"rang {origin + 1}",
                f"rang {j + 1}",
                here.path,
            )

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
        before, after = _places(old), _places(new)
        for id, item in news.items():
            here = _Where(title, self.new.subject(item), ("strategie", "objectifs"))
            if id not in olds:
                yield Change(Kind.AJOUT, title, here.subject, path=here.path)
                continue
            if before[id] != after[id]:
                yield Change(
                    Kind.DEPLACEMENT,
                    title,
                    self.old.subject(olds[id]),
                    before=old.strategie.codes()[id],
                    after=new.strategie.codes()[id],
                    path=here.path,
                )
            yield from self.models(olds[id], item, here, skip=("sous_objectifs",))
        for id, item in olds.items():
            if id not in news:
                yield Change(Kind.RETRAIT, title, self.old.subject(item), path=("strategie", "objectifs"))

    def fiches(self, old: Ctg, new: Ctg, title: str) -> Iterator[Change]:
        """Yield the differences of the fiches; a fiche moves when its objective or its rank under it changes."""
        olds = {f.id: f for f in old.fiches_actions}
        news = {f.id: f for f in new.fiches_actions}
        moved = _moved_fiches(old, new)
        for rank, (id, item) in enumerate(news.items()):
            path: CheminDonnee = ("fiches_actions", rank)
            if id not in olds:
                yield Change(Kind.AJOUT, title, self.new.subject(item), path=path)
                continue
            if id in moved:
                a, b = self._seat(old, olds[id], self.old), self._seat(new, item, self.new)
                yield Change(Kind.DEPLACEMENT, title, self.old.subject(olds[id]), "", a, b, path)
            where = _Where(title, self.old.subject(olds[id]), path)
            yield from self.models(olds[id], item, where, skip=("rattachement",))
        for id, item in olds.items():
            if id not in news:
                yield Change(Kind.RETRAIT, title, self.old.subject(item), path=("fiches_actions",))

    @staticmethod
    def _seat(ctg: Ctg, fiche: FicheAction, names: Names) -> str:
        parent = names.reference("objectifs", fiche.rattachement or "")
        code = ctg.codes_fiches.get(fiche.id, "")
        return f"{code} (sous « {parent} »)" if parent else "sans rattachement"


def _blank(model: type[Modele]) -> Modele:
    """Return a model that says nothing, to compare with."""
    return model.model_construct(**{n: None for n, info in model.model_fields.items() if info.is_required()})


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Modele)


def _places(ctg: Ctg) -> dict[str, tuple[str, int]]:
    """Return, for each objective, the one above; ranks are told by the order of what stays under the same one."""
    found: dict[str, tuple[str, int]] = {}

    def below(nodes: Sequence[Objectif], parent: str) -> None:
        for node in nodes:
            found[node.id] = (parent, 0)
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
    return moved | {stay_b[j] for pairs in parents.values() for j in _moved(pairs)}


def _key(item: Modele) -> tuple[str, ...]:
    fields = type(item).model_fields
    named = [str(getattr(item, n)) for n in _KEYS if n in fields and getattr(item, n) is not None][:1]
    return (type(item).__name__, *named) if named else ()


def _pairs(a: Sequence[Modele], b: Sequence[Modele]) -> list[tuple[int, int]]:
    """Pair what is equal, then what bears the same name, the same title, then the same rank."""
    left, right = dict(enumerate(a)), dict(enumerate(b))
    pairs: list[tuple[int, int]] = []

    def take(same: Any) -> None:
        for i, x in list(left.items()):
            found = next((j for j, y in right.items() if same(i, x, j, y)), None)
            if found is not None:
                pairs.append((i, found))
                del left[i], right[found]

    take(lambda _i, x, _j, y: bool(_key(x)) and _key(x) == _key(y) and x == y)
    take(lambda _i, x, _j, y: bool(_key(x)) and _key(x) == _key(y))
    take(lambda _i, x, _j, y: x == y)
    take(lambda _i, x, _j, y: _title(x) != "" and _title(x) == _title(y) and not _has_id(x))
    take(lambda i, x, j, y: len(a) == len(b) and i == j and not _has_id(x) and not _has_id(y))
    return pairs


def _has_id(item: Modele) -> bool:
    info = type(item).model_fields.get("id")
    return info is not None and getattr(item, "id", None) is not None


def _title(item: Modele) -> str:
    fields = type(item).model_fields
    return next((str(getattr(item, n)) for n in _TITLES if n in fields and getattr(item, n)), "")


def _moved(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the ranks, in the new list, of the fewest elements whose moves explain the new order."""
    order = [j for _, j in sorted(pairs)]
    tails: list[int] = []
    length: list[int] = []
    for j in order:
        at = bisect_left(tails, j)
        tails[at : at + 1] = [j]
        length.append(at + 1)
    kept: set[int] = set()
    wanted = len(tails)
    for j, size in zip(reversed(order), reversed(length), strict=True):
        if size == wanted:
            kept.add(j)
            wanted -= 1
    return sorted(set(order) - kept)
