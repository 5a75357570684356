"""Any Word file filled with a dossier: from scratch, with its own parts, per instance, checked as it is filled."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as Word
from docx.shared import Mm

import ctg_docs
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.steps.check import diagnose
from ctg_docs.steps.fill import check_fill, fill
from ctg_docs.steps.templates import check_template, template_fields
from tests.engine.test_opening import repack
from tests.office import resave

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/pays-auvrelle"
WORDS = ("territoire", "instance", "date", "horaires", "heure", "lieu", "reunion", "territoire.nom")


@pytest.fixture(scope="module")
def ctg() -> ctg_docs.Ctg:
    return ctg_docs.load(EXAMPLE)


def word(*paragraphs: str) -> bytes:
    document, out = Word(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for p in points %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ p.numero }}", "{{ p.titre }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    document = Word(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells


PLAIN = word(
    *(f"{name} : {{{{ {name} }}}}" for name in WORDS),
    "{{ reunion.date | date_longue }} {{ convention.titre }}",
    "{%p for m in membres %}",
    "{{ m.nom }}, {{ m.fonction }} ({{ m.organisme }}) {{ m }}",
    "{%p endfor %}",
    "{% for m in presents %}{{ m.nom }} {{ m.presence }}{% if not loop.last %}, {% endif %}{% endfor %}",
)


def test_a_file_from_scratch_prints_the_plain_words(ctg: ctg_docs.Ctg) -> None:
    reunion = ctg.reunions[-1]
    lines = texts(fill(PLAIN, ctg, reunion=reunion.id).data)
    assert f"territoire : {ctg.territoire.nom}" in lines
    assert f"territoire.nom : {ctg.territoire.nom}" in lines
    assert f"reunion : {reunion.titre}" in lines
    assert any(line.startswith("lieu : ") and len(line) > 8 for line in lines)
    assert any(ctg.convention.titre in line for line in lines)
    assert reunion.ordre_du_jour[0].titre in lines
    instance = ctg.instance(reunion.instance)
    assert instance is not None
    assert sum("(" in line and "membre" not in line for line in lines) >= len(instance.membres)


def test_the_same_file_is_a_template_of_meeting_papers(ctg: ctg_docs.Ctg) -> None:
    template = word(
        *(f"{{{{ {name} }}}}" for name in WORDS), "{%p for m in membres %}", "{{ m.nom }}", "{%p endfor %}"
    )
    for kind in ("ordre_du_jour", "feuille_emargement", "compte_rendu", "releve_decisions", "convocation"):
        assert check_template(template, kind) == [], kind
        made = ctg_docs.render(ctg, kind, templates={kind: template})
        assert made, kind
        assert ctg.territoire.nom in texts(made[0].data)
    assert check_fill(template) == []


def test_a_file_that_speaks_of_a_meeting_asks_which(ctg: ctg_docs.Ctg) -> None:
    assert len(ctg.reunions) > 1
    with pytest.raises(DataError, match=ctg.reunions[0].id):
        fill(PLAIN, ctg)
    with pytest.raises(DataError, match="Aucune réunion"):
        fill(PLAIN, ctg, reunion="inconnue")


def test_a_file_without_meeting_needs_none(ctg: ctg_docs.Ctg) -> None:
    document, out = Word(), io.BytesIO()
    document.add_paragraph("{{ territoire }} : {{ convention.titre }}")
    document.save(out)
    assert texts(fill(out.getvalue(), ctg).data)[0] == f"{ctg.territoire.nom} : {ctg.convention.titre}"


def test_an_unknown_word_is_told_with_the_nearest(ctg: ctg_docs.Ctg) -> None:
    with pytest.raises(TemplateError) as refused:
        fill(word("{{ territoir }}"), ctg, reunion=ctg.reunions[0].id)
    assert "territoire" in refused.value.problems[0].suggestion


def test_a_custom_part_of_the_file_is_no_obstacle(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    template = word("{{ date }}")
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        assert "customXml/item1.xml" in package.namelist()
    made = ctg_docs.generate(
        ctg,
        ["ordre_du_jour"],
        out=tmp_path,
        templates={"ordre_du_jour": template},
        reunion=ctg.reunions[-1].id,
    )
    assert made[0].read_bytes()[:2] == b"PK"


def letterhead() -> bytes:
    """A file with a logo, a table of items and a loop over the members."""
    document, out = Word(), io.BytesIO()
    document.add_picture(str(EXAMPLE / "logos" / "cc.png"), width=Mm(30))
    for text in ("{{ territoire }}, {{ date }}", "{%p for m in membres %}", "- {{ m.nom }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for p in points %}", "{%tr endfor %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ p.numero }}", "{{ p.titre }}"
    document.save(out)
    return out.getvalue()


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    (folder / "mien.docx").write_bytes(data)
    return resave(folder / "mien.docx", "docx:MS Word 2007 XML", folder)


def as_model(data: bytes, _: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    return repack(data, {}, **{"[Content_Types].xml": types})


SHAPES: dict[str, Callable[[bytes, Path], bytes]] = {
    "python-docx": lambda data, _: data,
    "LibreOffice": by_libreoffice,
    "dotx": as_model,
    "Word en ligne": lambda data, _: repack(data, {"word/document.xml": "word/document2.xml"}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_letterhead_of_any_origin_is_filled_alone_and_from_the_dossier(shape: str, tmp_path: Path) -> None:
    if shape == "LibreOffice" and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    template = SHAPES[shape](letterhead(), tmp_path)
    dossier = tmp_path / "dossier"
    shutil.copytree(EXAMPLE, dossier)
    (dossier / "modeles").mkdir()
    (dossier / "modeles" / f"ordre_du_jour.{'dotx' if shape == 'dotx' else 'docx'}").write_bytes(template)
    ctg = ctg_docs.load(dossier)
    meeting = ctg.reunions[-1]
    (path,) = ctg_docs.generate(ctg, ["ordre_du_jour"], out=tmp_path / "out", reunion=meeting.id)
    instance = ctg.instance(meeting.instance)
    assert instance is not None
    for made in (fill(template, ctg, reunion=meeting.id).data, path.read_bytes()):
        lines = texts(made)
        assert sum(line.startswith("- ") for line in lines) >= len(instance.membres)
        assert {point.titre for point in meeting.ordre_du_jour} <= set(lines)
        assert len(Word(io.BytesIO(made)).inline_shapes) == 1


def test_instances_have_templates_of_their_own(ctg: ctg_docs.Ctg) -> None:
    met = {r.instance: r for r in ctg.reunions if r.instance and r.ordre_du_jour}
    assert len(met) >= 2
    first, second = list(met)[:2]
    templates = {
        f"ordre_du_jour-{first}": word("le premier"),
        "ordre_du_jour": word("les autres"),
        "ordre_du_jour-bref": word("le bref"),
    }

    def printed(reunion: str, source: ctg_docs.Ctg = ctg) -> list[str]:
        return texts(ctg_docs.render(source, "ordre_du_jour", reunion=reunion, templates=templates)[0].data)

    assert "le premier" in printed(met[first].id)
    assert "les autres" in printed(met[second].id)
    named = ctg.model_copy(
        update={"reunions": tuple(r.model_copy(update={"modele": "bref"}) for r in ctg.reunions)}
    )
    assert "le bref" in printed(met[first].id, named)


def test_a_template_for_nobody_is_told(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(EXAMPLE, tmp_path / "d")
    (tmp_path / "d/modeles").mkdir(exist_ok=True)
    (tmp_path / "d/modeles/ordre_du_jour-nulle.docx").write_bytes(word("x"))
    found = [p for p in diagnose(tmp_path / "d").problems if p.code == "GEN002"]
    assert [p.place.file for p in found] == ["modeles/ordre_du_jour-nulle.docx"]


def test_the_plain_words_come_first_with_an_example() -> None:
    fields = template_fields("ordre_du_jour")
    first = [f.path for f in fields[:16]]
    assert {"territoire", "date", "horaires", "lieu", "membres", "points"} <= set(first)
    assert next(f for f in fields if f.path == "date").example == "jeudi 14 janvier 2027"
