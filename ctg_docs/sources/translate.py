"""A Pydantic error to a problem with its place, its French sentence and a suggestion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ctg_docs.models.annotations import choices_at, field_at, is_list, models_at, names_of
from ctg_docs.problems import Place, Problem, Severity, format_path
from ctg_docs.sources.field_messages import MESSAGES
from ctg_docs.sources.report import Path, shorten, typeset

__all__ = ["Fault", "faults_of", "to_problem"]

_REMEDY = re.compile(r"\s; (écri(?:vez|re) )")
"""Where a model's own refusal, one sentence, turns to what to write instead."""
_FEW = 4
"""Fields that an advice names: enough to see what is meant."""
_NEAR = 0.7
"""Likeness (difflib's ratio) under which a word was not meant: « role » is no « regles »."""
_BROKEN_QUOTES = "Si le texte contient « : », écrivez-le entre guillemets."


class Fault:
    """One error of a validation, brought back to a path of the data."""

    def __init__(self, error: ErrorDetails, data: Any) -> None:
        self.type = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.message = error["msg"]
        self.input = error["input"]
        self.path, self.tagged = _path_in(data, error["loc"], self.type)
        self.beside = _fields_beside(data, self.path)


def _path_in(data: Any, loc: tuple[str | int, ...], error_type: str) -> tuple[Path, bool]:
    """Drop from an error's location what is no step of the data: names of union members, of validators."""
    path: list[str | int] = []
    tagged = False
    for rank, step in enumerate(loc):
        last = rank == len(loc) - 1
        if _has(data, step):
            data = data[step]
        elif not (last and error_type == "missing"):
            tagged = True
            continue
        path.append(step)
    return tuple(path), tagged


def _fields_beside(data: Any, path: Path) -> frozenset[str]:
    """Return the fields that stand beside the one of this path."""
    for step in path[:-1]:
        data = data[step] if _has(data, step) else None
    return frozenset(map(str, data)) if isinstance(data, dict) else frozenset()


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def faults_of(errors: Iterable[ErrorDetails], data: Any) -> list[Fault]:
    """Return one fault per path: among the members of a union, the one that says most."""
    faults = [Fault(error, data) for error in errors]
    around = {way for fault in faults for way in _ways(fault)}
    around_tagged = {way for fault in faults if fault.tagged for way in _ways(fault)}
    kept: dict[Path, Fault] = {}
    for fault in faults:
        # deeper faults say it all: those of another union member, or of the elements of a short list
        if fault.path in (around if fault.type == "too_short" else around_tagged if fault.tagged else ()):
            continue
        if fault.path not in kept or _weight(fault) > _weight(kept[fault.path]):
            kept[fault.path] = fault
    return list(kept.values())


def _ways(fault: Fault) -> Iterator[Path]:
    """Yield the paths of all that a fault stands in."""
    return (fault.path[:n] for n in range(len(fault.path)))


def _weight(fault: Fault) -> int:
    if fault.type == "value_error" or fault.type not in MESSAGES:
        return 2
    return 0 if fault.type.endswith("_type") else 1


def to_problem(fault: Fault, root: type[BaseModel], place: Place, *, advise: bool = True) -> Problem:
    """Return the problem of a fault, in French, with an advice unless told otherwise."""
    code, sentence = MESSAGES.get(fault.type, ("CHP004", fault.message.replace("{", "{{").replace("}", "}}")))
    sentence = typeset(sentence).format_map({**fault.context, "error": fault.context.get("error", "")})
    suggest = (_SUGGESTIONS.get(fault.type) or _BY_CODE.get(code)) if advise else None
    extra, suggestion = suggest(fault, root) if suggest else ("", "")
    if code == "CHP004":
        sentence, _, remedy = _REMEDY.sub(r"\n\1", sentence, count=1).partition("\n")
        suggestion = _sentence(remedy) if remedy and advise else suggestion
    value = "" if fault.type == "missing" else shorten(fault.input)
    text = _sentence(sentence + typeset(extra))
    return Problem(code, Severity.ERROR, text, place, format_path(fault.path), value, typeset(suggestion))


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else text + "."


_Advice = tuple[str, str]


def _missing(fault: Fault, root: type[BaseModel]) -> _Advice:
    info = field_at(root, fault.path)
    title = f" : « {info.title} »" if info and info.title else ""
    return title, f"Ajoutez « {fault.path[-1]}: … »." if fault.path else ""


