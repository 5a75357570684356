"""From Jinja source to a Python function that yields the bytes of a part. Knows Jinja's compiler.

Four changes to the code Jinja writes: static XML is encoded once, values go through one function that knows the place
they are printed at, attributes are read without a sandbox call each (their names are judged here), loops are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import islice
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED

from ctg_docs.engine.template.environment import TemplateEnvironment, forbidden_name
from ctg_docs.engine.template.slots import split_slots
from ctg_docs.engine.template.walk import every, levels

__all__ = ["Code", "compile_tree", "load_code", "parse"]

#: pieces made before the first of them is written: fewer steps to compile, and no more in memory than a batch
_TOGETHER = 64
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
}
_DEEPEST, _MOST_BRANCHES, _BITS = 100, 500, 10_000


@dataclass(frozen=True, slots=True)
class Code:
    """A compiled part, ready to run or to be kept on disk.

    Attributes:
        code: Python code that defines `root`.
        lines: tag number by line of the Jinja source.
        names: top-level names the part asks for.
    """

    code: CodeType
    lines: Mapping[int, int]
    names: frozenset[str]


class Generator(CodeGenerator):
    """Jinja's code generator, writing bytes."""

    environment: TemplateEnvironment
    lines: Mapping[int, int] = {}
    hoisted: Set[int] = frozenset()
    restore: Callable[[str], str] = staticmethod(str)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statics: list[bytes] = []
        self.asked: set[str] = set()
        self.visitors: dict[type[nodes.Node], Callable[..., Any]] = {}

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Visit a node; the name of its method is put together once for each kind."""
        kind = type(node)
        if kind not in self.visitors:
            self.visitors[kind] = self.get_visitor(node) or self.generic_visit
        return self.visitors[kind](node, *args, **kwargs)

    def write_commons(self) -> None:
        """Bring the document's own functions into local names."""
        super().write_commons()
        self.writeline("resolve = context.resolve")
        self.writeline("emit = context.emit")
        self.writeline("place = context.place")
        self.writeline("text = context.text")
        self.writeline("read = environment.read")
        self.writeline("fresh = context.fresh")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write static pieces as bytes and values through `emit`; inside macros as text through `text`."""
        pieces = _pieces(getattr(node, "pieces", node.nodes), self.restore)
        opening = "yield from (" if frame.buffer is None else f"{frame.buffer}.extend(("
        while some := list(islice(pieces, _TOGETHER)):
            self.writeline(opening)
            self.indent()
            for piece in some:
                self._piece(piece, frame)
            self.outdent()
            self.writeline(")" if frame.buffer is None else "))")

    def _piece(self, piece: str | tuple[str, str] | nodes.Expr, frame: Frame) -> None:
        """Write a piece on a line of its own, by which an error finds its tag."""
        if isinstance(piece, str):
            self.writeline((self._static(piece) if frame.buffer is None else repr(piece)) + ",")
        elif isinstance(piece, tuple):
            self.writeline(f"fresh{piece!r}" + (".encode()," if frame.buffer is None else ","))
        else:
            slot = self.lines.get(piece.lineno, -1)
            function = "text" if frame.buffer is not None else "place" if slot in self.hoisted else "emit"
            self.writeline(f"{function}(", piece)
            self.visit(piece, frame)
            self.write(f", {slot}),")

    def _static(self, text: str) -> str:
        """Return what stands for a static piece in the code, a short text to compile."""
        self.statics.append(text.encode())
        return repr(str(len(self.statics) - 1).encode())

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Write what a macro, a filter block or a recursive loop made, which is text."""
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.append(", node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` began."""
        self.write(").encode()" if frame.buffer is None else ")")

    def enter_frame(self, frame: Frame) -> None:
        """Bring the names of a frame into local names, those the context is asked for all at once."""
        asked = {t: str(p) for t, (load, p) in frame.symbols.loads.items() if load == VAR_LOAD_RESOLVE}
        self.asked |= set(asked.values())
        if asked:
            names = "".join(f"{name!r}, " for name in asked.values())
            self.writeline(f"{', '.join(asked)}, = map({self.get_resolve_func()}, ({names}))")
        for target, (load, source) in frame.symbols.loads.items():
            if load in {VAR_LOAD_ALIAS, VAR_LOAD_UNDEFINED}:
                self.writeline(f"{target} = {source if load == VAR_LOAD_ALIAS else 'missing'}")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Read a name; the context has already said of one of its own whether it is there."""
        load = frame.symbols.find_load(frame.symbols.ref(node.name)) if node.ctx == "load" else None
        if load is not None and load[0] == VAR_LOAD_RESOLVE:
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Judge the name now, read the attribute later without asking again."""
        if forbidden_name(node.attr) and not self.environment.dialect.trusted:
            self.write("environment.refuse(")
            self.write(repr(node.attr) + ")")
            return
        self.write("read(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Join texts within the bounds of the document."""
        self.write("context.budget.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Make a list within the bounds of the document."""
        self._held(node, super().visit_List, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Make a dictionary within the bounds of the document."""
        self._held(node, super().visit_Dict, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Make a tuple within the bounds of the document; the targets of a loop are no tuple."""
        if node.ctx == "load":
            self._held(node, super().visit_Tuple, frame)
        else:
            super().visit_Tuple(node, frame)

    def _held(self, node: Any, visit: Callable[[Any, Frame], None], frame: Frame) -> None:
        self.write("context.budget.held(")
        visit(node, frame)
        self.write(")")


def _pieces(
    printed: Sequence[nodes.Expr], restore: Callable[[str], str]
) -> Iterator[str | tuple[str, str] | nodes.Expr]:
    """Yield texts, slots and expressions, neighbouring texts joined; `{_{` gives braces, as docxtpl writes them."""
    static = ""
    for child in printed:
        if isinstance(child, nodes.TemplateData):
            static += child.data
            continue
        yield from split_slots(_braces(restore(static)))
        static = ""
        yield child
    yield from split_slots(_braces(restore(static)))


def _braces(text: str) -> str:
    if "_" not in text:
        return text
    return text.replace("{_{", "{{").replace("}_}", "}}").replace("{_%", "{%").replace("%_}", "%}")


def parse(environment: TemplateEnvironment, source: str, name: str) -> nodes.Template:
    """Parse a part and refuse the tags that reach outside it, and what nests deeper than those who walk the tree can."""
    tree = environment.parse(source, name)
    for depth, level in enumerate(levels(tree)):
        if depth > _DEEPEST:
            line = getattr(level[0], "lineno", 1)
            raise TemplateSyntaxError("les balises sont imbriquées trop profondément", line, name)
        for node in level:
            if type(node) is nodes.If and len(node.elif_) > _MOST_BRANCHES:
                raise TemplateSyntaxError(f"ce « if » a plus de {_MOST_BRANCHES} « elif »", node.lineno, name)
            if type(node) is nodes.Const and isinstance(node.value, int) and node.value.bit_length() > _BITS:
                raise TemplateSyntaxError("ce nombre compte trop de chiffres", node.lineno, name)
            if type(node) in _REFUSED:
                tag = _REFUSED[type(node)]
                raise TemplateSyntaxError(
                    f"la balise « {tag} » n’existe pas dans un modèle Word", node.lineno, name
                )
    return tree


def compile_tree(
    environment: TemplateEnvironment,
    tree: nodes.Template,
    name: str,
    lines: Mapping[int, int],
    hoisted: Set[int],
    *,
    turns: Mapping[int, Sequence[str]] | None = None,
    generator: type[Generator] | None = None,
    restore: Callable[[str], str] | None = None,
) -> Code:
    """Compile the tree of a part; the tree is changed: Jinja's generator walks it thrice, without its static texts.

    Args:
        environment: the sandbox, with the filters the template may use.
        tree: Jinja's tree.
        name: name of the part, shown in tracebacks.
        lines: tag number by line of the Jinja source.
        hoisted: numbers of the tags that stand outside runs (`{{p`, `{{r`).
        turns: slots to write at the beginning of each turn, by tag of the loop.
        generator: what writes the code.
        restore: gives static texts back what was set aside of them.

    Raises:
        TemplateSyntaxError: with the line, hence the tag.
    """
    found = list(every(tree, nodes.Output, nodes.For))
    for output in (node for node in found if isinstance(node, nodes.Output)):
        output.pieces = output.nodes  # type: ignore[attr-defined] # what `visit_Output` writes
        output.nodes = [node for node in output.nodes if not isinstance(node, nodes.TemplateData)]
    for loop in (node for node in found if isinstance(node, nodes.For)):
        slots = (turns or {}).get(lines.get(loop.lineno, -1), ())
        if slots:
            loop.body.insert(0, nodes.Output([nodes.TemplateData("".join(slots))], lineno=loop.lineno))
        loop.iter = nodes.Filter(loop.iter, "_loop", [], [], None, None, lineno=loop.iter.lineno)
    tree.set_environment(environment)
    tree.find_all = partial(_found, tree)  # type: ignore[method-assign]  # this tree alone: Jinja asks it often
    stream = StringIO()
    writer = (generator or Generator)(environment, name, name, stream, optimized=False)
    writer.lines, writer.hoisted = lines, hoisted
    writer.restore = restore or writer.restore
    writer.visit(tree)
    code = _with_statics(compile(stream.getvalue(), f"<{name}>", "exec"), writer.statics)
    return Code(code, dict(lines), frozenset(writer.asked))


def _found(tree: nodes.Template, kind: Any) -> Iterator[Any]:
    """Find nodes for Jinja's generator; it walks the whole tree for blocks and parents too, which `parse` refused."""
    return every(tree, kind) if kind is nodes.ImportedName else iter(())


def _with_statics(code: CodeType, statics: Sequence[bytes]) -> CodeType:
    """Put the static pieces in place of their numbers, the only bytes that the code writes."""

    def full(const: Any) -> Any:
        if isinstance(const, tuple):  # pieces that no value parts
            return tuple(map(full, const))
        if isinstance(const, CodeType):
            return _with_statics(const, statics)
        return statics[int(const)] if isinstance(const, bytes) else const

    return code.replace(co_consts=full(code.co_consts))


def load_code(environment: TemplateEnvironment, code: CodeType) -> dict[str, Any]:
    """Execute compiled code and return what it defines: `root`, `debug_info`."""
    namespace: dict[str, Any] = {"environment": environment}
    exec(code, namespace)  # our own generated code
    return namespace
