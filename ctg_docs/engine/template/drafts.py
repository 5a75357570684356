"""From a checked file to parts ready to compile, with everything that is wrong in them. Shared by load and lint."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from jinja2 import TemplateSyntaxError, nodes

from ctg_docs.engine.opc.names import XML_HEAD
from ctg_docs.engine.opc.xml import selector, whole_text
from ctg_docs.engine.template.balance import Balance, check_balance
from ctg_docs.engine.template.compile import parse
from ctg_docs.engine.template.mend import mend
from ctg_docs.engine.template.patch import Patched, patch
from ctg_docs.engine.template.places import locate
from ctg_docs.engine.template.structure import check_part
from ctg_docs.engine.template.syntax import Fault, check_names, check_tags, translate
from ctg_docs.engine.template.tags import Marker, has_tag
from ctg_docs.engine.word.spots import Passage, Tag, paragraphs_with, passages
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from ctg_docs.engine.template.environment import TemplateEnvironment
    from ctg_docs.engine.template.source import Source
    from ctg_docs.engine.word.styles import StyleSheet

__all__ = ["Draft", "Preparation", "drafts", "has_tags", "read_around"]


_UNBALANCED = (
    "Cette balise ouvre un paragraphe, une ligne ou une cellule qu’elle ne referme pas : le document serait illisible. "
    "Placez ouverture et fermeture au même niveau."
)

_ATTRIBUTES = selector("descendant-or-self::*/@*[contains(., '{{') or contains(., '{%')]")


@dataclass
class Draft:
    """One part, read but not compiled.

    Attributes:
        tree: Jinja's tree; None when a tag can't be read.
        problems: everything wrong, each with its place.
        turns: what to write at the beginning of the turns of a loop, by tag.
    """

    name: str
    label: str
    file: str
    tags: list[Tag] = field(default_factory=list)
    patched: Patched | None = None
    tree: nodes.Template | None = None
    balance: Balance = field(default_factory=Balance)
    problems: list[Problem] = field(default_factory=list)
    turns: dict[int, list[str]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """True when the part can't be compiled."""
        return any(p.severity is Severity.ERROR for p in self.problems)

    def number_of(self, line: int) -> int:
        """Return the tag of a line of the Jinja source, the last before it when it has none of its own."""
        lines: Mapping[int, int] = self.patched.lines if self.patched else {}
        before = [at for at in lines if at <= line]
        return lines[max(before)] if before else -1

    def locate(self, problem: Problem, line: int) -> Problem:
        """Give a problem the place of the tag of a line."""
        number = self.number_of(line)
        return locate(problem, self.tags[number] if number >= 0 else None, self.file, self.label)

    def note(self, fault: Fault) -> None:
        """Note a fault of a tag."""
        tag = self.tags[fault.number] if fault.number >= 0 else None
        message = (
            f"Balise illisible : {fault.message}."
            if fault.code == "MOD003"
            else _capital(fault.message) + "."
        )
        problem = Problem(fault.code, Severity.ERROR, message, suggestion=fault.suggestion)
        located = locate(problem, tag, self.file, self.label)
        told = (p for p in self.problems if tag and p.severity is Severity.ERROR)
        if not any((p.place, p.value) == (located.place, located.value) for p in told):
            self.problems.append(located)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def has_tags(root: _Element) -> bool:
    """True when a part holds any tag, in its text or in an attribute."""
    return has_tag(whole_text(root)) or bool(_ATTRIBUTES(root))


def draft_part(
    root: _Element,
    name: str,
    label: str,
    *,
    file: str,
    levels: Mapping[str, int],
    environment: TemplateEnvironment,
    prepare: Preparation | None = None,
) -> Draft:
    """Mark, patch and parse one part.

    Args:
        root: the tree of the part; changed.
        name: name of the part in the package.
        label: its French name.
        file: what messages call the template.
        levels: outline level by heading style.
        environment: the sandbox.
        prepare: changes made to the tree before compiling; none for a lint.
    """
    draft = Draft(name, label, file)
    found = list(passages(root, label, levels, paragraphs_with(root, "{")))
    problems, changed = mend(root, found, file)
    if changed:
        found = list(passages(root, label, levels, paragraphs_with(root, "{")))
    draft.problems += (*problems, *check_part(found, file))
    if prepare is not None:
        prepare.before(root, found)
    marker = Marker(label, file, draft.tags)
    marker.mark(root, found)
    if prepare is not None and not marker.problems:
        draft.turns = prepare.after(name, root, draft.tags)
    xml = marker.written(root)
    if marker.problems:
        draft.problems += marker.problems
        return draft
    patched = draft.patched = patch(XML_HEAD.strip() + xml)
    try:
        _parse(draft, patched, environment)
    except TemplateSyntaxError as error:
        before = len(draft.problems)
        for fault in check_tags(environment, patched.texts):
            draft.note(fault)
        if len(draft.problems) == before:
            draft.note(Fault(draft.number_of(error.lineno), translate(error.message or "")))
    except (RecursionError, MemoryError):
        draft.tree = None
        draft.note(Fault(len(draft.tags) - 1, "les balises sont imbriquées trop profondément"))
    return draft


def read_around(draft: Draft, environment: TemplateEnvironment) -> None:
    """Parse a part without its unreadable values: what else is wrong in it is told in the same pass.

    A block that can't be read hides what it holds; nothing is parsed then.
    """
    if draft.tree is not None or draft.patched is None:
        return
    texts = draft.patched.texts
    faulty = {texts.get(fault.number, "") for fault in check_tags(environment, texts)}
    if not faulty or any(not text.startswith("{{") for text in faulty):
        return
    source = draft.patched.source
    for text in faulty:
        source = source.replace(f"{{{{\n{text[2:]}", "{{\n''}}")
    try:
        _parse(draft, replace(draft.patched, source=source), environment)
    except (TemplateSyntaxError, RecursionError):
        draft.tree = None


def _parse(draft: Draft, patched: Patched, environment: TemplateEnvironment) -> None:
    draft.tree = parse(environment, patched.source, draft.name)
    for fault in check_names(draft.tree, environment, draft.number_of):
        draft.note(fault)
    draft.balance = check_balance(draft.tree)
    draft.problems += [
        draft.locate(Problem("MOD009", Severity.ERROR, _UNBALANCED), n) for n in draft.balance.broken
    ]


class Preparation(Protocol):
    """Changes to the tree of a part that is going to be compiled."""

    def before(self, root: _Element, found: Sequence[Passage]) -> None:
        """Change the tree before its tags are marked."""

    def after(self, name: str, root: _Element, tags: list[Tag]) -> dict[int, list[str]]:
        """Change the marked tree; return what the turns of its loops begin with."""


def drafts(
    source: Source,
    file: str,
    environment: TemplateEnvironment,
    styles: StyleSheet,
    prepare: Preparation | None = None,
) -> list[Draft]:
    """Read every part that holds tags, the body in any case."""
    found = []
    for name, label in source.text_parts():
        root = source.tree(name)
        if root is not None and (name == source.main or has_tags(root)):
            found.append(
                draft_part(
                    root,
                    name,
                    label,
                    file=file,
                    levels=styles.levels,
                    environment=environment,
                    prepare=prepare,
                )
            )
    return found
