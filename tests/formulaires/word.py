"""Fill a form as Word writes it: the very changes it makes to a content control."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DOCUMENT = "word/document.xml"


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return the document once its body was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == DOCUMENT:
                root = etree.fromstring(body)
                edit(root)
                body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(info.filename, body)
    return out.getvalue()


def controls(root: Any, tag: str) -> list[Any]:
    """Return the controls of a tag."""
    return [s for s in root.iter(f"{W}sdt") if s.find(f"{W}sdtPr/{W}tag[@{W}val='{tag}']") is not None]


def fill(data: bytes, values: dict[str, str | bool | date | list[str]]) -> bytes:
    """Return the form with values typed, chosen or ticked in its controls."""

    def edit(root: Any) -> None:
        for tag, value in values.items():
            put(controls(root, tag)[0], value)

    return edited(data, edit)


def put(control: Any, value: str | bool | date | list[str]) -> None:
    """Change one control."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    for shown in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(shown)
    if isinstance(value, bool):
        properties.find(f"{W14}checkbox/{W14}checked").set(f"{W14}val", str(int(value)))
        content.find(f".//{W}t").text = "☒" if value else "☐"
        return
    if isinstance(value, date):
        properties.find(f"{W}date").set(f"{W}fullDate", f"{value.isoformat()}T00:00:00Z")
        value = f"{value:%d/%m/%Y}"
    paragraphs = content.findall(f"{W}p")
    if paragraphs:
        model = paragraphs[0]
        for paragraph in paragraphs:
            content.remove(paragraph)
        for line in [value] if isinstance(value, str) else value:
            new = etree.SubElement(content, f"{W}p")
            if model.find(f"{W}pPr") is not None:
                new.append(copy.deepcopy(model.find(f"{W}pPr")))
            new.append(run(line))
        return
    assert isinstance(value, str)
    for node in list(content):
        content.remove(node)
    content.append(run(value))


def run(text: str, mark: str = "") -> Any:
    """Return a run with the revision mark that Word leaves everywhere."""
    node = etree.Element(f"{W}r", {f"{W}rsidR": "00AB12CD"})
    if mark:
        etree.SubElement(etree.SubElement(node, f"{W}rPr"), f"{W}{mark}")
    half = len(text) // 2
    for piece in (text[:half], text[half:]):
        words = etree.SubElement(node, f"{W}t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


def row_of(control: Any) -> Any:
    """Return the table row around a control."""
    while control.tag != f"{W}tr":
        control = control.getparent()
    return control


def add_row(root: Any, tag: str) -> Any:
    """Press the « + » of a repeating section: Word copies the last item, with new numbers and empty controls."""
    section = next(s for s in controls(root, tag) if s.find(f"{W}sdtPr/{W15}repeatingSection") is not None)
    items = section.find(f"{W}sdtContent")
    new = copy.deepcopy(items[-1])
    for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    items.append(new)
    return new
