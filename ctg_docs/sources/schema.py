"""The JSON Schema of a dossier: what an editor completes and checks, with every spelling that reading accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from ctg_docs.models.annotations import is_model, leaves
from ctg_docs.models.base import Choix
from ctg_docs.models.ctg import Ctg

__all__ = ["build_schema", "schema_text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTEGER = {"type": "string", "pattern": r"^\s*[+-]?[0-9]+\s*$"}


@cache
def schema_text() -> str:
    """Return the schema as a JSON text."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


def build_schema() -> dict[str, Any]:
    """Return the schema of the main file. No section is required in it: each may have a file of its own."""
    schema = Ctg.model_json_schema(by_alias=True)
    labels = {choice.__name__: choice for choice in _choices(Ctg, set())}
    for name, definition in schema.get("$defs", {}).items():
        if name in labels:
            definition["enum"] = _spellings(labels[name])
        _loosen(definition)
    _loosen(schema)
    schema.pop("required", None)
    return {"$schema": _DIALECT, **schema, "title": "Dossier de convention territoriale globale"}


def _spellings(choice: type[Choix]) -> list[str]:
    """Return what may be written for a closed list: the value and the label, capitalised or not."""
    labels = [form for m in choice for form in (m.libelle, m.libelle[:1].lower() + m.libelle[1:])]
    return list(dict.fromkeys([*(m.value for m in choice), *labels]))


def _loosen(node: Any) -> None:
    """Accept what reading accepts: an empty field is an absent one, a number is a text, a digit text a number."""
    if isinstance(node, list):
        for child in node:
            _loosen(child)
    if not isinstance(node, dict):
        return
    required = set(node.get("required", ()))
    for name, child in list(node.get("properties", {}).items()):
        _loosen(child)
        if name not in required:
            node["properties"][name] = _or_null(child)
    for key, child in node.items():
        if key not in ("properties", "default", "examples", "enum"):
            _loosen(child)
    if node.get("type") == "string" and "enum" not in node and "pattern" not in node:
        node["type"] = ["string", "number", "boolean"]
    elif node.get("type") == "integer":
        kept = {key: node.pop(key) for key in list(node) if key in _NUMBER_KEYS}
        node["anyOf"] = [kept, _INTEGER]


_NUMBER_KEYS = ("type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_TEXTS = ("title", "description", "default", "examples")


def _or_null(child: dict[str, Any]) -> dict[str, Any]:
    if any(option.get("type") == "null" for option in child.get("anyOf", [])):
        return child
    texts = {key: child[key] for key in _TEXTS if key in child}
    rest = {key: value for key, value in child.items() if key not in _TEXTS}
    return {**texts, "anyOf": [rest, {"type": "null"}]}


def _choices(model: type[BaseModel], seen: set[type]) -> Iterator[type[Choix]]:
    seen.add(model)
    for leaf in (leaf for info in model.model_fields.values() for leaf in leaves(info.annotation)):
        if leaf in seen:
            continue
        if is_model(leaf):
            yield from _choices(leaf, seen)
        elif isinstance(leaf, type) and issubclass(leaf, Choix):
            seen.add(leaf)
            yield leaf
