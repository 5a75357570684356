"""What a template may call: every road to a method or to a format, for plain values and for the host's objects."""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from markupsafe import Markup
from pydantic import BaseModel

from ctg_docs.engine import Template
from ctg_docs.errors import TemplateError
from tests.engine.words import make_docx, p, texts

SECRET = "jeton-123456"
WAYS = {
    "str.format": "{{ P.format(v) }}",
    "Markup.format": "{{ (P|safe).format(v) }}",
    "escaped": "{{ (P|e).format(v) }}",
    "attr": "{{ (P|attr('format'))(v) }}",
    "item": "{{ P['format'](v) }}",
    "alias": "{% set f = (P|safe).format %}{{ f(v) }}",
    "in a loop": "{% for i in [1] %}{{ (P|safe).format(v) }}{% endfor %}",
    "in a macro": "{% macro m(f) %}{{ f(v) }}{% endmacro %}{{ m((P|safe).format) }}",
    "format_map": "{{ (P|safe).format_map({'0': v, 'a': v}) }}",
    "block": "{% set b %}{{ P|safe }}{% endset %}{{ b.format(v) }}",
}


class Text(str):
    """A text of the host, whose methods are its own."""

    def upper(self) -> str:
        raise AssertionError("called")

    def format(self, *_args: Any, **_kwargs: Any) -> str:
        raise AssertionError("called")


class Words(list[str]):
    def count(self, _value: Any) -> int:
        raise AssertionError("called")

    def load(self) -> str:
        raise AssertionError("called")


class Kind(StrEnum):
    ONE = "one"

    def secret(self) -> str:
        raise AssertionError("called")


class Model(BaseModel):
    title: str = SECRET

    def own(self) -> str:
        raise AssertionError("called")

    @staticmethod
    def free() -> str:
        raise AssertionError("called")

    @classmethod
    def make(cls) -> str:
        raise AssertionError("called")


class Callable_:  # noqa: N801 - a class for what its name says
    def __call__(self) -> str:
        raise AssertionError("called")


def render(text: str, **context: Any) -> list[str]:
    return texts(Template.load(make_docx(text)).render(context))


def refused(text: str, **context: Any) -> str:
    with pytest.raises(TemplateError) as caught:
        Template.load(make_docx(text)).render(context)
    return ",".join(p.code for p in caught.value.problems)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("pattern", ["{0.title}", "{0[title]}", "{0.own}", "{0.__class__}", "{a.title}", "{0:{0.title}}",
                                     "{0!r}", "{0}", "{a}", "{0.title!s:>10}"])  # fmt: skip
def test_no_format_looks_into_a_value(way: str, pattern: str) -> None:
    template = Template.load(make_docx(way.replace("P", repr(pattern))))
    for value in (Model(), {"title": SECRET}, [SECRET], Words([SECRET]), Callable_(), Kind.ONE):
        with pytest.raises(TemplateError) as caught:
            template.render({"v": value})
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:.999999999f}'.format(1.5) }}",
        "{{ '{:{}}'.format(1, 999999999) }}",
        "{{ ('{:>99999}'|safe).format(1) }}",
        "{{ '{a:>99999}'.format_map({'a': 1}) }}",
        "{{ '%99999d' % 1 }}",
        "{{ '%.99999f' % 1.5 }}",
        "{{ '%*d' % (99999, 1) }}",
        "{{ '%(a)99999d' % {'a': 1} }}",
        "{{ '%99999d'|format(1) }}",
        "{{ ('%99999s'|safe) % 'x' }}",
        "{{ ('{:>900}' * 9000).format(*([1] * 9000)) }}",
        "{{ ('%900s' * 9000) % (('x',) * 9000) }}",
    ],
)
def test_a_format_without_bounds_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "{{ '%0.2f' % n }} {{ '%d %%' % 80 }} {{ '%s/%s' % ('a', 2) }} {{ '%(k)05d' % {'k': 7} }}",
            "3.14 80 % a/2 00007",
        ),
        ("{{ '{:.2f}'.format(n) }} {{ '{0:>5}|{a:<4}|{{}}'.format(7, a='b') }}", "3.14     7|b   |{}"),
        ("{{ '{k:,}'.format_map({'k': 12345}) }} {{ '{:{w}}'.format('x', w=3) }}", "12,345 x  "),
        ("{{ '%.1f'|format(n) }} {{ '%(a)s'|format(a='b') }}", "3.1 b"),
        ("{{ '{:%d/%m/%Y}'.format(d) }} {{ '{:%H h %M}'.format(t) }}", "02/03/2027 08 h 05"),
        ("{{ '{!r:>6}'.format('é') }} {{ '%r' % 'a' }}", "   'é' 'a'"),
        ("{{ '{:.3}'.format(e) }} {{ '%s' % none }}", "1.23 None"),
        ("{% for i in [1, 2] %}{{ '{}'.format(i) }}{{ '%02d' % i }} {% endfor %}", "101 202 "),
    ],
)
def test_bounded_formats_are_allowed(text: str, printed: str) -> None:
    context = {
        "n": 3.14159,
        "d": date(2027, 3, 2),
        "t": datetime(2027, 1, 1, 8, 5, tzinfo=UTC),
        "e": Decimal("1.2345"),
    }
    assert render(text, **context) == [printed]


