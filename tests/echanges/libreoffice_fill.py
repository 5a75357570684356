"""Fill a form in a running LibreOffice through UNO, as a person does: type, choose, tick, pick a date. Run by its Python.

Arguments: name of the pipe, address of the form, address of what to write, and the values as JSON, by the name of the
bookmark of each field: a text, a list of paragraphs, True or False, or {"date": "2028-06-30"}.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def connect(pipe: str) -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(300):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def option(name: str, value: Any) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def field_in(document: Any, name: str) -> Any:
    """Return the portion between the two ends of a bookmark: a content control, or an input field for plain text."""
    anchor = document.Bookmarks.getByName(name).Anchor
    paragraphs = anchor.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        inside = False
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            kind = portion.TextPortionType
            if kind == "Bookmark" and portion.Bookmark.Name == name:
                inside = portion.IsStart
            elif inside and kind in ("ContentControl", "TextField"):
                return portion
    raise SystemExit(f"no field {name}")


def fill_line(document: Any, name: str, value: Any) -> None:
    portion = field_in(document, name)
    if portion.TextPortionType == "TextField":
        portion.TextField.Content = value
        return
    control = portion.ContentControl
    control.ShowingPlaceHolder = False
    if isinstance(value, bool):
        control.Checked = value
        type_over(control, "\u2612" if value else "\u2610")
    elif isinstance(value, dict):
        year, month, day = value["date"].split("-")
        control.CurrentDate = value["date"]
        type_over(control, f"{day}/{month}/{year}")
    else:
        offered = [{item.Name: item.Value for item in items}["DisplayText"] for items in control.ListItems]
        if value not in offered:
            raise SystemExit(f"{name} does not offer {value}")
        type_over(control, value)


def type_over(control: Any, text: str) -> None:
    """Type in a control, then delete what it showed: done the other way round, the words would land beside it."""
    shown = sum(len(portion.String) for portion in texts_in(control))
    control.String = text
    first = texts_in(control)[0]
    cursor = first.Text.createTextCursorByRange(first.Start)
    cursor.goRight(len(text), False)
    cursor.goRight(shown, True)
    cursor.String = ""


def texts_in(control: Any) -> list[Any]:
    found, portions = [], control.createEnumeration()
    while portions.hasMoreElements():
        found.append(portions.nextElement())
    return [portion for portion in found if portion.TextPortionType == "Text" and portion.String]


def fill_cell(document: Any, name: str, lines: list[str]) -> None:
    """Type paragraphs over those of a cell, all but the tiny last one."""
    anchor = document.Bookmarks.getByName(name).Anchor
    text = anchor.Text
    cursor = text.createTextCursorByRange(anchor)
    cursor.gotoStartOfParagraph(False)
    cursor.goLeft(1, False)
    cursor.gotoStart(True)
    cursor.String = lines[0]
    cursor.collapseToEnd()
    for line in lines[1:]:
        text.insertControlCharacter(cursor, BREAK, False)
        text.insertString(cursor, line, False)


def main() -> None:
    pipe, source, target, values = sys.argv[1:]
    desktop = connect(pipe)
    document = desktop.loadComponentFromURL(source, "_blank", 0, (option("Hidden", True),))
    for name, value in json.loads(values).items():
        (fill_cell if name.startswith("b_") else fill_line)(document, name, value)
    document.storeToURL(target, (option("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main()
