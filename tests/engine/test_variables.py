"""The data a template asks for, as full paths."""

from __future__ import annotations

import pytest

from ctg_docs.engine import Template
from tests.engine.words import make_docx


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("{{ a }}{{ b.c.d }}{{ b.c }}", ["a", "b.c.d"]),
        ("{{ b['c'].d }}{{ l[0].x }}", ["b.c.d", "l[].x"]),
        ("{% for f in c.fiches %}{{ f.nom }}{% for o in f.ops %}{{ o }}{{ loop.index }}{% endfor %}{% endfor %}",
         ["c.fiches[].nom", "c.fiches[].ops[]"]),
        ("{% for k, v in d.items() %}{{ k }}{{ v.x }}{% endfor %}", ["d{}.x"]),
        ("{% for k, v in d|dictsort %}{{ v }}{% endfor %}", ["d{}"]),
        ("{% set x = a.b %}{{ x.c }}{% with y = x.d %}{{ y }}{% endwith %}", ["a.b.c", "a.b.d"]),
        ("{% macro m(p) %}{{ p.x }}{{ q }}{% endmacro %}{{ m(z.t) }}", ["q", "z.t"]),
        ("{% if a.ok and b > c.n %}{% elif e %}{{ g if h else i }}{% endif %}", ["a.ok", "b", "c.n", "e", "g", "h", "i"]),
        ("{{ l|first }}{{ l|sort|join(s) }}{{ n.upper() }}{{ (m|last).x }}", ["l[]", "m[].x", "n", "s"]),
        ("{% for x in l|selectattr('ok') if x.y %}{{ x.z }}{% else %}{{ w }}{% endfor %}", ["l[].y", "l[].z", "w"]),
        ("{{ range(3)|list }}{{ namespace(a=t) }}{{ 'x' ~ u }}", ["t", "u"]),
        ("{% for g in l|groupby('k') %}{{ g.grouper }}{% endfor %}{{ o.p(q.r) }}", ["l", "o", "q.r"]),
    ],
)  # fmt: skip
def test_variables_are_full_paths(text: str, paths: list[str]) -> None:
    assert Template.load(make_docx(text)).variables() == paths


def test_variables_of_every_part() -> None:
    assert Template.load(make_docx("{{ a.b }}", header="{{ c.d }}", footer="{{ a }}")).variables() == [
        "a.b",
        "c.d",
    ]
