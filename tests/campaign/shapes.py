"""Fifty megabytes of each nasty shape, by kind of file: what `tests.campaign.fifty` gives to the commands."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from tests.campaign.hostile import HEAD, changed, rows_of_cells, table_of_cells
from tests.engine.words import make_docx

__all__ = ["names", "shape", "sound"]

SIZE = 50_000_000
_MANIFEST = b'{"format": "ctg-docs/manifeste/1", "outil": "x", "dossier": "y", "donnees": "z", "modeles": {}, "fichiers": ['


def _filled(unit: bytes, head: bytes = b"", tail: bytes = b"") -> Callable[[], bytes]:
    return lambda: head + unit * ((SIZE - len(head) - len(tail)) // len(unit)) + tail


def _counted(line: str, head: str = "", tail: str = "", size: int = SIZE) -> Callable[[], bytes]:
    """Lines that each hold their own number, `{n}`."""

    def make() -> bytes:
        many = size // (len(line) + 4)
        return (head + "".join(line.replace("{n}", str(n)) for n in range(many)) + tail).encode()

    return make


def _zip_of(count: int, *, ending: str) -> Callable[[], bytes]:
    def make() -> bytes:
        return changed(sound(ending), {f"word/media/{n}.xml": b"<a/>" for n in range(count)})

    return make


def _stored(ending: str, name: str, unit: bytes, size: int) -> Callable[[], bytes]:
    return lambda: changed(sound(ending), {name: unit * (size // len(unit))})


@cache
def sound(ending: str) -> bytes:
    if ending == ".pdf":
        return _pdf_sections(200)()
    return (
        rows_of_cells(b"")
        if ending == ".xlsx"
        else table_of_cells("")
        if ending == ".ods"
        else make_docx("x")
    )


def _pdf_objects(unit: str) -> Callable[[], bytes]:
    """A PDF of as many objects as hold in it, its table whole."""

    def make() -> bytes:
        out, places = bytearray(b"%PDF-1.7\n"), []
        fixed = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]
        many = SIZE // (len(unit) + 40)
        for number in range(1, many):
            places.append(len(out))
            body = fixed[number - 1] if number <= len(fixed) else unit.replace("{n}", str(number + 1))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode())
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % many
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (many, start)

    return make


def _pdf_sections(size: int) -> Callable[[], bytes]:
    """A PDF of a great many updates, each with a table of its own that leads to the one before."""

    def make() -> bytes:
        out = bytearray(
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        )
        before = ""
        while len(out) < size:
            start = len(out)
            table = b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
            out += (
                table + f"trailer\n<< /Size 3 /Root 1 0 R {before} >>\nstartxref\n{start}\n%%EOF\n".encode()
            )
            before = f"/Prev {start}"
        return bytes(out)

    return make


def _png(width: int, height: int, data: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


_ANY: dict[str, Callable[[], bytes]] = {
    "zéros": _filled(b"\0"),
    "lignes": _filled(b"\n"),
    "espaces": _filled(b" "),
    "parenthèses": _filled(b"("),
    "crochets": _filled(b"["),
    "accolades": _filled(b"{"),
    "chevrons": _filled(b"<"),
    "barres": _filled(b"/"),
    "guillemets": _filled(b'"'),
    "apostrophes": _filled(b"'"),
    "points-virgules": _filled(b";"),
    "esperluettes": _filled(b"&"),
    "tirets": _filled(b"- "),
    "dièses": _filled(b"#"),
    "chiffres": _filled(b"9"),
    "lettres": _filled(b"a"),
    "accents": _filled("é".encode()),
    "octets": _filled(bytes(range(256))),
    "zip": _filled(b"PK\x03\x04"),
    "fins de zip": _filled(b"PK\x05\x06" + b"\0" * 18),
}  # fmt: skip
_HEADS = {".pdf": b"%PDF-1.7\n", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".ods": b"PK\x03\x04", ".json": b'{"a":', ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff\xe0", ".svg": b"<svg>", ".geojson": b'{"type":"FeatureCollection","features":['}  # fmt: skip

_OWN: dict[str, dict[str, Callable[[], bytes]]] = {
    ".pdf": {
        "objets": _pdf_objects("{n}"),
        "dictionnaires": _pdf_objects("<< /A {n} 0 R /B ({n}) >>"),
        "chaînes": _pdf_objects("<< /Parent {n} 0 R /Kids [{n} 0 R] >>"),
        "mises à jour": _pdf_sections(SIZE),
        "quelques mises à jour": _pdf_sections(500_000),
        "débuts d’objets": _filled(b"1 0 obj\n", b"%PDF-1.7\n"),
        "flux": _filled(b"1 0 obj<<>>stream\n", b"%PDF-1.7\n"),
        "fins": _filled(b"startxref\n9\n%%EOF\n", b"%PDF-1.7\n"),
        "dictionnaires ouverts": _filled(b"<</A", b"%PDF-1.7\n1 0 obj\n"),
        "plages": _filled(b"/ByteRange [", b"%PDF-1.7\n"),
        "remorques": _filled(b"trailer<</Root 1 0 R>>\n", b"%PDF-1.7\n"),
    },
    ".docx": {
        "membres": _zip_of(200_000, ending=".docx"),
        "document de blancs": _stored(".docx", "word/document.xml", b" ", 60_000_000),
        "paragraphes": lambda: make_docx("<w:p/>" * 8_000_000),
        "textes": lambda: make_docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 300_000 + "</w:p>"),
        "cellules": lambda: make_docx("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 400_000 + "</w:tr></w:tbl>"),
        "rangées": lambda: make_docx("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 250_000 + "</w:tbl>"),
        "attributs": lambda: make_docx("<w:p " + " ".join(f'a{n}="x"' for n in range(3_000_000)) + "/>"),
        "balises": lambda: make_docx("<w:p><w:r><w:t>" + "{{ x }}" * 1_000_000 + "</w:t></w:r></w:p>"),
        "accolades seules": lambda: make_docx("<w:p><w:r><w:t>" + "{{" * 5_000_000 + "</w:t></w:r></w:p>"),
        "balise de blancs": lambda: make_docx("<w:p><w:r><w:t>{{" + " " * 9_000_000 + "}}</w:t></w:r></w:p>"),
        "balise de mots": lambda: make_docx("<w:p><w:r><w:t>{{ " + "a " * 4_500_000 + "}}</w:t></w:r></w:p>"),
        "balise de parenthèses": lambda: make_docx("<w:p><w:r><w:t>{{ " + "(" * 9_000_000 + "}}</w:t></w:r></w:p>"),
        "balise de texte": lambda: make_docx("<w:p><w:r><w:t>{{ '" + "a" * 9_000_000 + "' }}</w:t></w:r></w:p>"),
        "balise d’opérations": lambda: make_docx("<w:p><w:r><w:t>{{ 1" + "+1" * 50_000 + " }}</w:t></w:r></w:p>"),
        "balise de nombres": lambda: make_docx("<w:p><w:r><w:t>{{ [" + "1," * 3_000_000 + "] }}</w:t></w:r></w:p>"),
        "sinon": lambda: make_docx("<w:p><w:r><w:t>{% if x %}" + "{% elif x %}" * 9_000 + "{% endif %}</w:t></w:r></w:p>"),
        "si dans si": lambda: make_docx("<w:p><w:r><w:t>" + "{% if x %}" * 9_000 + "{% endif %}" * 9_000 + "</w:t></w:r></w:p>"),
        "filtres": lambda: make_docx("<w:p><w:r><w:t>{{ x" + "|upper" * 9_000 + " }}</w:t></w:r></w:p>"),
        "attributs de valeur": lambda: make_docx("<w:p><w:r><w:t>{{ x" + ".a" * 9_000 + " }}</w:t></w:r></w:p>"),
        "négations": lambda: make_docx("<w:p><w:r><w:t>{{ " + "not " * 9_000 + "x }}</w:t></w:r></w:p>"),
        "conditions": lambda: make_docx("<w:p><w:r><w:t>{{ " + "x if y else " * 9_000 + "x }}</w:t></w:r></w:p>"),
        "commentaire": lambda: make_docx("<w:p><w:r><w:t>{#" + " x" * 4_500_000 + "#}</w:t></w:r></w:p>"),
    },
    ".xlsx": {
        "membres": _zip_of(200_000, ending=".xlsx"),
        "cases": lambda: rows_of_cells(b"<row>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row>"),
        "rangées": lambda: rows_of_cells(b"<row><c/></row>" * 3_000_000),
        "chaînes": _stored(".xlsx", "xl/sharedStrings.xml", b"<si><t>a</t></si>", 58_000_000),
        "styles": _stored(".xlsx", "xl/styles.xml", b"<xf/>", 58_000_000),
        "formules": lambda: rows_of_cells(b"<row>" + b"<c><f>A1+1</f><v>1</v></c>" * 250_000 + b"</row>"),
        "textes en ligne": lambda: rows_of_cells(b"".join(b'<row><c t="inlineStr"><is><t>Ouvrir %d</t></is></c><c><v>%d</v></c></row>' % (n, n) for n in range(140_000))),
    },
    ".ods": {
        "cases": lambda: table_of_cells("<table:table-row>" + '<table:table-cell office:value-type="float" office:value="1"/>' * 600_000 + "</table:table-row>"),
        "rangées": lambda: table_of_cells("<table:table-row><table:table-cell/></table:table-row>" * 500_000),
    },
    ".csv": {
        "actions": _counted("Axe;Action {n};Caf\n", "Axe;Action;Pilote\n"),
        "colonnes": _filled(b"x;", b"Action;"),
        "guillemet ouvert": _filled(b"x\n", b'Action;Pilote\na;"'),
        "chiffres publiés": _counted("{n};1;2;3;4\n", "codgeo;P21_POP;a;b;c\n"),
    },
    ".json": {
        "profond": _filled(b'{"a":'),
        "clés sous la limite": _counted('"c{n}":1,', '{"territoire":{"nom":"X"},', '"z":1}', size=4_900_000),
        "listes sous la limite": lambda: b'{"territoire":{"nom":"X"},"a":[' + b"[]," * 1_600_000 + b"1]}",
        "clés": _counted('"c{n}":1,', '{"territoire":{"nom":"X"},', '"z":1}'),
        "liste": _filled(b"1,", b'{"territoire":{"nom":"X"},"a":[', b"1]}"),
        "pièces": _counted('{"fichier":"{n}.pdf","sha256":"x","taille":1,"role":"piece","titre":"x","type":"x"},', _MANIFEST.decode(), "{}]}"),
    },
    ".yaml": {
        "clés": _counted("c{n}: 1\n", HEAD, size=4_900_000),
        "ancres": _counted("c{n}: &a{n} [x]\n", HEAD, size=4_900_000),
        "alias": _counted("c{n}: *a\n", HEAD + "a: &a [x,x,x]\n", size=4_900_000),
        "fusions": _counted("c{n}: {<<: *a}\n", HEAD + "a: &a {x: 1}\n", size=4_900_000),
        "tirets": _filled(b"- ", HEAD.encode() + b"a:\n "),
        "blocs": _counted("c{n}: |\n  x\n", HEAD, size=4_900_000),
        "étiquettes": _counted("c{n}: !!x{n} y\n", HEAD, size=4_900_000),
        "documents": lambda: HEAD.encode() + b"---\n" * 1_200_000,
        "fiches": _counted("  - id: f{n}\n    intitule: A\n", HEAD + "fiches_actions:\n", size=4_900_000),
        "personnes": _counted("  - id: p{n}\n    nom: N{n}\n", HEAD + "personnes:\n", size=4_900_000),
        "organismes": _counted("  - id: o{n}\n    nom: N{n}\n    nature: caf\n", HEAD + "organismes:\n", size=4_900_000),
        "échappements": lambda: HEAD.encode() + b'a: "' + b"\\x41" * 1_200_000 + b'"\n',
    },
    ".toml": {
        "clés": _counted("c{n} = 1\n", "territoire = {nom = 'X'}\n", size=4_900_000),
        "tables": _counted("[t{n}]\n", "territoire = {nom = 'X'}\n", size=4_900_000),
        "tables répétées": _counted("[[fiches_actions]]\nid = 'f{n}'\n", "territoire = {nom = 'X'}\n", size=4_900_000),
        "guillemets": lambda: b'a = """' + b'""\\' * 1_600_000,
        "en ligne": lambda: b"a = " + b"{b = " * 900_000,
        "liste": lambda: b"a = [" + b"1," * 2_400_000 + b"]\n",
    },
    ".svg": {
        "éléments": _filled(b"<g/>", b'<svg xmlns="http://www.w3.org/2000/svg">', b"</svg>"),
        "imbriqués": _filled(b"<g>", b'<svg xmlns="http://www.w3.org/2000/svg">'),
        "attributs": _counted(' a{n}="x"', '<svg xmlns="http://www.w3.org/2000/svg"', "/>"),
    },
    ".png": {
        "bombe": lambda: _png(30_000, 30_000, zlib.compress(bytes(90_001 * 30_000 // 30), 9)),
        "large": lambda: _png(9_999, 9_999, zlib.compress(bytes(9_999 * 9_999 * 3 // 4), 9)),
        "entière": lambda: _png(9_999, 9_999, zlib.compress(bytes((9_999 * 3 + 1) * 9_999), 9)),
        "morceaux": _filled(struct.pack(">I", 0) + b"tEXt" + struct.pack(">I", zlib.crc32(b"tEXt")), b"\x89PNG\r\n\x1a\n"),
    },
    ".jpg": {"marques": _filled(b"\xff\xfe\0\x02", b"\xff\xd8"), "octets pleins": _filled(b"\xff", b"\xff\xd8")},
    ".geojson": {
        "points": _filled(b"[1,1],", b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"01001"},"geometry":{"type":"Polygon","coordinates":[[', b"[1,1]]]}}]}"),
        "communes": _counted('{"type":"Feature","properties":{"code":"{n}"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,2],[1,1]]]}},', '{"type":"FeatureCollection","features":[', "{}]}"),
        "moins de vingt": lambda: _OWN[".geojson"]["points"]()[:0] or _filled(b"[1,1],")()[:0] or (b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"01001"},"geometry":{"type":"Polygon","coordinates":[[' + b"[1,1]," * 3_200_000 + b"[1,1]]]}}]}"),
    },
}  # fmt: skip


def shape(ending: str, name: str) -> bytes:
    """Return one file of such a kind."""
    own = _OWN.get(ending, {})
    if name in own:
        return own[name]()
    if name.startswith("sous son en-tête, "):
        return _HEADS[ending] + _ANY[name.removeprefix("sous son en-tête, ")]()
    return _ANY[name]()


def names(ending: str) -> Iterator[str]:
    yield from _OWN.get(ending, {})
    for name in _ANY:
        if name.startswith(("zip", "fins de zip")) and ending in {".yaml", ".toml", ".csv", ".pdf", ".json"}:
            continue
        yield f"sous son en-tête, {name}" if ending in _HEADS else name
