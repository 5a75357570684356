"""The actions of a foreign plan to fiches: what exists is completed, what is new is added, nothing is removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.bilan import Account, table
from ctg_docs.echanges.etranger.causes import gathered
from ctg_docs.echanges.etranger.codes import Codes
from ctg_docs.echanges.etranger.colonnes import Mapping
from ctg_docs.echanges.etranger.coordination import meet
from ctg_docs.echanges.etranger.etiquettes import Upright
from ctg_docs.echanges.etranger.feuilles import ASKED, BOARDS, CODED, HELP
from ctg_docs.echanges.etranger.fiches import gather_upright
from ctg_docs.echanges.etranger.formes import Shape
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.instances import Instances
from ctg_docs.echanges.etranger.legendes import sigles_of
from ctg_docs.echanges.etranger.lignes import gather
from ctg_docs.echanges.etranger.preparation import prepared
from ctg_docs.echanges.etranger.rattachement import axis_of, level_name, theme_of, under
from ctg_docs.echanges.etranger.recueil import AXE, Heading, Left, Record
from ctg_docs.echanges.etranger.redaction import Drafting
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.renvois import pointed
from ctg_docs.echanges.etranger.strategie import Tree, shortened
from ctg_docs.echanges.etranger.teintes import tint_states
from ctg_docs.echanges.etranger.territoire import name_of
from ctg_docs.echanges.etranger.union import again, complete, join
from ctg_docs.echanges.etranger.valeurs import text_of, whole_title, without_number
from ctg_docs.echanges.etranger.word import TABLE
from ctg_docs.echanges.tableaux.identifiants import free, slug
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement import Pairs
from ctg_docs.sources.report import Path
from ctg_docs.sources.validate import validate
from ctg_docs.sources.write import to_plain

__all__ = ["Plan", "read_plan"]

_TWICE: Final = "l’action figure deux fois, et la première ligne dit autre chose"


@dataclass(frozen=True, slots=True)
class Plan:
    """The dossier completed by a plan; None when nothing sound came of it.

    Attributes:
        ctg: the dossier; problems: what was changed or left, with its cell.
        page: the account of it all, to show and to keep.
        offered: the names that are in no register of the dossier, and may be added.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    page: str = ""
    offered: tuple[str, ...] = ()


def read_plan(
    sheets: Sequence[tuple[Grid, Shape]],
    base: Ctg | None,
    name: str,
    *,
    left: Sequence[tuple[Grid, str]] = (),
    remove: bool = False,
    create: bool = False,
) -> Plan:
    """Return the dossier completed by a plan d'actions, and every conversion with what stood before.

    Args:
        sheets: one sheet, or several, with what their columns or labels mean.
        base: the dossier as it is.
        name: stands for the name of the territory when there is no dossier yet and no title tells it.
        left: the sheets that are not read, with the reason.
        remove: True to let a list of the plan take the place of that of the dossier.
        create: True to add to the registers of the dossier the bodies and persons that they do not have.
    """
    work = _Reading(base, [g for g, _ in left], [g for g, why in left if why == CODED], remove=remove)
    work.register = Register(base, work.problems, create=create)
    work.register.sigles = sigles_of([*(grid for grid, _ in sheets), *work.others])
    work.instances = Instances([g for g, why in left if why == BOARDS], work.register)
    data, places = work.build(sheets, name)
    ctg, faults = _sound(data, places, base)
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    problems = (*work.faults, *work.problems, *faults)
    told = [p for p in problems if p.code != "TAB030"]
    others = [
        _put_aside(grid, why, work.codes.spots(grid) | work.instances.spots(grid)) for grid, why in left
    ]
    return Plan(
        ctg,
        gathered(problems),
        table((*work.accounts, *others), told, [(grid.title or grid.name, why) for grid, why in left]),
        () if work.register.create else tuple(work.register.unknown),
    )


