"""Files of sheets, whoever saved them: the same cells from .xlsx, .ods and text of any separator and encoding."""

from __future__ import annotations

import shutil
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.echanges.constats import is_left_out
from ctg_docs.echanges.feuilles import open_book
from ctg_docs.echanges.sorties.registres import build_registers
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from tests.campaign.hostile import table_of_cells
from tests.echanges.petit import edited, minimal, put
from tests.office import resave

_ONE = '<table:table-cell office:value-type="float" office:value="1"/>'
ROWS = "Plan d’actions 2024, 2025\n\nAction;Pilote;Note\nUn guide;Caf;a, b\nUn forum;MJC;\n"


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_of_any_separator_encoding_and_line_end(separator: str, encoding: str, end: str) -> None:
    text = ROWS.replace("a, b", '"a, b"').replace(";", separator).replace("\n", end)
    sheet = open_book(text.encode(encoding), "plan.csv").sheets[0]
    assert [sheet.at(4, n).value for n in (1, 2, 3)] == ["Un guide", "Caf", "a, b"]
    assert sheet.size == (5, 3)


def test_a_separator_that_excel_says() -> None:
    sheet = open_book(b"sep=|\r\na;b|c\r\n", "x.csv").sheets[0]
    assert [sheet.at(1, 1).value, sheet.at(1, 2).value] == ["a;b", "c"]


def odd(book: Any) -> None:
    """Fill a sheet with what spreadsheets keep otherwise than they show it."""
    sheet = book.active
    sheet.append(
        [0.45, 0.1 + 0.2, 10_000_000 / 3, "a_x000D_\nb", "_x005F_x0041_", datetime(2024, 1, 19), time(14, 30)]
    )
    sheet["A1"].number_format = "0%"
    sheet["B2"], sheet["B2"].number_format = 12, '0" %"'
    sheet["A2"].comment = Comment("à voir", "Léa")
    sheet["C3"] = "fusion"
    sheet.merge_cells("C3:D4")
    sheet["A4"] = "dernière"


