"""A dossier back to YAML that a person likes to read, and that reading gives back unchanged."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from io import StringIO
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment

__all__ = ["SCHEMA_LINE", "Plain", "dump", "dump_files", "dump_flow", "dump_yaml", "to_plain"]

SCHEMA_LINE = "# yaml-language-server: $schema={schema}\n"
"""First line of a file: makes editors complete and check the YAML as one types."""

_OWN_FILES = ("organismes", "personnes")
_OWN_FOLDERS = {"fiches_actions": "fiches", "reunions": "reunions", "avenants": "avenants"}
_WIDTH = 110
_ODD_BREAKS = frozenset("\x85\u2028\u2029")
"""Line breaks of YAML and of nobody else: written as they are, they would be read as ends of lines."""


_MISREAD = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|y|n|yes|no|on|off", re.IGNORECASE)
"""What the readers of YAML 1.1 take for something else: 12:30 is 750 there, « on » is true."""


class Plain(str):
    """Text written without quotes: a number, a date, a closed value."""

    __slots__ = ()


def to_plain(value: Any) -> Any:
    """Return mappings, lists and text, in the order of the models; what equals its default is left out."""
    if isinstance(value, BaseModel):
        fields = {info.alias or name: (name, info) for name, info in type(value).model_fields.items()}
        return {
            key: to_plain(getattr(value, name))
            for key, (name, info) in fields.items()
            if info.is_required() or getattr(value, name) != info.get_default(call_default_factory=True)
        }
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return _scalar(value)


def _scalar(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    found = (form(value) for kind, form in _SCALARS if isinstance(value, kind))
    return next(map(Plain, found), str(value))


# A bool is an int and a Choix is a str: the first kind that fits decides.
_SCALARS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (Enum, lambda value: str(value.value)),
    (Decimal, lambda value: format(value, "f")),
    (time, lambda value: value.strftime("%H:%M")),
    (date, date.isoformat),
    (int, str),
    (float, repr),
    (Moment, str),
)


def dump(ctg: Ctg) -> str:
    """Return a whole dossier as one YAML text."""
    return dump_yaml(to_plain(ctg))


def dump_files(ctg: Ctg, schema: str = "ctg.schema.json") -> dict[str, str]:
    """Return the files of a dossier folder: registers, fiches, meetings and avenants in files of their own."""
    sections = to_plain(ctg)
    files: dict[str, str] = {}
    for name in _OWN_FILES:
        if items := sections.pop(name, None):
            files[f"{name}.yaml"] = dump_yaml(items)
    for name, folder in _OWN_FOLDERS.items():
        for rank, item in enumerate(sections.pop(name, []), 1):
            files[f"{folder}/{rank:02d}-{item['id']}.yaml"] = dump_yaml(item)
    return {"ctg.yaml": SCHEMA_LINE.format(schema=schema) + "\n" + dump_yaml(sections), **files}


def dump_yaml(data: Any) -> str:
    """Return plain data as YAML: one block per section, long texts as they read, quotes only where needed."""
    if isinstance(data, dict) and data:
        blocks = [_emit({key: value}) for key, value in data.items()]
        large = any(isinstance(value, dict | list) for value in data.values())
        return ("\n" if large else "").join(blocks)
    return _emit(data)


def dump_flow(data: Any, quote: str | None = None) -> str:
    """Return plain data on one line: a scalar, or a list or a mapping between brackets; `quote` asks for quotes."""
    quotes = {"'": SingleQuotedScalarString, '"': DoubleQuotedScalarString}
    value = quotes[quote](data) if quote else data
    flow = isinstance(value, dict | list)
    text = _emit(value if flow else {"x": value}, width=sys.maxsize, flow=flow).strip()
    return text if flow else text.partition(": ")[2]


def _emit(data: Any, *, width: int = _WIDTH, flow: bool = False) -> str:
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = width
    yaml.default_flow_style = flow
    out = StringIO()
    yaml.dump(_blocks(data), out)
    return out.getvalue()


def _blocks(value: Any) -> Any:
    """Mark the texts of several lines to be written as blocks, those with odd breaks between quotes."""
    if isinstance(value, dict):
        return {key: _blocks(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_blocks(child) for child in value]
    if type(value) is not str:
        return value
    if not _ODD_BREAKS.isdisjoint(value) or value.endswith(
        "\n\n"
    ):  # a block that ends so would end the document
        return DoubleQuotedScalarString(value)
    if _MISREAD.fullmatch(value):
        return SingleQuotedScalarString(value)
    return LiteralScalarString(value) if _fits_a_block(value) else value


def _fits_a_block(text: str) -> bool:
    lines = text.split("\n")
    even = all(line == line.strip() and line.isprintable() for line in lines)
    return len(lines) > 1 and even and bool(lines[0])


class _Representer(RoundTripRepresenter):
    """The representer of ruamel.yaml, with `Plain` and plain `None`."""

    def represent_plain(self, data: Plain) -> ScalarNode:
        """Write the text without quotes, whatever a typed reader would make of it."""
        tag = self.dumper.resolver.resolve(ScalarNode, str(data), (True, False))
        return self.represent_scalar(tag, str(data), style="'" if _MISREAD.fullmatch(data) else None)


_Representer.add_representer(Plain, _Representer.represent_plain)
