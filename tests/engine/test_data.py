"""Data may hold anything; templates may be damaged in any way: documented errors, never an invalid package."""

from __future__ import annotations

import io
import multiprocessing
import random
import re
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import BaseModel

from ctg_docs.engine import Rich, Template, lint_file
from ctg_docs.errors import CtgDocsError
from ctg_docs.holes import hole, plain
from tests.engine.words import make_docx, p, part, r, table, texts


class Context(BaseModel):
    a: str
    titre: str
    xs: list[str]
    riche: str | None = None


ANYTHING = st.text(st.characters(), max_size=60)
NASTY = st.sampled_from(
    ["{{ x }}", "{% if %}", "]]>", "<w:p/>", "&amp;", "\x00\x1f\x7f", "\ud800", "\ufffe", "a\r\nb\u2028c\x85", "\t\a\f\v",
     "\x02a\x03", "\x03\x02", "\x04", "\x02a\x04b\x03", "{_{ y }_}", "<!--", "%PDF", "\u202einversé", "𝔘😀", "\x02[à compléter\u00a0: d]\x03"]
)  # fmt: skip
TEXT = st.one_of(ANYTHING, st.lists(st.one_of(ANYTHING, NASTY), max_size=4).map("".join))

TEMPLATE = Template.load(
    make_docx(
        p("{{ titre }}", "Titre1"),
        "avant {{ a }} après",
        "[[sommaire]]",
        "{%p for x in xs %}",
        "- {{ x }}",
        "{%p endfor %}",
        "{{p a }}",
        "{{p riche }}",
        "dans {{ riche }} fin",
        "<w:p>" + r("a {{r a }} b", "<w:b/>") + "</w:p>",
        table(["{{ a }}", "{%p if xs %}"], columns=2).replace("{%p if xs %}", "{{ xs|length }}"),
        '<w:p><w:hyperlink w:anchor="{{ a }}">' + r("{{ titre }}") + "</w:hyperlink></w:p>",
        header="{{ a }}",
    )
)


def visible(text: str) -> str:
    """What a reader must find of a text: legal characters, blanks and marks apart."""
    text = re.sub("[\x85\u2028\u2029]", "\n", plain(text))
    legal = "".join(c for c in text if c.isprintable() or c.isspace() or ord(c) > 0xA0)
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "", legal)


@settings(max_examples=150, deadline=None)
@example(a="\x020\x04", titre="\x040\x03", xs=["\x040\x03", "\x02a\x04b\x04c\x03"], riche="\x040\x03")
@given(a=TEXT, titre=TEXT, xs=st.lists(TEXT, max_size=3), riche=TEXT)
def test_any_text_gives_a_sound_document_that_holds_it(a: str, titre: str, xs: list[str], riche: str) -> None:
    document = TEMPLATE.render({"a": a, "titre": titre, "xs": xs, "riche": Rich(riche)})
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    found = visible("".join(texts(document)))
    for text in (a, *xs):
        assert visible(text) in found
    assert TEMPLATE.render({"a": a, "titre": titre, "xs": xs, "riche": Rich(riche)}) == document


def test_a_megabyte_in_one_field() -> None:
    text = "œuvre & l’été <b>\n" * 60_000
    document = TEMPLATE.render({"a": text, "titre": "t", "xs": [text], "riche": Rich("x")})
    assert part(document).count("œuvre &amp; l’été &lt;b&gt;") >= 120_000


def test_holes_are_marked_wherever_they_are_printed() -> None:
    document = TEMPLATE.render(
        {"a": f"le {hole('date')}.", "titre": hole("titre"), "xs": [], "riche": Rich(hole("texte"))}
    )
    xml = part(document) + part(document, "word/header1.xml")
    assert xml.count('w:val="Acompleter"') == 9
    assert "\x02" not in xml


