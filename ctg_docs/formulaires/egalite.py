"""Compare two values of a field once they are read: « 14h10 » is « 14 h 10 ». Knows neither Word nor the dossier."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from ctg_docs.formulaires.description import Champ
from ctg_docs.models.base import OuiNon
from ctg_docs.models.equipement import BonusTerritoire
from ctg_docs.models.indicateur import Realisation
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Date, Effectif, Euros, Heure, Nombre

__all__ = ["is_same", "typed"]

_TYPES: Final[dict[str, Any]] = {
    "heure": Heure,
    "date": Date,
    "moment": Moment,
    "euros": Euros,
    "nombre": Nombre,
    "entier": Effectif,
    "oui_non": OuiNon,
    "realisations": Realisation,
    "bonus": BonusTerritoire,
}


def is_same(champ: Champ, a: Any, b: Any) -> bool:
    """True when two values, as the data of a dossier have them, are one; what is not said is the default."""
    return bool(typed(champ, a) == typed(champ, b))


def typed(champ: Champ, value: Any) -> Any:
    """Return a value as the model has it; as it is written when it can't be read."""
    if value is None:
        value = champ.defaut
    if isinstance(value, list | tuple):
        return tuple(_one(champ, item) for item in value) or None
    return None if value is None else _one(champ, value)


def _one(champ: Champ, value: Any) -> Any:
    column = champ.colonne
    name = column.path[-1] if column.kind == "annees" else column.kind
    try:
        if column.choice is not None:
            return column.choice(value)
        if name in _TYPES:
            return _adapter(name).validate_python(value)
    except ValueError:
        pass
    return value.strip() if isinstance(value, str) else value


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[name])
