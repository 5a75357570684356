"""The same things under other identifiers: what was renamed is not taken for gone and come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ctg_docs.french import cle
from ctg_docs.models.base import Modele, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.rapprochement import Pairs
from ctg_docs.rapprochement.seuils import ALIKE, EQUAL_CELLS

__all__ = ["align"]

Renamed = Mapping[tuple[str, str], str]


def align(old: Ctg, new: Ctg) -> tuple[Ctg, Renamed]:
    """Return the old dossier with the identifiers of the new one, and what was renamed: register, old one, new one."""
    names: dict[tuple[str, str], str] = {}
    for register in old.registres:
        before, after = old.elements(register), new.elements(register)
        gone = [item for id, item in before.items() if id not in after]
        come = [item for id, item in after.items() if id not in before]
        found = {(register, _id(a)): _id(b) for a, b in _same(gone, come)}
        if found:
            old = _renamed(old, found).with_provenance(old.provenance)
            names |= found
    return old, names


def _id(item: Any) -> str:
    return str(getattr(item, "id", ""))


def _same(gone: Sequence[Any], come: Sequence[Any]) -> list[tuple[Any, Any]]:
    pairs = Pairs(gone, come)
    homonyms = {
        n for n, times in (Counter(map(_name, gone)) | Counter(map(_name, come))).items() if times > 1
    }
    pairs.by_mark(lambda a: None if _name(a) in homonyms else _name(a), _name)
    if any(type(item).identite.par_contenu for item in gone):
        pairs.alike(_likeness, ALIKE)
    return list(pairs)


def _name(item: Modele) -> tuple[str, ...]:
    """Return what names a thing, whatever its identifier."""
    return tuple(cle(str(getattr(item, field, None) or "")) for field in type(item).identite.par)


def _likeness(a: Modele, b: Modele) -> float:
    fields = type(a).model_fields
    said = [n for n in fields if n != "id" and (_is_said(a, n) or _is_said(b, n))]
    same = [n for n in said if getattr(a, n) == getattr(b, n)]
    return len(same) / len(said) if len(same) >= EQUAL_CELLS else 0


def _is_said(item: Modele, field: str) -> bool:
    info = type(item).model_fields[field]
    return bool(getattr(item, field) != info.get_default(call_default_factory=True, validated_data={}))


def _renamed(value: Any, names: Renamed) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(item, names) for item in value)
    if not isinstance(value, Modele):
        return value
    changes = {}
    for field in type(value).model_fields:
        before = getattr(value, field)
        register = type(value).identite.registre if field == "id" else reference_of(type(value), field)
        after = _identifier(before, register, names) if register else _renamed(before, names)
        if after != before:
            changes[field] = after
    return value.model_copy(update=changes) if changes else value


def _identifier(value: Any, register: str, names: Renamed) -> Any:
    if isinstance(value, tuple):
        return tuple(_identifier(item, register, names) for item in value)
    return names.get((register, value), value)
