"""Tags written with other marks, and the face of the engine."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import pytest
from jinja2 import Environment

from ctg_docs import docxtpl as door
from ctg_docs import engine
from ctg_docs.engine import Delimiters, Printing, Template, lint_file
from ctg_docs.errors import TemplateError
from tests.engine.words import make_docx, texts

MARKS = Delimiters(("<<", ">>"), ("<%", "%>"), ("<#", "#>"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text.replace("<", "&lt;").replace(">", "&gt;")}</w:t></w:r>'


def paragraph(*pieces: str) -> str:
    return f"<w:p>{''.join(map(run, pieces))}</w:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Bonjour << nom >>."), ["Bonjour Zoé."]),
        (paragraph("Bonjour <", "< n", "om >", ">."), ["Bonjour Zoé."]),
        (paragraph("<%p if oui %>") + paragraph("a") + paragraph("<%p endif %>"), ["a"]),
        (paragraph("a<# rien #>b"), ["ab"]),
        (paragraph("{{ nom }} et {% x %} restent"), ["{{ nom }} et {% x %} restent"]),
        (paragraph("2 >> 1, << nom >>"), ["2 >> 1, Zoé"]),
        (paragraph("<< '{{ nom }}' >>"), ["{{ nom }}"]),
    ],
)  # fmt: skip
def test_other_marks_are_read_as_the_usual_ones(body: str, expected: list[str]) -> None:
    template = Template.load(make_docx(body), delimiters=MARKS)
    assert texts(template.render({"nom": "Zoé", "oui": True})) == expected
    assert lint_file(make_docx(body), delimiters=MARKS) == []


@pytest.mark.parametrize(
    "marks", [(("[[", "]]"), ("[%", "%]"), ("[#", "#]")), (("${", "}"), ("<%", "%>"), ("<!--", "-->"))]
)
def test_marks_of_any_length(marks: tuple[tuple[str, str], ...]) -> None:
    (opens, closes), (begins, ends), (hides, shows) = marks
    body = paragraph(f"{opens} nom {closes}{hides} x {shows}{begins} if oui {ends}!{begins} endif {ends}")
    template = Template.load(make_docx(body), delimiters=Delimiters(*marks))
    assert texts(template.render({"nom": "Zoé", "oui": True})) == ["Zoé!"]


def test_marks_of_a_jinja_environment_pass_the_door() -> None:
    tpl = door.DocxTemplate(io.BytesIO(make_docx(paragraph("<< no", "m >>"))))
    tpl.render({"nom": "Zoé"}, Environment(variable_start_string="<<", variable_end_string=">>"))
    made = io.BytesIO()
    tpl.save(made)
    assert texts(made.getvalue()) == ["Zoé"]


def test_a_fault_is_found_with_other_marks() -> None:
    assert [p.code for p in lint_file(make_docx(paragraph("<< nom | zut >>")), delimiters=MARKS)] == [
        "MOD108"
    ]


def test_lint_takes_what_load_takes() -> None:
    body = "{{ x | double }} {% if x is chic %}a{% endif %}{% do x.append(1) %}"
    assert {p.code for p in lint_file(make_docx(body))} >= {"MOD003"}
    given: dict[str, Any] = {"filters": {"double": str}, "tests": {"chic": bool}}
    assert lint_file(make_docx(body), trusted=True, **given) == []
    assert Template.load(make_docx(body), trusted=True, **given).lint() == []
    beside = make_docx("{%p if x %} mot", "{%p endif %}")
    assert lint_file(beside) != []
    assert {p.code for p in lint_file(beside, printing=Printing(lenient=True))} <= {"MOD008"}


def test_problems_of_structure_quote_their_sentence() -> None:
    long = "Les parties conviennent de ce qui suit."
    problem = lint_file(make_docx(f"{long} {{%tr for l in x %}}"))[0]
    assert long in problem.message


def test_nothing_found_to_replace_is_said() -> None:
    template = Template.load(make_docx("a"))
    host = template.docxtpl()
    host.crc_to_new_media[1] = b"x"
    with pytest.raises(TemplateError, match="trusted=True"):
        template.render({}, docxtpl=host)
    host = template.docxtpl()
    host.crc_to_new_embedded[1] = b"x"
    with pytest.raises(TemplateError, match="L’objet à remplacer"):
        template.render({}, docxtpl=host)


def test_the_face_opens_each_of_its_names_and_nothing_of_the_domain() -> None:
    assert all(getattr(engine, name) is not None for name in engine.__all__)
    code = (
        "import sys, ctg_docs.engine as e; [getattr(e, n) for n in e.__all__];"
        "print(*sorted(m for m in sys.modules if m.startswith('ctg_docs.')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    own = {"engine", "errors", "problems", "formats", "holes", "limits", "french", "version"}
    assert {name.split(".")[1] for name in out.split()} <= own, out
