"""Templates from strangers: all refused within 2 s and 300 MB, nothing read, run or written."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from ctg_docs.engine import Limits, Template, lint_file
from ctg_docs.errors import CtgDocsError, TemplateError
from tests.engine.words import HEAD, NAMESPACES, R, make_docx, p, part, texts


class Fiche(BaseModel):
    titre: str = "Titre"
    secret: str = "x"


CONTEXT: dict[str, Any] = {
    "x": "abc",
    "n": 3,
    "xs": [1, 2, 3],
    "f": Fiche(),
    "d": {"a": 1, "day": date(2024, 1, 2)},
}
CANARY = "canari.txt"

#: injection: out of the data, into Python
INJECTIONS = [
    "{{ x.__class__ }}",
    "{{ x.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ [x]|map(attribute='__class__')|list }}",
    "{{ [f]|map(attribute='titre.__class__')|list }}",
    "{{ [f]|selectattr('__class__')|list }}",
    "{{ [f]|groupby('__class__')|list }}",
    "{{ [f]|sort(attribute='__dict__')|list }}",
    "{{ [f]|sum(attribute='__class__') }}",
    "{{ f.__dict__ }}",
    "{{ f.model_dump() }}",
    "{{ f.model_construct() }}",
    "{{ f.model_fields }}",
    "{{ f.copy(update={'titre': 'y'}) }}",
    "{{ f.dict() }}",
    "{{ f.parse_file('/etc/passwd') }}",
    "{{ f.parse_raw('{}') }}",
    "{{ f['model_dump']() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__.os }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{{ range.__class__ }}",
    "{{ ('{0.titre.__class__}'|safe).format(f) }}",
    "{{ ('{a.titre}'|safe).format_map({'a': f}) }}",
    "{{ '{0.__class__}'.format(f) }}",
    "{{ '{0.__class__}'.format_map(d) }}",
    "{{ '%s' % f }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ x.encode().decode }}",
    "{{ (1).from_bytes(x) }}",
    "{{ xs.append(4) }}",
    "{{ d.update({'b': 2}) }}",
    "{{ d.clear() }}",
    "{{ xs.pop() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'base' %}",
    "{% block a %}{% endblock %}",
    "{% do xs.append(1) %}",
    "{{ lipsum.__globals__ }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ get_flashed_messages() }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% set y = x.__class__ %}{{ y }}",
    "{% with y = f.__class__ %}{{ y }}{% endwith %}",
    "{% for c in f.__class__.__mro__ %}{{ c }}{% endfor %}",
    "{% if f.__class__.__init__ %}a{% endif %}",
    "{{ print('a') }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os').system('touch " + CANARY + "') }}",
]

#: greed: endless loops, huge texts, huge numbers
GREEDY = [
    "{% for a in range(999999999) %}x{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in range(900) %}{% for b in range(900) %}{% for c in range(900) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{{ 'x' * 999999999 }}",
    "{{ 999999999 * 'x' }}",
    "{{ [1] * 999999999 }}",
    "{{ (9 ** 999) ** 999 }}",
    "{{ 9 ** 999999 }}",
    "{{ 'x'|center(999999999) }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ 'a\\tb'.expandtabs(999999999) }}",
    "{{ ('x' * 100000).replace('x', 'y' * 100000) }}",
    "{{ ('x' * 100000)|replace('x', 'y' * 100000) }}",
    "{{ ('x' * 1000)|indent(9999999) }}",
    "{{ (['x' * 100000] * 1000)|join('y') }}",
    "{{ ('y' * 100000).join(['x'] * 1000) }}",
    "{% set ns = namespace(s='x' * 1000) %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
    "{% set ns = namespace(s='x' * 1000) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s }}",
    "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s|length }}",
    "{% set a %}" + "x" * 1000 + "{% endset %}" + "".join(
        "{% set a %}{{ a }}{{ a }}{% endset %}" for _ in range(40)) + "{{ a }}",
    "{{ range(99999)|list|batch(1)|list|batch(1)|list|batch(1)|list|batch(1)|list|batch(1)|list|batch(1)|list"
    "|batch(1)|list|batch(1)|list|batch(1)|list|batch(1)|list|length }}",
    "{{ [1]|slice(999999999)|list|length }}",
    "{{ [1]|batch(999999999, 'x')|list }}",
    "{% for a in range(9999) %}{{ range(99999)|sort|first }}{% endfor %}",
    "{% for a in range(99999) %}{{ 'x' * 100000 }}{% endfor %}",
    "{{ 1|round(999999999) }}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in [1,2] recursive %}{% if loop.depth < 40 %}{{ loop([1,2]) }}{% endif %}{% endfor %}",
    "{{ ([[1]*100000]*2000)|sum(start=[])|length }}",
    "{{ ([[1]*100]*20000)|sum(start=[])|length }}",
    "{{ ([(1,)*100]*20000)|sum('x', ()) }}",
    "{{ ('a'*2000000).rfind('ab' ~ 'a'*999998) }}",
    "{{ ('a'*2000000).rindex('ab' ~ 'a'*999998) }}",
    "{{ ('a'*2000000).rsplit('ab' ~ 'a'*999998) }}",
    "{{ ('a'*2000000).rpartition('ab' ~ 'a'*999998) }}",
    "{{ 'a\tb'.expandtabs(tabsize=999999999) }}",
    "{{ ('y' * 100000).join(range(90000)|map('string')) }}",
    "{{ (['x' * 100000] * 100000)|liste_et }}",
    "{{ ('f' * 1000000)|int(base=16) // 7 }}",
    "{{ ('f' * 1000000)|int(0, 36) }}",
    "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a == 1 }}",
    "{% set ns = namespace(a=1) %}{% for i in range(60) %}{% set ns.a = (ns.a, ns.a) %}{% endfor %}{{ ns.a == 1 }}",
    "{% set ns = namespace(a=1) %}{% for i in range(60) %}{% set ns.a = {1: ns.a, 2: ns.a} %}{% endfor %}{{ ns.a == 1 }}",
    "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a] * 2 %}{% endfor %}{{ ns.a == 1 }}",
    "{{ (['x' * 100000] * 100000) ~ '' }}",
    "{{ (['x' * 100000] * 100000)|string|length }}",
    "{{ (['x' * 100000] * 100000)|upper|length }}",
    "{{ ([['x' * 100000] * 1000] * 1000)|join|length }}",
    "{{ ([1] * 3)|map('default', ['x' * 100000] * 100000, true)|list|length }}",
    "{{ (['x' * 1000000, 'x' * 1000000 ~ ''] * 100000)|sort|length }}",
    "{{ (['x' * 1000000, 'x' * 1000000 ~ ''] * 100000)|unique|list|length }}",
    "{{ ('a\\n' * 900000)|indent('    ' * 100000)|length }}",
    "{% for a in range(9000) %}{{ d.day.strftime('%c' * 10000)|length }}{% endfor %}",
    "{% set l = range(90000)|list %}{% for a in range(9000) %}{{ l.index(89999) }}{% endfor %}",
    "{% set l = range(90000)|list %}{% for a in range(9000) %}{{ l.count(89999) }}{% endfor %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% for a in [1] %}" * 500 + "{% endfor %}" * 500,
]  # fmt: skip


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def files_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_file(name: str, data: bytes) -> bytes:
    return zipped(files_of(make_docx("x")) | {name: data})


def bomb() -> bytes:
    return with_file("word/media/zero.png", b"\0" * 400_000_000)


def lying_bomb() -> bytes:
    """A member that says it holds 100 bytes and holds 300 MB."""
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = data.compress(b"\0" * 300_000_000) + data.flush()
    good = with_file("word/media/zero.bin", b"\0" * 100)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        entry = archive.getinfo("word/media/zero.bin")
    start = entry.header_offset + 30 + len(entry.filename)
    swapped = good[:start] + packed + good[start + entry.compress_size :]
    shift = len(packed) - entry.compress_size
    directory = swapped.rindex(b"PK\x01\x02", 0, swapped.rindex(b"PK\x05\x06"))
    first = swapped.index(b"PK\x01\x02", start + len(packed))
    out = bytearray(swapped)
    out[directory + 20 : directory + 24] = struct.pack("<L", len(packed))
    end = swapped.rindex(b"PK\x05\x06")
    out[end + 16 : end + 20] = struct.pack("<L", first)
    assert shift > 0
    return bytes(out)


def doubled_name() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files_of(make_docx("x")).items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<x/>")
    return buffer.getvalue()


def body(xml: str) -> bytes:
    return with_file("word/document.xml", xml.encode())


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(12))
    + "]>"
)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DOCUMENT = f"<w:document {NAMESPACES}><w:body>{p('&')}</w:body></w:document>"

PACKAGES: dict[str, Callable[[], bytes]] = {
    "zip bomb": bomb,
    "zip bomb with a lie": lying_bomb,
    "5 000 files": lambda: zipped(files_of(make_docx("x")) | {f"word/x{n}.xml": b"<x/>" for n in range(5000)}),
    "doubled name": doubled_name,
    "name by case": lambda: with_file("word/DOCUMENT.xml", b"<x/>"),
    "path out": lambda: with_file("../../canari.txt", b"x"),
    "absolute path": lambda: with_file("/tmp/canari.txt", b"x"),
    "windows path": lambda: with_file("word\\..\\canari.txt", b"x"),
    "drive": lambda: with_file("c:canari.txt", b"x"),
    "billion laughs": lambda: body(LAUGHS + DOCUMENT.replace("&amp;", "&m;")),
    "outside entity": lambda: body(ENTITY + DOCUMENT.replace("&amp;", "&a;")),
    "outside DTD": lambda: body('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + DOCUMENT),
    "entity in styles": lambda: with_file("word/styles.xml", (LAUGHS + f"<w:styles {NAMESPACES}>&m;</w:styles>").encode()),
    "entity in UTF-16": lambda: with_file("word/styles.xml", ("\ufeff" + ENTITY + "<x>&a;</x>").encode("utf-16")),
    "depth": lambda: body(f"<w:document {NAMESPACES}>" + "<w:p>" * 100_000 + "</w:p>" * 100_000 + "</w:document>"),
    "not well formed": lambda: body("<w:document><w:p></w:document>"),
    "remote template": lambda: make_docx(
        "x",
        files={
            "word/settings.xml": "<w:settings xmlns:w='x'/>",
            "word/_rels/settings.xml.rels": f"{HEAD}<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{R}/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>',
        },
    ),
    "outside picture": lambda: make_docx(
        "x", rels=f'<Relationship Id="rX" Type="{R}/image" Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
    ),
    "embedded program": lambda: make_docx(
        "x", rels=f'<Relationship Id="rX" Type="{R}/oleObject" Target="file:///c:/a.exe" TargetMode="External"/>'
    ),
    "not a zip": lambda: b"not a zip at all",
    "empty": lambda: b"",
    "a zip that is no document": lambda: zipped({"a.txt": b"x"}),
    "5 million paragraphs": lambda: body(DOCUMENT.replace("<w:body>", "<w:body>" + "<w:p/>" * 5_000_000)),
    "4 million runs": lambda: body(DOCUMENT.replace("<w:body>", "<w:body><w:p>" + "<w:r/>" * 4_000_000 + "</w:p>")),
    "many in a part of its own": lambda: with_file("word/styles.xml", b"<w>" + b"<w/>" * 5_000_000 + b"</w>"),
    "20 001 tags": lambda: make_docx("{{ x }}" * 20_001),
}  # fmt: skip


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Measure processor time and memory; see that nothing was written."""
    monkeypatch.chdir(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    yield
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert list(tmp_path.iterdir()) == []


def refuse(docx: bytes) -> None:
    with pytest.raises(CtgDocsError) as caught:
        Template.load(docx).render(CONTEXT)
    assert "Traceback" not in caught.value.message


def test_there_are_at_least_sixty() -> None:
    assert len(INJECTIONS) + len(GREEDY) + len(PACKAGES) >= 60


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("text", INJECTIONS)
def test_injection_is_refused(text: str) -> None:
    refuse(make_docx(text))


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("text", GREEDY, ids=[f"{n}: {text[:40]}" for n, text in enumerate(GREEDY)])
def test_greed_is_refused(text: str) -> None:
    refuse(make_docx(text))


@pytest.mark.parametrize("name", PACKAGES)
def test_package_is_refused(name: str, request: pytest.FixtureRequest) -> None:
    docx = PACKAGES[name]()
    request.getfixturevalue("guarded")
    refuse(docx)


def test_what_an_honest_template_needs_is_allowed() -> None:
    text = "{{ x.upper() }} {{ d.items()|list|length }} {{ x.replace('a', 'b') }} {{ range(3)|list|length }} {{ f.titre }}"
    Template.load(make_docx(text)).render(CONTEXT)


def test_limits_can_be_tightened() -> None:
    template = Template.load(make_docx("{% for i in range(50) %}x{% endfor %}"), limits=Limits(turns=49))
    with pytest.raises(TemplateError, match="49 tours"):
        template.render({})


def test_the_local_template_word_notes_is_left_out() -> None:
    relation = f'<Relationship Id="r1" Type="{R}/attachedTemplate" Target="file:///C:/Normal.dotm" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    settings = f'<w:settings {NAMESPACES}><w:attachedTemplate r:id="r1"/></w:settings>'
    files: dict[str, str | bytes] = {
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": f'{HEAD}<Relationships xmlns="{space}">{relation}</Relationships>',
    }
    found = files_of(Template.load(make_docx("x", files=files)).render({}))
    assert b"attachedTemplate" not in found["word/settings.xml"] + found["word/_rels/settings.xml.rels"]


@pytest.mark.parametrize("mark", ["\U000f5e20calls:x\U000f5e21", "\U000f5e20turn:x\U000f5e21", "\U000f5e007\U000f5e01", "\U000f5e040\U000f5e05"])  # fmt: skip
@pytest.mark.parametrize(
    "written", [str, lambda text: "".join(f"&#{ord(c)};" if ord(c) > 0xFFFF else c for c in text)]
)
def test_the_marks_of_the_engine_mean_nothing_in_a_file(mark: str, written: Callable[[str], str]) -> None:
    name = f'<w:p><w:bookmarkStart w:id="1" w:name="a{written(mark)}"/><w:bookmarkEnd w:id="1"/></w:p>'
    text = f"<w:p><w:r><w:t>avant {written(mark)} {{{{ x }}}}</w:t></w:r></w:p>"
    made = Template.load(make_docx(name, text)).render(CONTEXT)
    plain = "".join(c for c in mark if ord(c) < 0xFFFF)
    assert texts(made) == ["", f"avant {plain} abc"]
    assert f'w:name="a{plain}"' in part(made)


_DEEP = {
    "filtres": "{{ x" + "|upper" * 9_000 + " }}",
    "sommes": "{{ 1" + "+1" * 4_000 + " }}",
    "attributs": "{{ x" + ".a" * 9_000 + " }}",
    "et": "{{ 1" + " and 1" * 9_000 + " }}",
    "parenthèses": "{{ " + "(" * 9_000 + "1" + ")" * 9_000 + " }}",
    "sinon si": "{% if x %}" + "{% elif x %}" * 2_000 + "{% endif %}",
    "si dans si": "{% if x %}" * 900 + "{% endif %}" * 900,
}


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("name", _DEEP)
def test_what_nests_without_end_is_a_fault_of_the_template(name: str) -> None:
    """Whoever walks such a tree nests as deep; Jinja's parser does not, and gives it."""
    docx = make_docx(_DEEP[name])
    with pytest.raises(TemplateError, match=r"imbriqué|« elif »"):
        Template.load(docx)
    told = lint_file(docx)
    assert [problem.code for problem in told] == ["MOD003"]
    assert max(len(str(problem)) for problem in told) < 1_000


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "1.5e" + "9" * 5_000, "0x" + "f" * 5_000, "1_" * 4_400 + "1"]
)
def test_a_number_without_end_is_a_fault_of_its_tag(number: str) -> None:
    docx = make_docx("avant", "{{ x }} {{ " + number + " }}")
    assert {problem.code for problem in lint_file(docx)} <= {"MOD003"}
    with suppress(TemplateError):  # none other
        Template.load(docx).render(CONTEXT)


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("filler", [" ", "a ", "(", "'"])
def test_a_tag_has_a_size(filler: str) -> None:
    for size, told in ((9_000_000, "Un paragraphe du modèle"), (300_000, "Une balise")):
        docx = make_docx("{{ " + filler * (size // len(filler)) + " }}")
        with pytest.raises(TemplateError, match=told) as refused:
            Template.load(docx)
        assert len(refused.value.message) < 1_000
