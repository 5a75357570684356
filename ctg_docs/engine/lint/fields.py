"""Every field a template may print, with its type, its meaning and an example, read from the class of its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.lint.members import attribute, names_of
from ctg_docs.engine.lint.types import Shape, T, without_none

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["TemplateField", "fields_document", "list_fields"]

_SCALARS: dict[type, tuple[str, str, str]] = {
    bool: ("oui ou non", "oui", "{{%p if {} %}}"),
    date: ("date", "19 octobre 2023", "{{{{ {}|date_longue }}}}"),
    datetime: ("date et heure", "19 octobre 2023", "{{{{ {}|date_longue }}}}"),
    time: ("heure", "14 h 30", "{{{{ {}|heure }}}}"),
    Decimal: ("nombre décimal", "12 500,50 €", "{{{{ {}|euros }}}}"),
    float: ("nombre décimal", "6,70", "{{{{ {}|nombre }}}}"),
    int: ("nombre entier", "3", "{{{{ {} }}}}"),
    str: ("texte", "", "{{{{ {} }}}}"),
}
_VALUES = {"Picture": "image", "Chart": "graphique", "Rich": "texte mis en forme"}
_PARAGRAPHS = "{{{{p {} }}}}"
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field.

    Attributes:
        path: where it is, `fiches[].pilote.nom`; `[]` stands for each item of a list.
        type: in French.
        optional: it may hold nothing.
        title: its short name.
        meaning: what it says.
        example: what it may print.
        tag: what to write in the template.
    """

    path: str
    type: str
    optional: bool
    title: str
    meaning: str
    example: str
    tag: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


def list_fields(model: type[BaseModel]) -> list[TemplateField]:
    """Return the fields of a context, depth first, in the order of the classes."""
    return list(_fields(T(Shape.MODEL, model), "", "", (model,)))


def _fields(owner: T, path: str, variable: str, seen: tuple[Any, ...]) -> Iterator[TemplateField]:
    for name in _ordered(owner):
        known = attribute(owner, name)
        if known is None or known.kind is Shape.CALL:
            continue
        yield from _field(owner, name, known, path=path, variable=variable, seen=seen)


def _ordered(owner: T) -> list[str]:
    """The names of a model: declared fields first, in their order, then what is computed."""
    known = names_of(owner)
    declared = [n for m in owner.members for n in getattr(m.cls, "model_fields", {})]
    return list(dict.fromkeys([*declared, *known]))


def _field(
    owner: T, name: str, known: T, *, path: str, variable: str, seen: tuple[Any, ...]
) -> Iterator[TemplateField]:
    here = f"{path}{name}"
    spoken = f"{variable}.{name}" if variable else name
    info = next(
        (m.cls.model_fields[name] for m in owner.members if name in getattr(m.cls, "model_fields", {})), None
    )
    plain = without_none(known)
    kind, example, tag = _describe(plain)
    examples = getattr(info, "examples", None) or ()
    yield TemplateField(
        here,
        kind,
        known.has_none,
        getattr(info, "title", None) or "",
        getattr(info, "description", None) or "",
        str(examples[0]) if examples else example,
        tag.format(spoken, item=_item_name(name)),
    )
    inner = (
        plain.args[0] if plain.kind is Shape.LIST else plain.args[1] if plain.kind is Shape.DICT else plain
    )
    models = [
        m for m in without_none(inner).members if m.kind is Shape.MODEL and m.cls.__name__ not in _VALUES
    ]
    for model in models:
        if model.cls not in seen and len(seen) < _DEPTH:
            suffix = "[]" if plain.kind in {Shape.LIST, Shape.DICT} else ""
            item = _item_name(name) if suffix else spoken
            yield from _fields(model, f"{here}{suffix}.", item, (*seen, model.cls))


def _item_name(name: str) -> str:
    """Return the name of one item of a list: `fiches_actions` → `fiche_action`."""
    return "_".join(word.removesuffix("s").removesuffix("x") or word for word in name.split("_"))


def _describe(known: T) -> tuple[str, str, str]:
    """Return the French type, an example and the tag of a type."""
    if known.kind is Shape.LIST:
        kind = _describe(known.args[0])[0]
        return f"liste ({kind})", "", "{{%p for {item} in {} %}}"
    if known.kind is Shape.DICT:
        return "dictionnaire", "", "{{%p for nom, {item} in {}.items() %}}"
    if known.kind is Shape.UNION:
        kinds = dict.fromkeys(_describe(m)[0] for m in known.members)
        rich = any(m.cls is not None and m.cls.__name__ == "Rich" for m in known.members)
        return " ou ".join(kinds), "", _PARAGRAPHS if rich else _describe(known.members[0])[2]
    if known.kind is Shape.MODEL:
        name = known.cls.__name__
        tag = _PARAGRAPHS if name == "Rich" else "{{{{ {} }}}}" if name in _VALUES else "{}.…"
        return _VALUES.get(name, f"objet {name}"), "", tag
    if known.kind is Shape.SCALAR:
        return _scalar(known)
    return known.kind.value, "", "{{{{ {} }}}}"


def _scalar(known: T) -> tuple[str, str, str]:
    if known.values:
        values = [
            str(getattr(v, "libelle", None) or (v.value if isinstance(v, Enum) else v)) for v in known.values
        ]
        return "choix : " + ", ".join(values[:6]), values[0], "{{{{ {} }}}}"
    kind = next((k for k in _SCALARS if isinstance(known.cls, type) and issubclass(known.cls, k)), str)
    return _SCALARS[kind]


def fields_document(fields: Iterable[TemplateField], title: str) -> bytes:
    """Return fields as a Word document, that a template author keeps beside him."""
    from ctg_docs.engine.lint.sheet import sheet

    rows = [
        (f.tag, f.path, f.type + (" (facultatif)" if f.optional else ""), _meaning(f), f.example)
        for f in fields
    ]
    return sheet(title, ("À écrire", "Champ", "Type", "Sens", "Exemple"), rows)


def _meaning(field: TemplateField) -> str:
    return " : ".join(text for text in (field.title, field.meaning) if text)