def test_what_a_spreadsheet_keeps_otherwise_than_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    book = openpyxl.Workbook()
    odd(book)
    book.save(path)
    for data in (path.read_bytes(), *([resave(path, "ods", tmp_path)] if shutil.which("soffice") else [])):
        sheet = open_book(data, "odd").sheets[0]
        row = [sheet.at(1, n).value for n in range(1, 8)]
        assert row[0] == "45 %"
        assert row[1:3] == [0.3, pytest.approx(3333333.33333333)]
        assert row[4:] == ["_x0041_", datetime(2024, 1, 19), time(14, 30)]
        assert str(row[3]).replace("\n\n", "\n") == "a\nb"
        assert sheet.at(2, 2).value == 12
        assert "à voir" in sheet.at(2, 1).remark
        assert sheet.at(4, 3).value is None
        assert sheet.shared(4, 3).value == "fusion"
        assert sheet.shared(4, 4).value is None


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Book", "vieux.xls", "ancien fichier Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "x.xlsx", "mot de passe"),
        (b"bonjour", "faux.xlsx", "n’est pas un classeur Excel"),
        (b"PK\x03\x04 coupe", "coupe.ods", "abîmé"),
        (bytes(range(256)), "image.csv", "n’est pas un classeur"),
        (b"Action" + b";x" * 400_000, "large.csv", "une de ses lignes est démesurée"),
        (b"Action;Pilote\n" + b";" * 3_000_000, "points.csv", "une de ses lignes est démesurée"),
        (b"Action;Pilote\n" + b"\n" * 1_100_000 + b"a;b\n", "vide.csv", "trop de lignes"),
        (table_of_cells(f"<table:table-row>{_ONE * 300_001}</table:table-row>"), "cases.ods", "trop de cellules"),
        (table_of_cells(f"<table:table-row>{_ONE * 2_001}</table:table-row>"), "loin.ods", "très loin du tableau, en BXY1"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_by_name(data: bytes, name: str, word: str) -> None:
    with pytest.raises(DataError) as refused:
        open_book(data, name)
    assert word in refused.value.problems[0].message
    assert name in str(refused.value)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent")
def test_the_workbook_saved_as_ods_and_back_says_the_same(auvrelle: Ctg, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(write_workbook(auvrelle))
    for target in ("ods", "xlsx:Calc MS Excel 2007 XML"):
        data = resave(path, target, tmp_path)
        path = tmp_path / f"again.{target[:4].strip(':')}"
        path.write_bytes(data)
        read = read_workbook(data, path.name, base=auvrelle)
        assert read.problems == ()
        assert read.ctg == auvrelle


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize(
    "name", ["dossier", "fiches", "avenants-parties", "presences", "operations", "annexes"]
)
def test_our_csv_files_come_back(auvrelle: Ctg, name: str, excel: bool) -> None:
    read = read_workbook(build_registers(auvrelle, excel=excel)[f"{name}.csv"], f"{name}.csv", base=auvrelle)
    assert read.problems == ()
    assert read.ctg == auvrelle


def test_renamed_sheets_and_titles_are_known(ctg: Ctg, data: bytes) -> None:
    def edit(book: Any) -> None:
        put(book, "Fiches", 3, "Intitulé", "Écrire deux guides")
        put(book, "Personnes", 3, "Nom", "Noëlle")
        sheet = book["Fiches"]
        sheet.title = "Nos fiches"
        for cell in sheet[2]:
            cell.value = {"Intitulé": "Intitulés", "Statut": "Où en est-on"}.get(str(cell.value), cell.value)

    read = read_workbook(edited(data, edit), "c.xlsx", base=ctg)
    assert {p.code for p in read.problems} == {"TAB060", "TAB062"}
    assert read.ctg is not None
    assert read.ctg.fiches_actions[0].intitule == "Écrire deux guides"
    assert read.ctg.fiches_actions[0].statut == ctg.fiches_actions[0].statut
    assert read.ctg.personnes[0].nom == "Noëlle"


def test_what_is_not_known_is_left_out_and_counted(ctg: Ctg, data: bytes) -> None:
    def edit(book: Any) -> None:
        sheet = book["Fiches"]
        column = sheet.max_column + 1
        for row, value in ((2, "Avis du maire"), (3, "pour"), (4, "contre")):
            sheet.cell(row, column).value = value
        sheet.cell(2, column + 1).value = "vide"
        sheet["B3"].comment = Comment("vu avec Ali", "Léa")
        book.create_sheet("Brouillon")["A1"] = "à garder"
        book.create_sheet("Page blanche")

    read = read_workbook(edited(data, edit), "c.xlsx", base=ctg)
    assert read.ctg == ctg
    assert sorted(p.code for p in read.problems) == ["TAB005", "TAB006", "TAB061"]
    assert all(map(is_left_out, read.problems))
    assert "2 valeurs" in next(p.message for p in read.problems if p.code == "TAB005")


def test_days_of_a_workbook_that_counts_from_1904(ctg: Ctg, data: bytes) -> None:
    def edit(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        put(book, "Réunions", 3, "Date", 44580)

    read = read_workbook(edited(data, edit), "c.xlsx", base=ctg)
    assert read.ctg is not None
    assert str(read.ctg.reunions[0].date) == "2026-01-20"


@pytest.mark.parametrize(
    ("header", "typed", "meant"),
    [("Code Insee", 1001, "01001"), ("Code Insee", 79174, "79174"), ("Code postal", 1000, "01000")],
)
def test_a_zero_that_the_spreadsheet_ate_comes_back(header: str, typed: int, meant: str) -> None:
    ctg = minimal(
        territoire={
            "nom": "Val",
            "communes": [{"nom": "Bourg", "code_insee": "01001", "code_postal": "01000"}],
        }
    )
    book = edited(write_workbook(ctg), lambda book: put(book, "Communes", 3, header, typed))
    read = read_workbook(book, "c.xlsx", base=ctg)
    assert read.ctg is not None
    commune = read.ctg.territoire.communes[0]
    assert {"Code Insee": commune.code_insee, "Code postal": commune.code_postal}[header] == meant
    assert [p.code for p in read.problems] == (["TAB004"] if len(str(typed)) < 5 else [])


def test_cells_merged_over_rows_say_the_same_in_each() -> None:
    ctg = minimal(
        fiches_actions=[
            {"id": "f", "intitule": "Agir", "operations": [{"intitule": "Un"}, {"intitule": "Deux"}]}
        ]
    )
    data = edited(write_workbook(ctg), lambda book: book["Opérations"].merge_cells("A3:A4"))
    read = read_workbook(data, "c.xlsx", base=ctg)
    assert read.problems == ()
    assert read.ctg == ctg
