"""The glossary of the models, written from the models themselves. Knows Pydantic's fields, not files."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final, get_type_hints

from ctg_docs import models
from ctg_docs.models.annotations import element_of
from ctg_docs.models.base import Choix, Identifiant, Modele, OuiNon, is_personnel, is_requis, reference_of
from ctg_docs.models.moments import Moment
from ctg_docs.models.termes import TERMES
from ctg_docs.models.valeurs import Courriel, Date, Effectif, Euros, Heure, Nombre

__all__ = ["build_glossary", "classes", "walk_models"]

_TYPES: Final[dict[Any, str]] = {
    OuiNon: "oui ou non",
    Date: "date",
    Heure: "heure",
    Euros: "montant",
    Nombre: "nombre",
    int: "nombre entier",
    Effectif: "nombre entier",
    Identifiant: "identifiant",
    Moment: "date ou période",
    Courriel: "texte",
}


def walk_models() -> Iterator[tuple[str, type[Any]]]:
    """Yield each public class of the models with the name of its module, in order."""
    for info in pkgutil.iter_modules(models.__path__):
        module = import_module(f"{models.__name__}.{info.name}")
        for name in module.__all__:
            found = getattr(module, name)
            if inspect.isclass(found) and found.__module__ == module.__name__:
                yield info.name, found


def classes() -> tuple[type[Modele] | type[Choix], ...]:
    """Return the models and the closed lists of the domain, their bases apart."""
    return tuple(c for _, c in walk_models() if issubclass(c, Modele | Choix) and c not in (Modele, Choix))


def build_glossary() -> str:
    """Return the glossary as Markdown: each noun, what it is, its fields."""
    lines = [
        "# Glossaire",
        "",
        "Chaque nom du dossier, avec ses champs tels qu’on les écrit. Page produite d’après le code (`make docs`).",
        "",
        "Marques : **requis** = exigé pour un document définitif ; *personnel* = masqué dans la version publiée.",
    ]
    for found in classes():
        lines += ["", f"## {found.__name__}", "", TERMES.get(found.__name__, ""), ""]
        lines += _fields(found) if issubclass(found, Modele) else _choices(found)
    return "\n".join(lines) + "\n"


def _choices(found: type[Choix]) -> list[str]:
    return ["| valeur | libellé |", "|---|---|", *(f"| `{m.value}` | {m.libelle} |" for m in found)]


def _fields(model: type[Modele]) -> list[str]:
    hints = get_type_hints(model, include_extras=True)
    rows = ["| champ | intitulé | ce qu’on y écrit | forme |", "|---|---|---|---|"]
    for name, info in model.model_fields.items():
        marks = [
            *(["**requis**"] if info.is_required() or is_requis(model, name) else []),
            *(["*personnel*"] if is_personnel(model, name) else []),
        ]
        form = ", ".join([_form(model, name, hints[name]), *marks])
        rows.append(f"| `{info.alias or name}` | {info.title} | {info.description} | {form} |")
    return rows


def _form(model: type[Modele], name: str, hint: Any) -> str:
    inner, several = element_of(hint)
    if register := reference_of(model, name):
        text = f"identifiant de `{register}`"
    elif inspect.isclass(inner) and issubclass(inner, Modele | Choix):
        text = f"[{inner.__name__}](#{inner.__name__.lower()})"
    else:
        text = _TYPES.get(inner, "texte")
    return f"liste : {text}" if several else text
