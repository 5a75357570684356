"""A new dossier: every field of the models as a commented line, with what it means and what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ctg_docs.models.annotations import is_list, leaves, model_in, names_of
from ctg_docs.models.base import Choix, is_requis
from ctg_docs.models.ctg import Ctg
from ctg_docs.sources.write import SCHEMA_LINE, dump_flow

__all__ = ["skeleton_files"]

_HEAD = """\
# Dossier d’une convention territoriale globale.
#
# « # » suivi d’une espace : une explication. « # » collé à un nom : un champ facultatif ; retirez « # » pour l’employer.
# Un champ laissé vide est signalé « [à compléter : …] » dans les projets.
# « * » : exigé pour une version définitive. « ! » : exigé dès que l’élément existe.
# Dates : 2023-12-18, 18/12/2023 ou 18 décembre 2023. Montants : 12500.50 ou "12 500,50 €".
# Vérifier : ctg-docs check .        Générer : ctg-docs generate . convention
"""
_OWN_FILES = {"organismes": "organismes.yaml", "personnes": "personnes.yaml"}
_OWN_FOLDERS = {"fiches_actions": "fiches", "reunions": "reunions", "avenants": "avenants"}
_DEPTH = 3


def skeleton_files(nom: str) -> dict[str, str]:
    """Return the files of an empty dossier by their relative path: it passes the checks of a draft.

    Args:
        nom: name of the territory, the only value that a dossier can't be without.
    """
    main, files = [SCHEMA_LINE.format(schema="ctg.schema.json"), _HEAD], {}
    for name, info in names_of(Ctg).items():
        if name in _OWN_FILES:
            files[_OWN_FILES[name]] = f"# {info.title}. {info.description}\n" + "".join(_element(info))
        elif name in _OWN_FOLDERS:
            folder = _OWN_FOLDERS[name]
            head = f"# Un fichier par élément, dans ce dossier : copiez ce modèle en « {folder}/mon-element.yaml ».\n"
            files[f"{folder}/MODELE.txt"] = head + "".join(_fields(_model(info), 0, active=True))
            main.append(f"# {info.title} : un fichier par élément dans « {folder}/ ».\n")
        else:
            main.append("".join(_section(name, info, nom)))
    return {"ctg.yaml": "\n".join(main), **files}


def _section(name: str, info: FieldInfo, nom: str) -> Iterator[str]:
    yield f"# {info.title}. {info.description}\n"
    if is_list(info.annotation):
        yield f"{name}:\n"
        yield from _element(info)
        return
    yield f"{name}:\n"
    for line in _fields(_model(info), 1, active=True):
        named = name == "territoire" and line.startswith("  nom:")
        yield f"  nom: {dump_flow(nom)}\n" if named else line


def _element(info: FieldInfo) -> Iterator[str]:
    """Yield one element of a list, all its fields optional."""
    for rank, line in enumerate(_fields(_model(info), 2, active=False)):
        yield _dash(line) if rank == 0 else line


def _fields(model: type[BaseModel], depth: int, *, active: bool) -> Iterator[str]:
    for name, info in names_of(model).items():
        mark = "!" if info.is_required() else "*" if is_requis(model, _python_name(model, name)) else ""
        live = active and bool(mark)
        yield _line(name, info, mark, depth, live=live)
        inner = model_in(info.annotation)
        if inner is not None and depth < _DEPTH and inner is not model:
            nested = list(_fields(inner, depth + 1, active=False))
            listed = is_list(info.annotation)
            yield from (_dash(line) if listed and rank == 0 else line for rank, line in enumerate(nested))


def _line(name: str, info: FieldInfo, mark: str, depth: int, *, live: bool) -> str:
    text = f"{'  ' * depth}{'' if live else '#'}{name}:"
    return f"{text:<34} # {_meaning(info, mark)}\n"


def _meaning(info: FieldInfo, mark: str) -> str:
    choices = [str(member.value) for leaf in leaves(info.annotation) if _is_choice(leaf) for member in leaf]
    parts = [f"{mark} {info.title}".strip() + ".", info.description or ""]
    if choices:
        parts.append(f"Au choix : {', '.join(choices)}.")
    if is_list(info.annotation) and model_in(info.annotation) is None:
        parts.append("Liste : [un, deux].")
    return " ".join(part for part in parts if part)


def _dash(line: str) -> str:
    """Return the first line of an element: its dash takes the place of two blanks."""
    indent = line.index("#")
    return f"{line[: indent - 2]}#- {line[indent + 1 :]}"


def _python_name(model: type[BaseModel], written: str) -> str:
    return next((n for n, info in model.model_fields.items() if written in (n, info.alias)), written)


def _model(info: FieldInfo) -> type[BaseModel]:
    found = model_in(info.annotation)
    if found is None:
        raise TypeError(f"« {info.title} » is no section")
    return found


def _is_choice(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Choix)
