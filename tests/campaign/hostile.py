"""Files made to cost, to crash or to confuse whoever reads them, by name: each is small, or fifty megabytes at most."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from tests.engine.words import make_docx

__all__ = ["DOSSIERS", "FILES", "changed", "merged", "rows_of_cells", "table_of_cells", "write_dossier"]

HEAD = "territoire:\n  nom: Pays d’Essai\n"
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def changed(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with some of its members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        members = {name: read.read(name) for name in read.namelist()} | dict(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members.items():
            written.writestr(name, data)
    return out.getvalue()


@cache
def _book() -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Plan")
    sheet.append(["Intitulé de l’action", "Pilote"])
    sheet.append(["Ouvrir une crèche", "Caf"])
    book.save(out)
    return out.getvalue()


def _sheet(change: Callable[[bytes], bytes]) -> bytes:
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(_book())) as read:
        return changed(_book(), {name: change(read.read(name))})


def rows_of_cells(xml: bytes) -> bytes:
    return _sheet(lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"))


def merged(*areas: str) -> bytes:
    """Return a workbook of two rows with these merged areas."""
    marks = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return _sheet(
        lambda s: s.replace(b"</sheetData>", f"</sheetData><mergeCells>{marks}</mergeCells>".encode())
    )


def table_of_cells(body: str) -> bytes:
    content = f'<office:document-content {_OFFICE}><office:body><office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    return changed(_empty(), {"content.xml": content.encode()})


def _empty() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def _word(body: str) -> bytes:
    return make_docx(body)


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _data_part(data: bytes) -> bytes:
    """A Word file whose part of data, as `extract` reads it, holds these bytes."""
    from ctg_docs.engine.opc.embedded import DataPart, embed_data

    return embed_data(make_docx(_paragraph("x")), DataPart.build(data))


def _pdf(attached: bytes, *, filters: str = "/FlateDecode", raw: bool = False) -> bytes:
    packed = attached if raw else zlib.compress(attached, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(ctg-donnees.json) 3 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Type /Filespec /F (ctg-donnees.json) /UF (ctg-donnees.json) /EF << /F 4 0 R >> >>",
        b"<< /Type /EmbeddedFile /Length %d /Filter %s >>\nstream\n%s\nendstream"
        % (len(packed), filters.encode(), packed),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(out),
        )
    )


FILES: dict[str, Callable[[], bytes]] = {
    "fusion-entiere.xlsx": lambda: merged("A1:XFD1048576"),
    "fusions-nombreuses.xlsx": lambda: merged(*(f"A{n}:XFD{n}" for n in range(1, 30_000))),
    "case-egaree.xlsx": lambda: rows_of_cells(
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>'
    ),
    "deux-cases-egarees.xlsx": lambda: rows_of_cells(
        b'<row r="1048575"><c r="XFD1048575"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
    "rangees-sans-nombre.xlsx": lambda: rows_of_cells(b"<row><c/></row>" * 3_000_000),
    "cases-sans-nombre.xlsx": lambda: rows_of_cells(b"<row>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row>"),
    "texte-immense.xlsx": lambda: rows_of_cells(
        b'<row><c t="inlineStr"><is><t>' + b"a" * 200_000_000 + b"</t></is></c></row>"
    ),
    "imbrique.xlsx": lambda: rows_of_cells(b"<row>" + b"<c>" * 500_000 + b"</c>" * 500_000 + b"</row>"),
    "entites.xlsx": lambda: changed(
        _book(),
        {
            "xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)
            )
            + b"]><worksheet>&a8;</worksheet>"
        },
    ),
    "reference-folle.xlsx": lambda: rows_of_cells(
        b'<row r="99999999999999"><c r="ZZZZZZ99999999999999"><v>1</v></c></row>'
    ),
    "nombre-long.xlsx": lambda: rows_of_cells(b'<row r="9"><c r="A9"><v>' + b"9" * 5_000 + b"</v></c></row>"),
    "bombe.xlsx": lambda: changed(_book(), {"xl/sharedStrings.xml": b" " * 900_000_000}),
    "styles.xlsx": lambda: changed(_book(), {"xl/styles.xml": b"<styleSheet>" + b"<a>" * 300_000}),
    "cases-repetees.ods": lambda: table_of_cells(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "fusion-entiere.ods": lambda: table_of_cells(
        '<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-spanned="99999999" table:number-rows-spanned="99999999"/></table:table-row>'
        * 2
    ),
    "espaces.ods": lambda: table_of_cells(
        '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="3000000000"/></text:p></table:table-cell></table:table-row>'
    ),
    "repetition-longue.ods": lambda: table_of_cells(
        f'<table:table-row table:number-rows-repeated="{"9" * 5000}"><table:table-cell/></table:table-row>'
    ),
    "imbrique.ods": lambda: table_of_cells(
        "<table:table-row-group>" * 100_000 + "</table:table-row-group>" * 100_000
    ),
    "bombe.ods": lambda: table_of_cells(" " * 400_000_000),
    "lignes.csv": lambda: b"a;b\n" * 10_000_000,
    "guillemet.csv": lambda: b'a;"' + b"x\n" * 20_000_000,
    "colonnes.csv": lambda: b"Action;" + b"x;" * 15_000_000,
    "espaces.docx": lambda: _word(_paragraph("a" + " " * 5_000_000 + "b")),
    "paragraphes.docx": lambda: _word("<w:p/>" * 4_000_000),
    "imbrique.docx": lambda: _word("<w:tbl><w:tr><w:tc>" * 60_000 + "</w:tc></w:tr></w:tbl>" * 60_000),
    "cellules-larges.docx": lambda: _word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "bombe.docx": lambda: changed(make_docx(_paragraph("x")), {"word/document.xml": b" " * 800_000_000}),
    "donnees-latin1.docx": lambda: _data_part(b'{"format": "\xe9\xff"}'),
    "donnees-profondes.docx": lambda: _data_part(b'{"a":' * 100_000),
    "joint-bombe.pdf": lambda: _pdf(b" " * 1_000_000_000),
    "joint-nul.pdf": lambda: _pdf(b"x").replace(b"/F 4 0 R", b"/F null "),
    "joint-inconnu.pdf": lambda: _pdf(b"x", filters="/Inconnu"),
    "joint-abime.pdf": lambda: _pdf(b"pas du deflate", raw=True),
    "joint-profond.pdf": lambda: _pdf(b'{"a":' * 100_000),
    "joint-recursif.pdf": lambda: _pdf(
        zlib.compress(zlib.compress(b" " * 300_000_000)), filters="[/FlateDecode /FlateDecode /FlateDecode]"
    ),
    "zeros.pdf": lambda: b"%PDF-1.7\n" + b"\0" * 50_000_000,
    "zeros-tout.pdf": lambda: b"\0" * 50_000_000,
    "profond.json": lambda: b'{"a":' * 100_000,
    "nombre-long.json": lambda: b'{"format": ' + b"9" * 5_000 + b"}",
}
"""What is given to the commands that read a file."""

DOSSIERS: dict[str, Callable[[], str]] = {
    "cles-inconnues.yaml": lambda: HEAD + "".join(f"cle_{n}: 1\n" for n in range(40_000)),
    "references.yaml": lambda: (
        HEAD
        + "fiches_actions:\n"
        + "".join(f"  - id: f{n}\n    intitule: A\n    pilote: x{n}\n" for n in range(15_000))
    ),
    "entier.yaml": lambda: f"{HEAD}perimetre:\n  population: {'9' * 5_000}\n",
    "logo-long.yaml": lambda: (
        f"{HEAD}identite:\n  logos:\n    - fichier: {'a' * 5_000}.png\n      description: x\n"
    ),
    "nom-300.yaml": lambda: f"{HEAD}annexes:\n  - titre: A\n    fichier: {'é' * 300}.pdf\n",
    "niveau-vide.yaml": lambda: f'{HEAD}strategie:\n  niveaux:\n    - nom: "\N{NO-BREAK SPACE}"\n',
    "profond.yaml": lambda: HEAD + "x: " + "[" * 50_000,
    "alias.yaml": lambda: (
        HEAD
        + "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    ),
    "texte-long.yaml": lambda: f"{HEAD}  presentation: {'mot ' * 1_200_000}\n",
    "espaces.yaml": lambda: f"{HEAD}historique:\n  - date: 2020\n    texte: a{' ' * 4_000_000}b\n",
    "lignes.yaml": lambda: HEAD + "historique:\n" + "  - date: 2020\n    texte: x\n" * 100_000,
    "profond.json": lambda: '{"a":' * 100_000,
    "entier.json": lambda: json.dumps({"territoire": {"nom": "X"}, "perimetre": {"population": 1}}).replace(
        ": 1}", f": {'9' * 5_000}}}"
    ),
    "cles.toml": lambda: ".".join(["a"] * 100_000) + " = 1\n",
    "tables.toml": lambda: 'territoire = {nom = "X"}\n' + "".join(f"[t{n}]\n" for n in range(60_000)),
    "tables-pointees.toml": lambda: "".join(f"[{'.'.join(['a'] * 300)}.b{n}]\n" for n in range(5_000)),
    "texte.toml": lambda: f'territoire = {{nom = "X"}}\na = """{"x" * 4_900_000}"""\n',
    "entier.toml": lambda: f"[territoire]\nnom = 'X'\n[perimetre]\npopulation = {'9' * 5_000}\n",
    "liste.toml": lambda: "a = " + "[" * 50_000,
    "valeurs.toml": lambda: f'territoire = {{nom = "X"}}\na = [{"1," * 2_400_000}]\n',
    "valeurs.json": lambda: f'{{"territoire": {{"nom": "X"}}, "a": [{"[]," * 1_600_000}1]}}',
    "virgules.json": lambda: json.dumps(
        {"territoire": {"nom": "X", "presentation": "un, deux = [trois] { " * 60_000}}
    ),
}
"""What is given as the main file of a dossier: its name is `ctg` with this ending."""


def write_dossier(name: str, folder: Path) -> Path:
    """Write one of `DOSSIERS` as a dossier and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"ctg{Path(name).suffix}").write_text(DOSSIERS[name](), encoding="utf-8")
    return folder
