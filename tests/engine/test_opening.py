"""A file opens the same whatever its parts are called, model or document, with macros or without."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from ctg_docs.engine import Template
from ctg_docs.engine.a11y import check_accessibility
from ctg_docs.engine.lint import lint_file
from ctg_docs.engine.opc.embedded import DataPart, embed_data, read_data
from ctg_docs.engine.opc.metadata import clean_metadata
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.redline import accept_all, redline
from ctg_docs.engine.word.controls import read_form
from ctg_docs.errors import TemplateError
from tests.engine.words import MAIN, R, make_docx, p, texts

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="nom"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Zoé</w:t></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
)
NAMES: list[dict[str, str]] = [
    {"word/document.xml": "word/document2.xml"},
    {"word/document.xml": "word/document2.xml", "word/styles.xml": "word/styles2.xml"},
    {"word/document.xml": "word/document22.xml", "word/numbering.xml": "word/numbering3.xml"},
    {"word/document.xml": "document.xml"},
    {"word/document.xml": "contenu/corps.xml", "word/styles.xml": "contenu/looks/styles.xml"},
    {"word/document.xml": "word/Document.xml", "word/styles.xml": "word/Styles.XML"},
    {"word/styles.xml": "word/numbering.xml", "word/numbering.xml": "word/styles.xml"},
]


def repack(docx: bytes, names: Mapping[str, str], **changes: bytes) -> bytes:
    """Give parts other names, as another program would write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        found = {name: old.read(name) for name in old.namelist()} | changes
        for name, data in found.items():
            match = re.fullmatch(r"(.*?)_rels/(.*)\.rels", name)
            if match:
                owner = match[1] + match[2]
                folder, _, file = names.get(owner, owner).rpartition("/")
                place = f"{folder}/_rels/{file}.rels".lstrip("/")
                new.writestr(place, _renamed(rb'Target="([^"]+)"', data, owner.rpartition("/")[0], names))
            elif name == "[Content_Types].xml":
                new.writestr(name, _renamed(rb'PartName="([^"]+)"', data, "", names))
            else:
                new.writestr(names.get(name, name), data)
    return out.getvalue()


def _renamed(pattern: bytes, data: bytes, folder: str, names: Mapping[str, str]) -> bytes:
    def change(found: re.Match[bytes]) -> bytes:
        whole = f"{folder}/{found[1].decode()}".lstrip("/")
        return found[0].replace(found[1], f"/{names.get(whole, whole)}".encode())

    return re.sub(pattern, change, data)


@pytest.mark.parametrize("names", NAMES, ids=[" ".join(n.values()) for n in NAMES])
def test_a_template_gives_the_same_document(names: dict[str, str]) -> None:
    docx = make_docx("Bonjour {{ nom }}", p("Article", "Titre1"), header="En-tête {{ nom }}")
    plain = Template.load(docx, name="t").render({"nom": "Zoé"})
    moved = Template.load(repack(docx, names), name="t").render({"nom": "Zoé"})
    assert texts(moved) == texts(plain)
    parts = [read_part(made, "word/styles.xml") for made in (moved, plain)]
    assert parts[0] == parts[1] != b""
    assert open_package(moved).main == "word/document.xml"
    assert [p.code for p in lint_file(repack(docx, names))] == [p.code for p in lint_file(docx)]


@pytest.mark.parametrize("names", NAMES, ids=[" ".join(n.values()) for n in NAMES])
def test_every_reader_takes_it(names: dict[str, str]) -> None:
    docx = make_docx(CONTROL, "Du texte.")
    moved = repack(docx, names)
    assert [c.text for c in read_form(moved).controls] == ["Zoé"]
    assert [p.message for p in check_accessibility(moved)] == [p.message for p in check_accessibility(docx)]
    assert read_data(embed_data(moved, DataPart.build(b'{"a": 1}'))) == b'{"a": 1}'
    assert b"Zo" in (read_part(clean_metadata(moved), "word/document.xml") or b"")
    marked = redline(
        moved, make_docx(CONTROL, "Un texte."), author="x", date=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert "Un texte." in "".join(texts(accept_all(marked)))


@pytest.mark.parametrize(
    "kind", [f"{MAIN}.template.main+xml", MACRO, MACRO.replace("document", "template", 1)]
)
def test_a_model_makes_documents(kind: str) -> None:
    kind = kind.replace("template.macroEnabled.", "template.macroEnabledTemplate.")
    docx = make_docx("Bonjour {{ nom }}")
    types = (read_part(docx, "[Content_Types].xml") or b"").replace(
        f"{MAIN}.document.main+xml".encode(), kind.encode()
    )
    model = repack(docx, {}, **{"[Content_Types].xml": types})
    made = Template.load(model).render({"nom": "Zoé"})
    assert texts(made) == ["Bonjour Zoé"]
    assert f"{MAIN}.document.main+xml" in (read_part(made, "[Content_Types].xml") or b"").decode()


def test_macros_are_left_out_and_told() -> None:
    docx = make_docx(
        "Bonjour {{ nom }}",
        types='<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        rels=f'<Relationship Id="rIdV" Type="{R}/vbaProject" Target="vbaProject.bin"/>',
        files={
            "word/vbaProject.bin": b"x",
            "word/vbaData.xml": "<x/>",
            "word/_rels/vbaProject.bin.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships"><Relationship Id="r" Type="x" Target="vbaData.xml"/></Relationships>',
        },
    )
    made = Template.load(docx).render({"nom": "Zoé"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert b"vba" not in archive.read("word/_rels/document.xml.rels")
        assert b"vbaData" not in archive.read("[Content_Types].xml")
    [told] = [problem for problem in lint_file(docx) if problem.code == "MOD011"]
    assert not told.blocking
    assert "macros" in told.message


@pytest.mark.parametrize("reader", [Template.load, read_form, check_accessibility, open_package])
def test_what_is_no_word_file_is_named(reader: object) -> None:
    strict = repack(
        make_docx("x"),
        {},
        **{
            "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
            b'Target="word/document.xml"/></Relationships>'
        },
    )
    assert callable(reader)
    for data, word in ((b"{\\rtf1 x}", "rtf"), (b"", "vide"), (strict, "strict")):
        with pytest.raises(TemplateError, match=word):
            reader(data)


def test_parts_in_another_encoding_become_utf_8() -> None:
    buffer = io.BytesIO(make_docx("été {{ x }}"))
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    latin = parts["word/document.xml"].decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        for name, data in (parts | {"word/document.xml": latin}).items():
            archive.writestr(name, data)
    assert texts(Template.load(buffer.getvalue()).render({"x": "œ"})) == ["été œ"]
