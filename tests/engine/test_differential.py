"""Random templates, random data: what docxtpl makes of them, we make too."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.test_docxtpl import same
from tests.engine.words import make_docx, p, r, table

EXPRESSIONS = st.sampled_from(
    ["{{ a }}", "{{ n }}", "{{ a|upper }}", "{{ xs|length }}", "{{ xs|join(', ') }}", "{{ d.k }}", "{{ d['k']|default('x') }}",
     "{{ a if n > 1 else d.k }}", "{{ a ~ n }}", "{{ n + 1 }}", "{{ xs[0] if xs else '' }}", "{{ a|replace('é', 'e') }}"]
)  # fmt: skip
TESTS = st.sampled_from(
    ["a", "n > 1", "xs", "not xs", "d.k == 'v'", "a is string", "n is odd", "xs and n", "false"]
)
WORDS = st.sampled_from(["texte ", "l’été & <co> ", "", " – ", "œ€ "])
RUNS = st.sampled_from(["", "<w:b/>", '<w:color w:val="FF0000"/>'])


@st.composite
def sentence(draw: Any) -> str:
    """A paragraph of a few runs; tags whole or split."""
    runs = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(WORDS) + draw(EXPRESSIONS) + draw(WORDS)
        if draw(st.booleans()):
            text = f"{{% if {draw(TESTS)} %}}{text}{{% else %}}{draw(WORDS)}{{% endif %}}"
        if draw(st.booleans()):
            cut = draw(st.integers(1, len(text) - 1))
            runs += [r(text[:cut], draw(RUNS)), r(text[cut:])]
        else:
            runs.append(r(text, draw(RUNS)))
    return "<w:p>" + "".join(runs) + "</w:p>"


@st.composite
def rows(draw: Any) -> str:
    """A table that grows by rows."""
    inner = draw(st.sampled_from(["{{ x }}", "{{ loop.index }}. {{ x }}", "{{ a }}"]))
    return table(["Nom", "Rang"], ["{%tr for x in xs %}", ""], [inner, "{{ n }}"], ["{%tr endfor %}", ""])


def block(children: Any) -> Any:
    """A condition or a loop around blocks."""
    body = st.lists(children, min_size=1, max_size=3).map("".join)
    loop = body.map(lambda b: p("{%p for x in xs %}") + b + p("{{ x }}") + p("{%p endfor %}"))
    test = st.tuples(TESTS, body, body).map(
        lambda t: p(f"{{%p if {t[0]} %}}") + t[1] + p("{%p else %}") + t[2] + p("{%p endif %}")
    )
    return loop | test


TEMPLATES = st.lists(st.recursive(sentence() | rows(), block, max_leaves=6), min_size=1, max_size=4)
DATA = st.fixed_dictionaries(
    {
        "a": st.text("aé&<>'\"’€ ", min_size=1, max_size=8).map(lambda t: t + "."),
        "n": st.integers(0, 3),
        "xs": st.lists(st.sampled_from(["un", "d&ux", "<trois>"]), max_size=3),
        "d": st.just({"k": "v"}),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=TEMPLATES, data=DATA)
def test_same_as_docxtpl(blocks: list[str], data: dict[str, Any]) -> None:
    same(make_docx(*blocks), lambda _: data)
