"""Render once more, slowly, to find every error of a template at once. Used only after a rendering failed.

Each expression is compiled into a function of its own, so that one that fails does not hide the next; loops keep
count of their turns, so that a message can say « fiche n° 3 ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import ChainableUndefined, nodes
from jinja2.compiler import Frame
from jinja2.meta import find_undeclared_variables

from ctg_docs.engine.lint.members import names_of
from ctg_docs.engine.lint.scope import path_of
from ctg_docs.engine.lint.types import Shape, T
from ctg_docs.engine.template.compile import Generator, compile_tree, load_code
from ctg_docs.engine.template.drafts import drafts
from ctg_docs.engine.template.failures import FATAL, problem_of
from ctg_docs.problems import Problem

if TYPE_CHECKING:
    from ctg_docs.engine.template.drafts import Draft
    from ctg_docs.engine.template.environment import RunContext, TemplateEnvironment
    from ctg_docs.engine.template.rendering import Rendering
    from ctg_docs.engine.template.source import Source

__all__ = ["diagnose", "diagnose_template"]

_TITLES = ("intitule", "titre", "nom", "libelle", "objet", "title", "name", "code")


class Quiet(ChainableUndefined):
    """Stands for a value that could not be computed: prints nothing, walks nothing, causes no second error."""

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        return self


@dataclass
class Recorder:
    """Collects the problems of one part.

    Attributes:
        loops: (name of the item, path walked, turn from 0, item) of the loops under way, outermost first.
    """

    draft: Draft
    known: tuple[str, ...]
    targets: Mapping[int, tuple[str, str]]
    emit: Callable[[Any, int], bytes]
    text: Callable[[Any, int], str]
    loops: list[tuple[str, str, int, Any]] = field(default_factory=list)
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def value(self, compute: Callable[[], Any], line: int) -> Any:
        """Return a value, or a quiet stand-in after noting why it can't be had."""
        try:
            return compute()
        except FATAL:
            raise
        except Exception as error:  # whatever a filter or a property raises is a finding
            self._note(error, line)
            return Quiet()

    def printed(self, compute: Callable[[], Any], line: int) -> bytes:
        """Print a value, or nothing after noting why."""
        slot = self.draft.number_of(line)
        result = self.value(lambda: self.emit(compute(), slot), line)
        return result if isinstance(result, bytes) else b""

    def printed_text(self, compute: Callable[[], Any], line: int) -> str:
        """Print a value inside a macro."""
        slot = self.draft.number_of(line)
        result = self.value(lambda: self.text(compute(), slot), line)
        return result if isinstance(result, str) else ""

    def walked(self, compute: Callable[[], Any], line: int) -> Iterator[Any]:
        """Walk a list, keeping count."""
        items = self.value(lambda: iter(compute()), line)
        name, path = self.targets.get(line, ("", ""))
        for number, item in enumerate(items):
            self.loops.append((name, path, number, item))
            yield item
            self.loops.pop()

    def _note(self, error: Exception, line: int) -> None:
        found = problem_of(error, self.known)
        located = self.draft.locate(found, line)
        turns = ", ".join(_turn(*loop) for loop in self.loops)
        message = (
            located.message
            if not turns
            else f"{found.message} ({turns}){located.message[len(found.message) :]}"
        )
        path = _data_path(self.loops)
        problem = Problem(
            located.code, located.severity, message, located.place, path, located.value, located.suggestion
        )
        self.problems.setdefault((f"{located.place}{located.value}{located.code}", found.message), problem)


def _turn(name: str, _path: str, number: int, item: Any) -> str:
    title = next((t for a in _TITLES if isinstance(t := getattr(item, a, None), str) and t), "")
    return f"{name or 'élément'} n° {number + 1}" + (f" « {title[:60]} »" if title else "")


def _data_path(loops: Iterable[tuple[str, str, int, Any]]) -> str:
    """Return `fiches[2].operations[0]`: where in the data the loops under way stand."""
    seen: dict[str, str] = {}
    path = ""
    for name, walked, number, _ in loops:
        head, _, tail = walked.partition(".")
        base = seen.get(head)
        path = f"{base}.{tail}[{number}]" if base and tail else f"{walked or name}[{number}]"
        seen[name] = path
    return path


class _Guarding(Generator):
    """Wraps each expression in a function."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Print each value on its own."""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                continue
            call = "yield printed" if frame.buffer is None else f"{frame.buffer}.append(printed_text"
            self.writeline(f"{call}(lambda: (", child)
            self.visit(child, frame)
            self.write(f"), {child.lineno})" + ("" if frame.buffer is None else ")"))

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Wrap what a loop walks, what a test asks, what a name receives."""
        guard = {"_loop": "walked", "_value": "value"}.get(node.name)
        if guard is None or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write(f"{guard}(lambda: (")
        if node.name == "_loop":
            super().visit_Filter(node, frame)
        else:
            self.visit(node.node, frame)
        self.write(f"), {node.lineno})")

    def write_commons(self) -> None:
        """Bring the recorder's functions into local names."""
        super().write_commons()
        for name in ("printed", "printed_text", "walked", "value"):
            self.writeline(f"{name} = context.recorder.{name}")


def _wrap(tree: nodes.Template) -> None:
    for test in tree.find_all(nodes.If):
        test.test = nodes.Filter(test.test, "_value", [], [], None, None, lineno=test.test.lineno)
    for block in tree.find_all(nodes.With):
        block.values = [
            nodes.Filter(value, "_value", [], [], None, None, lineno=value.lineno) for value in block.values
        ]
    for assign in tree.find_all(nodes.Assign):
        assign.node = nodes.Filter(assign.node, "_value", [], [], None, None, lineno=assign.node.lineno)


def diagnose(
    draft: Draft, environment: TemplateEnvironment, context: RunContext, known: Iterable[str]
) -> list[Problem]:
    """Return every problem met while rendering a part.

    Args:
        draft: the part, parsed anew; its tree is changed.
        environment: the sandbox.
        context: a fresh context, with its printing functions.
        known: names of the context, for suggestions.
    """
    if draft.tree is None or draft.patched is None:
        return draft.problems
    targets = {n.iter.lineno: (path_of(n.target), path_of(n.iter)) for n in draft.tree.find_all(nodes.For)}
    _wrap(draft.tree)
    code = compile_tree(
        environment, draft.tree, draft.name, draft.patched.lines, frozenset(), generator=_Guarding
    )
    recorder = Recorder(draft, tuple(known), targets, context.place, context.text)
    context.recorder = recorder
    try:
        for _ in load_code(environment, code.code)["root"](context):
            pass
    except Exception:  # what no guard surrounds ends the search; what was found before it stands
        recorder.loops.clear()
    return list(recorder.problems.values())


def diagnose_template(source: Source, rendering: Rendering) -> list[Problem]:
    """Return every problem of every part, met in one slow rendering.

    Args:
        source: the template, read anew.
        rendering: a fresh making of the document.
    """
    problems: list[Problem] = []
    context = rendering.context
    known = context if isinstance(context, Mapping) else names_of(T(Shape.MODEL, type(context)))
    for draft in drafts(source, rendering.name, rendering.environment, rendering.loaded.styles):
        names = frozenset(find_undeclared_variables(draft.tree)) if draft.tree else frozenset()
        jinja = rendering.prepare(draft.name, tuple(draft.tags), names)
        problems += diagnose(draft, rendering.environment, jinja, map(str, known))
    return problems
