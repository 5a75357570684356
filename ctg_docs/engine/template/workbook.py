"""The small workbook behind a chart, opened by « Modifier les données » in Word. Knows one sheet, not Excel."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import CT, REL, RELS, XML_HEAD
from ctg_docs.engine.word.runs import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.engine.values import Chart

__all__ = ["SHEET", "column_letters", "write_workbook"]

SHEET = "Feuil1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{CT}"><Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{REL["document"]}" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{REL["document"].rpartition("/")[0]}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{REL["styles"].rpartition("/")[0]}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL["styles"]}" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def column_letters(column: int) -> str:
    """Return « A » for 0, « AA » for 26."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def write_workbook(chart: Chart) -> bytes:
    """Return the .xlsx that holds the data of a chart: categories in column A, one series per column after."""
    rows: list[list[str | Decimal | int | None]] = [["", *(s.name for s in chart.series)]]
    for i, category in enumerate(chart.categories):
        rows.append([category, *(s.values[i] for s in chart.series)])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in {**_PARTS, "xl/worksheets/sheet1.xml": _sheet(rows)}.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, (XML_HEAD + content).encode())
    return buffer.getvalue()


def _sheet(rows: Sequence[Sequence[str | Decimal | int | None]]) -> str:
    written = "".join(
        f'<row r="{r + 1}">' + "".join(_cell(value, c, r) for c, value in enumerate(row)) + "</row>"
        for r, row in enumerate(rows)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(value: str | Decimal | int | None, column: int, row: int) -> str:
    if value is None or value == "":
        return ""
    place = f"{column_letters(column)}{row + 1}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{flat(value)}</t></is></c>'
    return f'<c r="{place}"><v>{format(Decimal(value), "f")}</v></c>'
