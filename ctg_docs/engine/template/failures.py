"""From an exception raised inside a template to a problem in French. Knows exceptions, not the template."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from ctg_docs.engine.template.environment import AbsentError, LimitError
from ctg_docs.engine.template.output import UnprintableError
from ctg_docs.errors import CtgDocsError
from ctg_docs.problems import Problem, Severity

__all__ = ["FATAL", "last_line", "problem_of"]

#: errors after which it makes no sense to look for others
FATAL = (LimitError, RecursionError, MemoryError)
_TABLE: tuple[tuple[type[Exception], str, str], ...] = (
    (UndefinedError, "MOD004", "Donnée inconnue : {0}"),
    (UnprintableError, "MOD005", "Valeur impossible à imprimer : {0}"),
    (SecurityError, "MOD006", "Refusé : {0}"),
    (LimitError, "MOD010", "Limite dépassée : {0}"),
    (RecursionError, "MOD010", "Limite dépassée : le modèle s’appelle lui-même sans fin"),
    (MemoryError, "MOD010", "Limite dépassée : le modèle demande trop de mémoire"),
    (CtgDocsError, "MOD007", "{0}"),
    (Exception, "MOD007", "Le calcul a échoué ({1}) : {0}"),
)

#: what Jinja says of values it could not find by itself
_HINTS = (
    ("first item", "la liste est vide, elle n’a pas de premier élément"),
    ("last item", "la liste est vide, elle n’a pas de dernier élément"),
    ("aggregated item", "la liste est vide"),
    ("previous item", "il n’y a pas d’élément précédent"),
    ("next item", "il n’y a pas d’élément suivant"),
)


def last_line(trace: TracebackType | None, filename: str) -> int:
    """Return the line of compiled code where a part failed; 0 when the error comes from elsewhere."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def problem_of(error: Exception, known: Iterable[str] = ()) -> Problem:
    """Return the problem of an error, without its place.

    Args:
        error: what was raised.
        known: top-level names of the context, for suggestions.
    """
    if isinstance(error, AbsentError):
        return _absent(error, known)
    code, sentence = next((c, s) for kind, c, s in _TABLE if isinstance(error, kind))
    message = sentence.format(str(error).rstrip(". "), type(error).__name__)
    return Problem(code, Severity.ERROR, message + ".")


def _absent(error: AbsentError, known: Iterable[str]) -> Problem:
    if error.asked is None:
        text = next((french for english, french in _HINTS if english in str(error)), str(error).rstrip("."))
        return Problem("MOD004", Severity.ERROR, f"Donnée absente : {text}.")
    if isinstance(error.asked, int):
        message = f"La liste n’a pas d’élément n° {error.asked + 1}."
        return Problem("MOD004", Severity.ERROR, message)
    names = known if error.owner is None else _names(error.owner)
    close = difflib.get_close_matches(str(error.asked), list(names), 1, 0.6)
    suggestion = f"Vouliez-vous « {close[0]} » ?" if close else ""
    of = f" de « {type(error.owner).__name__} »" if error.owner is not None else ""
    return Problem("MOD004", Severity.ERROR, f"Champ inconnu « {error.asked} »{of}.", suggestion=suggestion)


def _names(owner: Any) -> Iterable[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    fields = getattr(type(owner), "model_fields", None) or ()
    return [*fields, *(n for n in dir(type(owner)) if not n.startswith(("_", "model_")))]
