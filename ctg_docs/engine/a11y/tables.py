"""Header rows of data tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.a11y.reading import TBL, TC, TR, VAL, P, is_on, paragraph_flow
from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ctg_docs.engine.a11y.document import Story

__all__ = ["faulty_tables"]

_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_FIRST_ROW, _FIRST_COLUMN = 0x20, 0x80


def faulty_tables(part: Story) -> Iterator[tuple[str, _Element, str, str]]:
    """Yield code, element, sentence and suggestion for each table a screen reader can't announce."""
    for table in part.root.iter(TBL):
        rows = table.findall(TR)
        flagged = [is_on(row.find(_HEADER)) for row in rows]
        if any(flagged):
            yield from _headers(rows, flagged)
        elif len(rows) > 1 and max(len(row.findall(TC)) for row in rows) > 1 and not _said_otherwise(table):
            yield (
                "ACC005",
                table,
                "Ce tableau n’a pas de ligne d’en-tête : un lecteur d’écran ne peut pas nommer ses colonnes.",
                "Dans Word : ligne d’en-tête, puis « Répéter les lignes d’en-tête ».",
            )


def _headers(rows: list[_Element], flagged: list[bool]) -> Iterator[tuple[str, _Element, str, str]]:
    top = flagged.index(False) if False in flagged else len(rows)
    late = next((row for row, flag in zip(rows[top:], flagged[top:], strict=True) if flag), None)
    if late is not None:
        message = (
            "Une ligne d’en-tête suit une ligne de données : seules les premières lignes peuvent l’être."
        )
        yield "ACC006", late, message, ""
    for row in rows[:top]:
        if not any(paragraph_flow(p).strip() for p in row.iter(P)):
            yield "ACC006", row, "La ligne d’en-tête de ce tableau est vide.", "Nommer chaque colonne."


def _said_otherwise(table: _Element) -> bool:
    """True for a table that names its rows in its first column, or a grid declared without headers and described."""
    properties = table.find(qn("w:tblPr"))
    look = properties.find(qn("w:tblLook")) if properties is not None else None
    if properties is None or look is None:
        return False
    if _is_set(look, "firstColumn", _FIRST_COLUMN):
        return True
    named = any(
        (node := properties.find(qn(f"w:{name}"))) is not None and (node.get(VAL) or "").strip()
        for name in ("tblCaption", "tblDescription")
    )
    return named and not _is_set(look, "firstRow", _FIRST_ROW)


def _is_set(look: _Element, name: str, bit: int) -> bool:
    said, bits = look.get(qn(f"w:{name}")), look.get(VAL) or "0"
    if said is not None:
        return said in ("1", "true", "on")
    return bool(re.fullmatch(r"[0-9A-Fa-f]{1,4}", bits) and int(bits, 16) & bit)
