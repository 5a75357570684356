"""No line of a document breaks inside a date, a number or quotation marks, and apostrophes are curved, whoever typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.engine.values import Rich
from ctg_docs.french import lier

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["lier_textes"]

C = TypeVar("C", bound=Contexte)
B = TypeVar("B", bound=Bloc)


def lier_textes(contexte: C) -> C:
    """Return the context with its printed texts as French prints them: no-break blanks, curved apostrophes."""
    return _bloc(contexte, tuple(contexte.ordre_de_lecture()))


@cache
def _champs(modele: type[Bloc]) -> tuple[str, ...]:
    return tuple(modele.model_fields)


def _bloc(bloc: B, champs: Iterable[str]) -> B:
    valeurs = bloc.__dict__
    change = {champ: neuf for champ in champs if (neuf := _valeur(valeurs[champ])) is not valeurs[champ]}
    return bloc.model_copy(update=change) if change else bloc


def _valeur(valeur: object) -> object:
    """Return the value with its texts bound; the same object when nothing moves."""
    if isinstance(valeur, str):
        lie = lier(valeur)
        return valeur if lie == valeur else lie
    if isinstance(valeur, Rich):
        lie = lier(valeur.text)
        return valeur if lie == valeur.text else Rich(lie)
    if isinstance(valeur, Bloc):
        return _bloc(valeur, _champs(type(valeur)))
    if isinstance(valeur, tuple):
        neuf = tuple(_valeur(item) for item in valeur)
        return valeur if all(a is b for a, b in zip(neuf, valeur, strict=True)) else neuf
    return valeur