def _put_aside(grid: Grid, why: str, taken: frozenset[tuple[int, int]]) -> Account:
    """Return the closed ledger of a sheet that is not read, but for the names of levels."""
    account = Account(grid, aside=why == ASKED, heads=grid.spots if why == HELP or taken else frozenset())
    for row, rank in taken:
        account.take(row, rank)
    account.close()
    return account


def _sound(
    data: dict[str, Any], places: dict[Path, Place], base: Ctg | None
) -> tuple[Ctg | None, tuple[Problem, ...]]:
    """Validate; what a fiche can't hold leaves what the dossier says of it."""
    outcome = validate(Ctg, data, places)
    before = {fiche["id"]: fiche for fiche in to_plain(base).get("fiches_actions", [])} if base else {}
    for root, rank, field, *_ in (p for p in outcome.faults if len(p) > 2 and p[0] == "fiches_actions"):
        fiche = data[str(root)][rank]
        fiche[field] = before.get(fiche["id"], {}).get(str(field))
    if not outcome.faults:
        return outcome.model, ()
    return validate(Ctg, data, places).model, outcome.problems


@dataclass(slots=True)
class _Found:
    """An action of a sheet with where it hangs."""

    grid: Grid
    record: Record
    account: Account
    parent: str
    theme: Thematique | None
    linked: bool = False

    @property
    def title(self) -> str:
        return shortened(" ".join(without_number(whole_title(self.record.title)).split()))

    @property
    def place(self) -> Place:
        return self.grid.place(self.record.row, self.record.column)