def _unknown(fault: Fault, root: type[BaseModel]) -> _Advice:
    models = models_at(root, fault.path[:-1])
    known = [name for model in models for name in names_of(model)]
    written = _slug(str(fault.path[-1]) if fault.path else "", "_")
    for depth in range(len(fault.path) - 2, 0, -1):
        if any(written in names_of(model) for model in models_at(root, fault.path[:depth])):
            return "", f"Ce champ s’écrit plus haut, dans « {format_path(fault.path[:depth])} »."
    near = _nearest(written, models, but=fault.beside)
    if near:
        return "", f"Vouliez-vous « {near} » ?"
    inside = {
        name: found
        for name in known
        if not is_list(getattr(field_at(root, (*fault.path[:-1], name)), "annotation", None))
        and (found := _nearest(written, models_at(root, (*fault.path[:-1], name)), but=frozenset()))
    }
    if 0 < len(inside) < _FEW:
        places = " ou ".join(f"« {found} » dans « {name}: »" for name, found in inside.items())
        return "", f"Vouliez-vous {places} ?"
    return "", f"Champs possibles ici : {', '.join(known)}." if 0 < len(known) <= 30 else ""


def _nearest(written: str, models: Iterable[type[BaseModel]], *, but: frozenset[str]) -> str:
    """Return the field that a written name must mean, by its name or its title; empty when none is near."""
    called: dict[str, str] = {}
    for model in models:
        called |= {_slug(info.title or "", "_"): name for name, info in model.model_fields.items()}
        called |= {name: name for name in names_of(model)}
    close = get_close_matches(
        written, [c for c, name in called.items() if name not in but], n=1, cutoff=_NEAR
    )
    return called[close[0]] if close else ""


def _choice(fault: Fault, root: type[BaseModel]) -> _Advice:
    known = [str(member.value) for member in choices_at(root, fault.path)]
    known = known or re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
    close = get_close_matches(_slug(str(fault.input), "_"), known, n=1, cutoff=_NEAR)
    guess = f"Vouliez-vous « {close[0]} » ? " if close else ""
    return "", f"{guess}Valeurs possibles : {', '.join(known)}."


def _text(fault: Fault, root: type[BaseModel]) -> _Advice:
    del root
    if isinstance(fault.input, dict):
        return ", pas une suite de champs", _BROKEN_QUOTES
    if isinstance(fault.input, list):
        return ", pas une liste", ""
    return "", "Écrivez la valeur entre guillemets." if isinstance(fault.input, bool) else ""


def _list(fault: Fault, root: type[BaseModel]) -> _Advice:
    del root
    name = next((step for step in reversed(fault.path) if isinstance(step, str)), "champ")
    return "", f"Écrivez « {name}: » puis, à la ligne, un tiret « - » par élément."


def _mapping(fault: Fault, root: type[BaseModel]) -> _Advice:
    name = next((step for step in reversed(fault.path) if isinstance(step, str)), "champ")
    models = models_at(root, fault.path)
    wanted = [name for model in models for name, info in model.model_fields.items() if info.is_required()]
    if isinstance(fault.path[-1], int) and isinstance(fault.input, str) and len(wanted) == 1:
        return "", f"Écrivez l’élément « - {wanted[0]}: {shorten(fault.input)} »."
    fields = [field for model in models for field in names_of(model)][:_FEW]
    inside = f", ses champs : {', '.join(fields)}…" if fields else ", ses champs."
    return "", f"Écrivez « {name}: » puis, à la ligne et en retrait{inside}"


def _number(fault: Fault, root: type[BaseModel]) -> _Advice:
    del root
    found = re.search(r"\d+", str(fault.input))
    return "", f"Écrivez le nombre seul, par exemple « {found[0] if found else 12} »."


def _pattern(fault: Fault, root: type[BaseModel]) -> _Advice:
    slug = _slug(str(fault.input), "-")
    if not slug or not re.search(str(fault.context.get("pattern", "")), slug):
        info = field_at(root, fault.path)
        return "", f"Attendu : {info.description}" if info and info.description else ""
    return " : lettres minuscules sans accent, chiffres et tirets", f"Par exemple « {slug} »."


def _slug(text: str, separator: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", separator, plain).strip(separator)


_SUGGESTIONS: dict[str, Callable[[Fault, type[BaseModel]], _Advice]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _choice,
    "literal_error": _choice,
    "string_type": _text,
    "tuple_type": _list,
    "list_type": _list,
    "string_pattern_mismatch": _pattern,
}
_BY_CODE: dict[str, Callable[[Fault, type[BaseModel]], _Advice]] = {
    "CHP021": _mapping,
    "CHP030": _number,
    "CHP031": _number,
}
