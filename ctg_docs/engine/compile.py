"""From Jinja source to a Python function that yields the bytes of a part. Knows Jinja's compiler.

Four changes to the code Jinja writes: static XML is encoded once, values go through one function that knows the place
they are printed at, attributes are read without a sandbox call each (their names are judged here), loops are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from io import StringIO
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.meta import find_undeclared_variables

from ctg_docs.engine.environment import TemplateEnvironment, forbidden_name

__all__ = ["Code", "compile_tree", "load_code", "parse"]

_REFUSED = {
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
}


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

    lines: Mapping[int, int] = {}
    hoisted: Set[int] = frozenset()

    def write_commons(self) -> None:
        """Bring the document's own functions into local names."""
        super().write_commons()
        self.writeline("emit = context.emit")
        self.writeline("place = context.place")
        self.writeline("text = context.text")
        self.writeline("read = environment.read")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write static pieces as bytes and values through `emit`; inside macros as text through `text`."""
        pieces: list[str | nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                if pieces and isinstance(pieces[-1], str):
                    pieces[-1] += child.data
                else:
                    pieces.append(child.data)
            else:
                pieces.append(child)
        if frame.buffer is not None:
            self.writeline(f"{frame.buffer}.extend((")
            self.indent()
        for piece in pieces:
            if isinstance(piece, str):
                code = repr(piece.encode()) if frame.buffer is None else repr(piece)
                self.writeline(f"yield {code}" if frame.buffer is None else f"{code},")
                continue
            slot = self.lines.get(piece.lineno, -1)
            function = "place" if slot in self.hoisted else "emit"
            self.writeline(f"yield {function}(" if frame.buffer is None else "text(", piece)
            self.visit(piece, frame)
            self.write(f", {slot})" + ("" if frame.buffer is None else ","))
        if frame.buffer is not None:
            self.outdent()
            self.writeline("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Judge the name now, read the attribute later without asking again."""
        if forbidden_name(node.attr):
            self.write("environment.refuse(")
            self.write(repr(node.attr) + ")")
            return
        self.write("read(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Join texts within the bounds of the document."""
        self.write("context.budget.text(")
        super().visit_Concat(node, frame)
        self.write(")")


def parse(environment: TemplateEnvironment, source: str, name: str) -> nodes.Template:
    """Parse a part and refuse the tags that reach outside it."""
    tree = environment.parse(source, name)
    for kind, tag in _REFUSED.items():
        for node in tree.find_all(kind):
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
    generator: type[Generator] | None = None,
) -> Code:
    """Compile the tree of a part; the tree is changed.

    Args:
        environment: the sandbox, with the filters the template may use.
        tree: Jinja's tree.
        name: name of the part, shown in tracebacks.
        lines: tag number by line of the Jinja source.
        hoisted: numbers of the tags that stand outside runs (`{{p`, `{{r`).
        generator: what writes the code.

    Raises:
        TemplateSyntaxError: with the line, hence the tag.
    """
    names = frozenset(find_undeclared_variables(tree))
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_loop", [], [], None, None, lineno=loop.iter.lineno)
    tree.set_environment(environment)
    stream = StringIO()
    writer = (generator or Generator)(environment, name, name, stream, optimized=False)
    writer.lines, writer.hoisted = lines, hoisted
    writer.visit(tree)
    return Code(compile(stream.getvalue(), f"<{name}>", "exec"), dict(lines), names)


def load_code(environment: TemplateEnvironment, code: CodeType) -> dict[str, Any]:
    """Execute compiled code and return what it defines: `root`, `debug_info`."""
    namespace: dict[str, Any] = {"environment": environment}
    exec(code, namespace)  # our own generated code
    return namespace