class _Reading:
    def __init__(
        self, base: Ctg | None, others: Sequence[Grid], coded: Sequence[Grid], *, remove: bool
    ) -> None:
        self.base, self.others, self.remove = base, others, remove
        self.problems: list[Problem] = []
        self.register = Register(base, self.problems)
        self.instances = Instances((), self.register)
        self.tree = Tree(base, self.problems)
        self.places: dict[Path, Place] = {}
        self.accounts: list[Account] = []
        self.names: list[str] = []
        self._axes: set[str] = set()
        self._above: list[tuple[Heading, Place]] = []
        self.faults: list[Problem] = []
        self.codes = Codes(coded)

    def build(
        self, sheets: Sequence[tuple[Grid, Shape]], name: str
    ) -> tuple[dict[str, Any], dict[Path, Place]]:
        """Return the data of the whole dossier."""
        told = name_of([*(grid for grid, _ in sheets), *self.others])
        data: dict[str, Any] = to_plain(self.base) if self.base else {"territoire": {"nom": told or name}}
        if not self.base and not told and sheets:
            self.problems.append(note("TAB068", Place(sheets[0][0].file)))
        many = sum(isinstance(shape, Upright) or not shape.linked for _, shape in sheets) > 1
        sheets = sorted(
            sheets, key=lambda s: not isinstance(s[1], Upright)
        )  # a list of the fiches says less than they
        found = [item for grid, shape in sheets for item in self._sheet(grid, shape, many=many)]
        found = list(self._linked(found))
        meet([*(grid for grid, _ in sheets), *self.others], self.register)
        for path in self.codes.all():
            self.tree.attach(path)
        fiches: list[dict[str, Any]] = data.setdefault("fiches_actions", [])
        for items, fiche in self._paired(found, fiches):
            self._write(items, fiche)
        self.instances.write(data)
        data["organismes"] = [*data.get("organismes", []), *self.register.bodies]
        data["personnes"] = [*data.get("personnes", []), *self.register.persons]
        self.tree.write(data, self.names)
        self._tell_left()
        self.faults = [p for account in self.accounts for p in account.faults()]
        whole = {grid.name: grid.remarks for grid in [*(grid for grid, _ in sheets), *self.others]}
        self.problems += [p for remarks in whole.values() for p in remarks]
        return data, self.places

    def _linked(self, found: Sequence[_Found]) -> Iterator[_Found]:
        """Hang the rows that complete an action where it hangs; leave those of no action."""
        parents: dict[str, dict[str, None]] = {}
        for item in (i for i in found if not i.linked):
            parents.setdefault(cle(item.title), {}).setdefault(item.parent)
        for item in found:
            known = [p for p in parents.get(cle(item.title), ()) if p] or [*parents.get(cle(item.title), ())]
            elsewhere = item.linked or (not item.parent and len(known) == 1)
            parent = (known[-1] if known else None) if elsewhere else item.parent
            if parent is None:
                item.account.left += [
                    Left(row, "l’action n’est pas dans le plan", told=True) for row in item.record.rows
                ]
            else:
                yield replace(item, parent=parent)

    def _sheet(self, grid: Grid, shape: Shape, *, many: bool) -> Iterator[_Found]:
        """Yield the actions of a sheet, hung to the objectives that its titles, its columns or its name tell."""
        account = Account(grid, shape.columns)
        self.accounts.append(account)
        self.problems += pointed(grid, shape)
        if isinstance(shape, Upright):
            account.upright = True
            account.labels = shape.labels
            records, lonely, account.left = gather_upright(grid, shape)
            own = None
        else:
            account.above = shape.last + 1
            headers = range(shape.row, shape.last + 1)
            account.heads = frozenset(spot for spot in grid.spots if spot[0] in headers)
            self.problems += prepared(grid, shape)
            records, lonely, account.left = gather(grid, shape)
            own = axis_of(grid, shape, many=many)
            levels = [c.header for c in shape.columns if c.field.startswith("niveau_")]
            above = [AXE.match(own.text)] if own else []
            named = [m[1] for m in above if m] + levels if own else levels
            self.names = self.names or ([] if own and not any(above) else [level_name(h) for h in named])
        tint_states(grid, shape, records)
        theme = theme_of(grid.name)
        linked = isinstance(shape, Mapping) and shape.linked
        for record in records:
            self._note_spots(account, record)
            top = under(own, record.headings)
            path = [(h, grid.place(h.row, h.column)) for h in (*top, *record.levels)]
            path = path or self.codes.path(_code(grid, shape, record))
            if path or not grid.name.startswith(TABLE):
                self._above = path[:1] if AXE.match(path[0][0].text if path else "") else []
            path = path or self._above
            parent = self.tree.attach(path, leveled=len(record.levels))
            if own and own in top:
                self._tell_axis(grid, own, parent)
            told = (h.text for h, _ in path)
            yield _Found(
                grid, record, account, parent, theme or next(filter(None, map(theme_of, told)), None), linked
            )
        for heading in lonely:
            account.take(heading.row, heading.column)
            self.tree.attach([(heading, grid.place(heading.row, heading.column))])

    def _note_spots(self, account: Account, record: Record) -> None:
        for h in (*record.headings, *record.levels, *record.operations):
            account.take(h.row, h.column)
        account.take(record.row, record.column)
        levels = () if account.upright else [c.rank for c in account.columns if c.field.startswith("niveau_")]
        numbers = () if account.upright else [c.rank for c in account.columns if c.field == "numero"]
        for h in record.headings:
            for rank in numbers:
                if rank in account.grid.own(h.row):
                    account.take(h.row, rank)
        for row in record.rows:
            own = account.grid.own(row)
            repeated = record.column in own and cle(text_of(own[record.column])) == cle(record.title)
            for rank in (*levels, *([record.column] if repeated else [])):
                if rank in own:
                    account.take(row, rank)

    def _tell_axis(self, grid: Grid, own: Heading, parent: str) -> None:
        if grid.name in self._axes:
            return
        self._axes.add(grid.name)
        here = own.row < 0
        place = Place(grid.file, cell=grid.name) if here else grid.place(own.row, own.column)
        source = "le nom de la feuille" if here else "le titre au-dessus du tableau"
        self.problems.append(
            note("TAB030", place, sheet=grid.name, after=self.tree.title_of(parent), source=source)
        )

    def _paired(
        self, found: Sequence[_Found], fiches: list[dict[str, Any]]
    ) -> Iterator[tuple[list[_Found], dict[str, Any]]]:
        """Pair the actions of the plan with the fiches: same title under the same objective, then same title alone."""
        groups: dict[tuple[str, str], list[_Found]] = {}
        for item in found:
            groups.setdefault((cle(item.title), item.parent), []).append(item)
        pairs = Pairs(groups, fiches)
        for same in (self._hangs_there, lambda _key, _fiche: True):
            pairs.by_mark(lambda key: key[0], lambda fiche: cle(without_number(fiche["intitule"])), same)
        paired = dict(pairs)
        ids, ranks = {f["id"] for f in fiches}, {f["id"]: rank for rank, f in enumerate(fiches)}
        for key, items in groups.items():
            fiche = paired.get(key) or {"id": free(slug(items[0].title), ids), "intitule": items[0].title}
            if key not in paired:
                ranks[fiche["id"]] = len(fiches)
                fiches.append(fiche)
                ids.add(fiche["id"])
            self.places["fiches_actions", ranks[fiche["id"]]] = items[0].place
            yield items, fiche

    def _hangs_there(self, key: tuple[str, str], fiche: dict[str, Any]) -> bool:
        """True when a fiche hangs where an action does, or below."""
        here = fiche.get("rattachement") or ""
        return here == key[1] or (bool(here) and self.tree.holds(key[1], here))

    def _draft(self, items: Sequence[_Found]) -> dict[str, Any]:
        """Return what the rows of one action say together; what contradicts the first is kept as a note."""
        found: dict[str, Any] = {}
        for item in items:
            part = Drafting(item.grid, item.record, self.register, self.problems, item.account).draft()
            if item is items[0]:
                found = part
                continue
            if not item.linked:
                self.problems.append(note("TAB027", item.place, value=item.title, after=items[0].place.cell))
                again(found, part)
            for field, value in join(found, part):
                said = f"{field.replace('_', ' ')} : {_said(value)}"
                self.problems.append(
                    note("TAB039", item.place, value=_said(value), header=field, reason=_TWICE)
                )
                found.setdefault("notes", []).append(said)
        return found

    def _write(self, items: Sequence[_Found], fiche: dict[str, Any]) -> None:
        """Put an action in its fiche."""
        item, found = items[0], self._draft(items)
        if item.theme is not None:
            found.setdefault("thematiques", [item.theme.value])
        if item.parent and not self.tree.holds(item.parent, fiche.get("rattachement") or ""):
            found["rattachement"] = item.parent
        if self.remove:
            fiche |= found
            return
        for field, value in complete(fiche, found):
            kept = f"{_WORDS.get(field, field)} selon le plan repris : {_said(value)}"
            if kept not in fiche.setdefault("notes", []):
                fiche["notes"].append(kept)
            at = next((v for v in item.record.values if v.column.root in _CELLS.get(field, ())), None)
            place = item.grid.place(at.row, at.rank) if at else item.place
            self.problems.append(note("TAB041", place, value=_said(value), header=_WORDS.get(field, field)))
            if at:
                item.account.settle(at.row, at.rank, self.problems[-1:], at.column.key)

    def _tell_left(self) -> None:
        """Close the ledgers; tell what was left, each row once."""
        for account in self.accounts:
            account.close()
            for item in (i for i in account.left if i.told):
                own = account.grid.own(item.row)
                cells = item.cells or tuple(own)
                said = " ; ".join(" ".join(text_of(own[c]).split()) for c in cells)
                self.problems.append(
                    note("TAB040", account.grid.place(item.row, min(cells)), value=said, reason=item.reason)
                )


_CELLS: Final = {
    "budget": ("budget", "financeur", "recette", "montant_financeur"),
    "moyens_humains": ("moyens_humains",),
}
_WORDS: Final = {"budget": "Budget", "moyens_humains": "Moyens humains", "sans_incidence": "Budget"}


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(v) for k, v in value.items() if k not in ("sens", "type"))
    return str(value)


def _code(grid: Grid, shape: Shape, record: Record) -> str:
    """Return the number of an action, « 1.2.3 »."""
    columns = shape.field("numero") if isinstance(shape, Mapping) else []
    return next((text_of(grid.cell(record.row, c)) for c in columns), "")
