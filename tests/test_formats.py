"""Each kind of file that can't be read is named for what it is, with what to do about it."""

from __future__ import annotations

import io
import zipfile

import pytest

from ctg_docs.formats import OLE, Wanted, refusal


def ole(*streams: str) -> bytes:
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in ("Root Entry", *streams))
    return OLE + b"\0" * 504 + names + b"\0" * 512


def package(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr({"types": "[Content_Types].xml", "rels": "_rels/.rels"}.get(name, name), text)
    return buffer.getvalue()


def typed(kind: str, rels: str = "") -> bytes:
    return package(types=f'<Types><Override ContentType="{kind}.main+xml"/></Types>', rels=rels)


def opendocument(kind: str, manifest: str = "") -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return package(mimetype=mime, **{"META-INF/manifest.xml": manifest, "content.xml": "<x/>"})


WORD = typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
SHEET = typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
SLIDES = (
    '<Types><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    '<Override PartName="/ppt/presentation.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>'
)
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"

CASES: list[tuple[str, bytes, Wanted, str, str]] = [
    ("nothing", b"", "word", "est vide", "copie"),
    ("zeros", b"\0" * 4096, "excel", "est vide", "copie"),
    ("owner", b"\x05Marie" + b" " * 156, "word", "« ~$ »", "document lui-même"),
    ("password", ole("EncryptionInfo", "EncryptedPackage"), "word", "mot de passe", "effacez-le"),
    ("sheet password", ole("EncryptedPackage"), "excel", "mot de passe", "effacez-le"),
    ("doc", ole("1Table", "WordDocument"), "word", "97-2003 (.doc)", "Document Word (*.docx)"),
    ("doc as sheet", ole("WordDocument"), "excel", "97-2003 (.doc), pas un classeur", "Donnez un classeur"),
    ("xls", ole("Workbook"), "excel", "97-2003 (.xls)", "Classeur Excel (*.xlsx)"),
    ("ppt", ole("PowerPoint Document"), "office", "97-2003 (.ppt)", "Présentation PowerPoint"),
    ("other ole", ole("Contents"), "word", "ancien fichier Office", "Document Word (*.docx)"),
    ("strict", typed("wordprocessingml.document", STRICT), "word", "strict", "Document Word (*.docx)"),
    ("sheet", SHEET, "word", "classeur Excel, pas un document Word", "Donnez un document Word"),
    ("slides with a chart", package(types=SLIDES), "word", "diaporama PowerPoint, pas", "Donnez un document Word"),
    ("word as sheet", WORD, "excel", "document Word, pas un classeur", "Donnez un classeur"),
    ("xlsb", typed("application/vnd.ms-excel.sheet.binary.macroEnabled"), "excel", ".xlsb", "*.xlsx"),
    ("odt", opendocument("text"), "word", ".odt", "Document Word (*.docx)"),
    ("ods", opendocument("spreadsheet"), "excel", ".ods", "Classeur Excel (*.xlsx)"),
    ("locked ods", opendocument("spreadsheet", "<x encryption-data/>"), "excel", "mot de passe", "sans mot"),
    ("cut", WORD[: len(WORD) // 2], "word", "abîmé ou incomplet", "source"),
    ("zip", package(**{"photo.txt": "x"}), "word", "archive zip", "Donnez un document Word"),
    ("rtf", b"{\\rtf1\\ansi Bonjour}", "word", ".rtf", "Document Word (*.docx)"),
    ("web", b"<!DOCTYPE html><html><body>Bonjour</body></html>", "word", "page web", "Donnez un document"),
    ("flat", b'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="x"/>', "word", "XML", "*.docx"),
    ("2003", b'\xef\xbb\xbf<?xml version="1.0"?><w:wordDocument/>', "word", "2003", "*.docx"),
    ("picture", b"\x89PNG\r\n\x1a\n" + b"x" * 90, "word", "une image", "Donnez un document Word"),
    ("pdf", b"%PDF-1.7\n" + b"x" * 90, "word", "un PDF, pas un document Word", "Donnez un document Word"),
    ("word as pdf", WORD, "pdf", "document Word, pas un PDF", "Exportez-le en PDF"),
    ("cut pdf", b"%PDF-1.7\n" + b"x" * 90, "pdf", "abîmé ou incomplet", "source"),
    ("text", b"Bonjour, voici la fiche.", "word", "n’est pas un document Word", "bien le fichier voulu"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "wanted", "reason", "cure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_kind_of_file_has_its_own_sentence(data: bytes, wanted: Wanted, reason: str, cure: str) -> None:
    told = refusal(data, wanted)
    assert reason in told.reason
    assert cure in told.cure
    for sentence in (told.reason, told.cure):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert ".." not in sentence


def test_no_two_kinds_are_told_alike() -> None:
    told = {refusal(data, "word").reason for _, data, wanted, _, _ in CASES if wanted == "word"}
    assert len(told) >= 12


def test_whatever_the_bytes_a_sentence_comes_out() -> None:
    wanted: tuple[Wanted, ...] = ("word", "excel", "slides", "pdf", "office")
    assert len(CASES) > 12
    for _, data, _, _, _ in CASES:
        for kind in wanted:
            for cut in (data, data[:100], data[:-1], b"PK\x03\x04" + data, data + b"PK\x05\x06"):
                assert str(refusal(cut, kind)).endswith(".")
