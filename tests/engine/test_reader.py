"""The trees of our reading are those of Jinja's own parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from ctg_docs.engine.template.dialect import Dialect
from ctg_docs.engine.template.environment import TemplateEnvironment
from ctg_docs.engine.template.filters import default_filters, default_tests

STRANGER = TemplateEnvironment(default_filters(), default_tests())
TRUSTED = TemplateEnvironment(default_filters(), default_tests(), Dialect(trusted=True))

PIECES = st.sampled_from(
    ["<w:p>", "l’été ", "\n", "  ", "{", "}", "{ {", "%", "#}", "'", '"', "{{ a }}", "{{\n a.b.c }}", "{{a|upper|e}}",
     "{{ a.b | lower }}", "{{ not }}", "{{ not a }}", "{{ none }}", "{{ True.x }}", "{{ é.œ }}", "{{ a² }}", "{{ a.0 }}",
     "{{ a['}}'] }}", "{{ '{% if %}' }}", "{{ 'l\\'é' }}", "{{ a % 2 }}", "{{ {'a': 1}['a'] }}", "{{ a, b }}", "{{ }}",
     "{{- a }}", "{{ a -}}", "{{+ a }}", "{{ a", "a }}", "{# note #}", "{#- note -#}", "{# a {{ b }} #}", "{#",
     "{%\n if a.b % 2 %}", "{% else %}", "{% if a . b\n and not c %}", "{% if a.\n1 %}", "{%else%}", "{% elif b == '%}' %}", "{% endif %}", "{% for x in l if x %}", "{% endfor %}",
     "{%- endif %}", "{% endif -%}", "{% raw %}", "{% endraw %}", "{% set x = 1 %}", "{% set y %}", "{% endset %}",
     "{% macro m(a) %}", "{% endmacro %}", "{% filter upper %}", "{% endfilter %}", "{% do l.append(1) %}", "{% break %}",
     "{% inconnue %}", "{% with a = b.c %}", "{% endwith %}", "{% include 'x' %}", "\r\n"]
)  # fmt: skip


def told(node: Any) -> Any:
    """Return all that a tree says, the line of each node included."""
    if isinstance(node, nodes.Node):
        return type(node).__name__, node.lineno, [(name, told(value)) for name, value in node.iter_fields()]
    if isinstance(node, list | tuple):
        return [told(item) for item in node]
    return node


def outcome(environment: TemplateEnvironment, source: str, *, own: bool) -> Any:
    try:
        return told(environment.parse(source, "x") if own else Parser(environment, source, "x").parse())
    except TemplateSyntaxError as error:
        return error.message, error.lineno


@settings(max_examples=600, deadline=None)
@given(pieces=st.lists(PIECES, max_size=8), environment=st.sampled_from([STRANGER, TRUSTED]))
def test_same_tree(pieces: list[str], environment: TemplateEnvironment) -> None:
    source = "".join(pieces)
    assert outcome(environment, source, own=True) == outcome(environment, source, own=False)


@pytest.mark.parametrize("inner", ["{{ a.b }}", "{{ a|upper }}", "{{ a % 2 }}", "text"])
@pytest.mark.parametrize("block", ["if a", "for x in a.b", "set y", "filter upper", "macro m(x=1)", "with z = a", "call m()"])  # fmt: skip
def test_same_tree_of_blocks(block: str, inner: str) -> None:
    source = f"<w:p>\n{{% {block} %}}\n{inner} et {{{{ x }}}}{{% end{block.split(maxsplit=1)[0]} %}}{inner}\n"
    assert outcome(STRANGER, source, own=True) == outcome(STRANGER, source, own=False)
