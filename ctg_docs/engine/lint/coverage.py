"""Which branches and loops of a template the examples never exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.files import read_bytes
from ctg_docs.engine.template.compile import compile_tree, load_code
from ctg_docs.engine.template.drafts import Draft, drafts
from ctg_docs.engine.template.slots import Fresh, slot
from ctg_docs.engine.template.source import read_source
from ctg_docs.engine.template.template import Template

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ctg_docs.problems import Place

__all__ = ["Branch", "template_coverage"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through a tag.

    Attributes:
        place: where the tag stands.
        expression: the tag as written.
        outcome: « condition vraie », « condition fausse », « liste remplie », « liste vide ».
        hits: how often the examples went this way.
    """

    place: Place
    expression: str
    outcome: str
    hits: int

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.place} : « {self.expression} » : {self.outcome} ({self.hits} fois)"


class _Counting(Fresh):
    """Counts the branches taken beside giving identifiers."""

    __slots__ = ("hits",)

    def __init__(self, hits: dict[str, int]) -> None:
        super().__init__(lambda _: 0)
        self.hits = hits

    def branch(self, key: str) -> str:
        """Note that a branch was taken."""
        self.hits[key] += 1
        return ""


def template_coverage(
    source: str | Path | bytes,
    contexts: Iterable[BaseModel | Mapping[str, Any]],
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> list[Branch]:
    """Render contexts and return every branch of the template with the number of times it was taken.

    Args:
        source: path of the Word file, or its bytes.
        contexts: what to render.
        name: what places call the template.
        filters: more filters, by the name templates give them.

    Raises:
        TemplateError: the template can't be loaded or rendered.
    """
    data = read_bytes(source)
    template = Template.load(data, name=name or (Path(source).name if not isinstance(source, bytes) else None),
                             filters=filters)  # fmt: skip
    read = read_source(data, Limits(), {}, {})
    measured = [
        _Measured(d, template)
        for d in drafts(read, template.name, template.environment, template.loaded.styles)
    ]
    for context in contexts:
        template.render(context)
        for part in measured:
            part.run(context)
    return [branch for part in measured for branch in part.branches()]


class _Measured:
    """One part whose branches are counted."""

    def __init__(self, draft: Draft, template: Template) -> None:
        self.draft, self.template = draft, template
        self.hits: dict[str, int] = {}
        tree = draft.tree or nodes.Template([])
        lines = draft.patched.lines if draft.patched else {}
        self.names = frozenset(find_undeclared_variables(tree))
        alternatives = {id(other) for node in tree.find_all(nodes.If) for other in node.elif_}
        for node in tree.find_all((nodes.If, nodes.For)):
            self._watch(node, alternative=id(node) in alternatives)
        code = compile_tree(template.environment, tree, draft.name, lines, frozenset())
        self.root = load_code(template.environment, code.code)["root"]

    def _watch(self, node: nodes.Node, *, alternative: bool) -> None:
        """Count the ways through a tag; an `elif` has no `else` of its own, the last one leads to that of its `if`."""
        number = self.draft.number_of(node.lineno)
        if isinstance(node, nodes.If):
            self._mark(node.body, f"{number}:condition vraie")
            if not alternative:
                last = self.draft.number_of(node.elif_[-1].lineno) if node.elif_ else number
                self._mark(node.else_, f"{last}:condition fausse")
        elif isinstance(node, nodes.For):
            self._mark(node.body, f"{number}:liste remplie")
            self._mark(node.else_, f"{number}:liste vide")

    def _mark(self, body: list[nodes.Node], key: str) -> None:
        self.hits[key] = 0
        body.insert(0, nodes.Output([nodes.TemplateData(slot("branch", key))]))

    def run(self, context: BaseModel | Mapping[str, Any]) -> None:
        """Render the part once more, counting."""
        jinja = self.template.rendering(context).prepare(self.draft.name, tuple(self.draft.tags), self.names)
        jinja.fresh = _Counting(self.hits)
        for _ in self.root(jinja):
            pass

    def branches(self) -> list[Branch]:
        """Return what was counted, in the order of the template."""
        found = []
        for key, hits in sorted(self.hits.items(), key=lambda item: _rank(item[0])):
            number, outcome = key.split(":", 1)
            spot = self.draft.tags[int(number)].spot
            found.append(Branch(spot.place(self.template.name), spot.expression, outcome, hits))
        return found


def _rank(key: str) -> tuple[int, bool]:
    number, outcome = key.split(":", 1)
    return int(number), outcome in ("condition fausse", "liste vide")