def test_a_safe_text_escapes_what_it_formats() -> None:
    text = "{{ ('{}'|safe).format('a < b & c') }}{{ ('%s'|safe) % '<w:t>' }}"
    assert render(text) == ["a < b & c<w:t>"]


HARMLESS = frozenset(
    ["lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "startswith", "endswith", "split", "rsplit",
     "splitlines", "partition", "rpartition", "find", "rfind", "index", "rindex", "count", "isdigit", "isnumeric",
     "isdecimal", "isalpha", "isalnum", "isupper", "islower", "isspace", "istitle", "isascii", "casefold", "swapcase",
     "removeprefix", "removesuffix", "replace", "join", "zfill", "center", "ljust", "rjust", "expandtabs", "format",
     "format_map", "items", "keys", "values", "get", "bit_length", "is_integer", "quantize",
     "is_zero", "is_signed", "normalize", "copy_abs", "isoformat", "weekday", "isoweekday", "strftime", "isocalendar",
     "date", "time", "total_seconds"]
)  # fmt: skip
VALUES = [
    "x", Markup("x"), Text("x"), Kind.ONE, ["x"], Words(["x"]), ("x",), {"a": 1}, 1, True, 1.5, Decimal(1), b"x",
    date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC), {1}, Model(), Callable_(), functools.partial(print), open, type,
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:.*deprecated")
@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_every_method_but_the_harmless_is_refused(value: Any) -> None:
    by_filter, by_item, itself = (
        Template.load(make_docx(text))
        for text in ("{{ (v|attr(n))() }}", "{{ v[n]() }}", "{% set f = v %}{{ f() }}")
    )
    for name in dir(value):
        if name in HARMLESS and (type(value).__module__ != __name__ or name not in vars(type(value))):
            continue
        if callable(getattr(value, name, None)):
            with pytest.raises(TemplateError, match="MOD006"):
                by_filter.render({"v": value, "n": name})
            with pytest.raises(TemplateError, match="MOD006"):
                by_item.render({"v": value, "n": name})
    if not isinstance(value, functools.partial):
        with pytest.raises(TemplateError, match="MOD006"):
            itself.render({"v": value})


def test_inherited_methods_of_plain_values_are_their_own() -> None:
    assert render(
        "{{ k.upper() }} {{ t.lower() }} {{ w.index('a') }}", k=Kind.ONE, t=Text("X"), w=Words("a")
    ) == ["ONE x 0"]


def test_methods_work_inside_loops_and_macros() -> None:
    text = (
        "{% for x in xs %}{{ x.upper() }}{{ loop.cycle('-', '+') }}{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}"
        "{{ f(x) }}{% endfor %}{% macro m(t) %}{{ t.title() }}{% endmacro %}{% for x in xs %}{{ m(x) }}{% endfor %}"
        "{% for x in xs %}{{ '{}'.format(x) }}{{ x|upper }}{{ ns(a=x).a }}{% endfor %}"
    ).replace("ns(", "namespace(")
    assert render(text, xs=["a", "b"], d={"k": 1}, f=lambda x: x * 2) == ["A-k1aaB+k1bbABaAabBb"]


def test_functions_of_the_context_are_allowed_and_no_other() -> None:
    add = functools.partial(lambda a, b: a + b, 2)
    assert render("{{ f('a') }}{{ p(1) }}{{ m() }}", f=lambda t: t + "!", p=add, m=_Host().link) == [
        "a!3lien"
    ]
    assert refused("{{ v.free() }}", v=Model()) == "MOD006"
    assert refused("{{ d.f() }}", d={"f": _Host.shout}) == "MOD006"
    dangerous = lambda: "x"  # noqa: E731 - marked below, as Jinja's `unsafe` does
    dangerous.unsafe_callable = True  # type: ignore[attr-defined]  # what Jinja's decorator sets
    assert refused("{{ f() }}", f=dangerous) == "MOD006"


class _Host:
    def link(self) -> str:
        return "lien"

    @staticmethod
    def shout() -> str:
        raise AssertionError("called")


def test_the_names_of_a_model_are_its_fields_not_its_machinery() -> None:
    template = Template.load(make_docx(p("{{ title }}"), p("{{ __class__ }}{{ model_dump() }}{{ own() }}")))
    with pytest.raises(TemplateError) as caught:
        template.render(Model())
    assert SECRET not in str(caught.value)
