"""From a checked file to compiled parts and members ready to copy. Done once per template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from ctg_docs.engine.opc.names import CORE_PROPERTIES_TYPE, qn, rels_name
from ctg_docs.engine.opc.package import Static
from ctg_docs.engine.opc.xml import whole_text
from ctg_docs.engine.template import toc
from ctg_docs.engine.template.compile import compile_tree
from ctg_docs.engine.template.drafts import Draft, drafts, has_tags
from ctg_docs.engine.template.ids import Ids
from ctg_docs.engine.template.loaded import Loaded, Part, root_of
from ctg_docs.engine.template.notes import Notes
from ctg_docs.engine.template.sections import keep_empty
from ctg_docs.engine.template.source import Source
from ctg_docs.engine.template.structure import check_silent_parts
from ctg_docs.engine.template.syntax import Fault, translate
from ctg_docs.engine.template.tidy import may_empty, quiet_settings, tidy_tree
from ctg_docs.engine.word.numbering import Numbering, read_numbering
from ctg_docs.engine.word.spots import Passage, Tag
from ctg_docs.engine.word.styles import StyleSheet, read_styles
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.template.environment import TemplateEnvironment

__all__ = ["load_parts"]


#: what colspan, vm and hm leave in the source
_GRIDS = re.compile(r'<w:(?:gridSpan|vMerge) w:val="\{[{%]')


#: what docxtpl takes without a word
_TAKEN = frozenset({"MOD008", "MOD009", "MOD113", "MOD117"})


class _Preparation:
    """What is changed in the trees before compiling."""

    def __init__(self, source: Source, ids: Ids, tidy: bool) -> None:
        self.source, self.ids, self.tidy = source, ids, tidy
        self.depth: int | None = None
        self.sections = 0
        self.fragile: dict[str, bool] = {}
        self.gridded: set[str] = set()

    def before(self, root: _Element, found: Sequence[Passage]) -> None:
        """Repair what no author thinks of."""
        if self.tidy:
            tidy_tree(root, found)

    def after(self, name: str, root: _Element, tags: list[Tag]) -> dict[int, list[str]]:
        """Give way to the contents, number the identifiers."""
        if name == self.source.main:
            self.depth = toc.find_marker(root)
            self.sections = sum(1 for _ in root.iter(qn("w:sectPr")))
        self.fragile[name] = may_empty(root)
        if "{#tc " in whole_text(root):
            self.gridded.add(name)
        turns = self.ids.prepare(root, tags)
        body = root.find(qn("w:body"))
        if self.drops and body is not None:
            keep_empty(body)
        return turns

    @property
    def drops(self) -> bool:
        """True when sections that conditions empty are dropped."""
        return self.tidy and self.sections > 1


def load_parts(source: Source, name: str, environment: TemplateEnvironment, *, tidy: bool) -> Loaded:
    """Compile the parts of a template.

    Raises:
        TemplateError: everything wrong in it, each with its place.
    """
    styles_part, numbering_part = source.sibling("styles") or "", source.sibling("numbering") or ""
    styles_root = source.tree(styles_part)
    styles, numbering = read_styles(styles_root), read_numbering(source.tree(numbering_part))
    preparation = _Preparation(source, _ids(source, styles, numbering, restart=tidy), tidy)
    found = drafts(source, name, environment, styles, preparation)
    problems = [p for draft in found for p in draft.problems if p.severity is Severity.ERROR]
    problems += check_silent_parts(source, name)
    if environment.dialect.printing.lenient:
        problems = [p for p in problems if p.code not in _TAKEN]
    if problems:
        raise TemplateError("\n".join(map(str, problems)), problems)
    contents = None
    body = source.tree(source.main)
    if preparation.depth is not None and styles_root is not None and body is not None:
        identifiers = toc.toc_styles(styles_root, styles, preparation.depth, _text_width(body))
        contents = toc.Contents(preparation.depth, identifiers)
        settings = source.sibling("settings") or ""
        quiet_settings(source.tree(settings))
        source.touched |= {settings, styles_part}
    ends = contents is not None or preparation.drops
    parts = tuple(
        _compile(
            d,
            environment,
            fragile=preparation.fragile.get(d.name, False),
            gridded=d.name in preparation.gridded,
            ends=ends and d.name == source.main,
        )
        for d in found
    )
    for part in parts:
        source.trees.pop(part.name)
        source.members.pop(part.name)
    source.seal()
    notes = tuple(_notes(source, preparation.ids))
    core = next((n for n, t in source.types.items() if t == CORE_PROPERTIES_TYPE), "docProps/core.xml")
    movable = {rels_name(part.name) for part in parts} | {core, numbering_part, *(n.part for n in notes)}
    loose = {n: m for n, m in source.members.items() if n in movable}
    static = Static(m for n, m in source.members.items() if n not in movable)
    return Loaded(
        parts, static, loose, styles, numbering, numbering_part, core, contents, preparation.drops, notes
    )


def _notes(source: Source, ids: Ids) -> Iterator[Notes]:
    """Yield the kinds of notes whose calls are counted."""
    for kind, called in sorted(ids.noted.items()):
        part = next((n for n, t in source.types.items() if t.endswith(f".{kind}s+xml")), None)
        if part is not None:
            yield Notes(part, kind, frozenset(called))


def _ids(source: Source, styles: StyleSheet, numbering: Numbering, *, restart: bool) -> Ids:
    """Begin to number after what stands in the parts that are copied as they are."""
    ids = Ids(styles, numbering, restart=restart)
    for name, _ in source.text_parts():
        root = source.tree(name)
        if root is not None and name.startswith("word/") and not has_tags(root):
            ids.drawings = max(ids.drawings, *_numbers(root, "wp:docPr", "id"), 0)
            ids.bookmarks = max(ids.bookmarks, *_numbers(root, "w:bookmarkStart", qn("w:id")), 0)
    return ids


def _numbers(root: _Element, element: str, name: str) -> list[int]:
    """Return the numbers that the elements of a kind bear."""
    found = (node.get(name, "") for node in root.iter(qn(element)))
    return [int(number) for number in found if re.fullmatch(r"\d{1,9}", number)]


def _text_width(body: _Element) -> int:
    """Width of the text of the first section, in twentieths of a point."""
    section = next(body.iter(qn("w:sectPr")), None)
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    width = _twips(size, "w:w", 11906)
    return width - _twips(margins, "w:left", 1417) - _twips(margins, "w:right", 1417)


def _twips(node: _Element | None, name: str, default: int) -> int:
    value = node.get(qn(name), "") if node is not None else ""
    return int(value) if value.isdigit() else default


def _compile(
    draft: Draft, environment: TemplateEnvironment, *, fragile: bool, gridded: bool, ends: bool
) -> Part:
    if draft.tree is None or draft.patched is None:
        raise TemplateError(f"La partie « {draft.label} » est illisible.", draft.problems)
    hoisted = frozenset(n for n, tag in enumerate(draft.tags) if tag.kind in {"p", "r", "tr", "tc"})
    lines = draft.patched.lines
    try:
        code = compile_tree(
            environment,
            draft.tree,
            draft.name,
            lines,
            hoisted,
            turns=draft.turns,
            restore=draft.patched.restore,
        )
    except (SyntaxError, RecursionError, MemoryError) as error:  # Python nests twenty blocks, no more
        draft.note(Fault(len(draft.tags) - 1, "les balises sont imbriquées trop profondément"))
        raise TemplateError(str(draft.problems[-1]), draft.problems) from error
    except TemplateSyntaxError as error:
        draft.note(Fault(draft.number_of(error.lineno), translate(error.message or "")))
        raise TemplateError(str(draft.problems[-1]), draft.problems) from error
    root, debug = root_of(environment, code.code)
    grids = (
        gridded or any(tag.kind == "tc" for tag in draft.tags) or bool(_GRIDS.search(draft.patched.source))
    )
    return Part(
        draft.name,
        draft.label,
        tuple(draft.tags),
        code.lines,
        code.names,
        code.code,
        root,
        debug,
        proved=draft.balance.proved,
        fragile=fragile,
        grids=grids,
        whole=fragile or grids or ends or not draft.balance.proved,
    )