VALUES: list[Any] = [
    None,
    [],
    {},
    (),
    object(),
    b"x",
    print,
    float("nan"),
    1j,
    Exception("x"),
    type,
    {"a": {1}},
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_odd_values_give_a_document_or_a_documented_error(value: Any) -> None:
    try:
        document = TEMPLATE.render({"a": value, "titre": value, "xs": [value], "riche": value})
    except CtgDocsError as error:
        outcome = [problem.code for problem in error.problems]
    else:
        outcome = ["ok"]
        etree.fromstring(part(document).encode())
    assert outcome


def mutate(docx: bytes, rng: random.Random) -> bytes:
    """Damage the body of a template: a character or a tag now and then, else an element lost, doubled or moved."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    way = _damage_text if rng.random() < 0.3 else _damage_tree
    files["word/document.xml"] = way(files["word/document.xml"].decode(), rng).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _damage_text(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return (
        text[:at]
        + rng.choice(["", "{", "}", "%", "'", '"', "<", "&", "é", "\u00a0", "</w:p>"])
        + text[at + 1 :]
    )


def _damage_tree(text: str, rng: random.Random) -> str:
    root = etree.fromstring(text.encode())
    for _ in range(rng.randint(1, 3)):
        nodes = [node for node in root.iter(etree.Element) if node.getparent() is not None]
        if not nodes:
            break
        node, other = rng.choice(nodes), rng.choice(nodes)
        words = [n for n in nodes if n.text]
        match rng.randrange(4):
            case 0:
                parent = node.getparent()
                assert parent is not None
                parent.remove(node)
            case 1:
                other.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))
            case 2 if words:
                rng.choice(words).text = rng.choice(
                    [
                        "{{ a }}",
                        "{%p if a %}",
                        "{% endfor %}",
                        "{{ a.b.c }}",
                        "{%tr for a in b %}",
                        "{{r a }}",
                        "mot",
                        "{{ x",
                    ]
                )
            case _ if words:
                left, right = rng.choice(words), rng.choice(words)
                left.text, right.text = right.text, left.text
    return etree.tostring(root, encoding="unicode")


ORIGIN = make_docx(
    p("{{ titre }}", "Titre1"),
    "{%p for x in xs %}",
    "{% if x %}{{ x }}{% else %}vide{% endif %}",
    "{%p endfor %}",
    table(
        ["Nom", "Rang"], ["{%tr for x in xs %}", ""], ["{{ x }}", "{{ loop.index }}"], ["{%tr endfor %}", ""]
    ),
    "{% set y = a|upper %}{{ y }} {{ riche or titre }}",
)


def test_damaged_templates_give_a_document_or_a_documented_error() -> None:
    rng = random.Random(1)
    outcomes = {"document": 0, "error": 0}
    for _ in range(400):
        damaged = mutate(ORIGIN, rng)
        try:
            document = Template.load(damaged).render(
                {"a": "é", "titre": "t", "xs": ["x", ""], "riche": Rich("r")}
            )
        except CtgDocsError as error:
            outcomes["error"] += bool(error.message)
        else:
            with zipfile.ZipFile(io.BytesIO(document)) as archive:
                etree.fromstring(archive.read("word/document.xml"))
            outcomes["document"] += 1
    assert min(outcomes.values()) > 40, outcomes
    assert sum(outcomes.values()) == 400


def test_damaged_templates_never_break_the_lint() -> None:
    rng = random.Random(2)
    silent = 0
    for _ in range(200):
        problems = lint_file(mutate(ORIGIN, rng), Context)
        assert all(problem.code.startswith("MOD") and problem.message for problem in problems)
        silent += not problems
    assert 0 < silent < 200


def _render(number: int) -> bytes:
    return TEMPLATE.render(
        {"a": f"valeur {number}", "titre": hole("t"), "xs": [str(number)] * 20, "riche": Rich("**x**")}
    )


def test_threads_and_processes_give_equal_bytes() -> None:
    numbers = [n % 4 for n in range(12)]
    expected = [_render(n) for n in numbers]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(_render, numbers)) == expected
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(_render, numbers)) == expected
