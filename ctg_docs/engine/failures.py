"""From an exception inside a template to a problem with its place, in French. Knows tracebacks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from ctg_docs.engine.environment import LimitError
from ctg_docs.engine.output import UnprintableError
from ctg_docs.errors import DataError
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.engine.tags import Tag

__all__ = ["render_problem", "syntax_problem"]

_SYNTAX = (
    (
        r"Unexpected end of template",
        "une balise « for », « if »… n’est jamais refermée (il manque « endfor », « endif »…)",
    ),
    (r"Encountered unknown tag '(.*?)'", "la balise « {0} » est inconnue ou n’est pas à sa place"),
    (r"expected token '(.*?)', got '(.*?)'", "« {1} » est écrit là où il faudrait « {0} »"),
    (r"Missing end of .*", "une balise n’est jamais refermée"),
    (r"No filter named '(.*?)'", "le filtre « {0} » n’existe pas"),
    (r"No test named '(.*?)'", "le test « {0} » n’existe pas"),
    (r"unexpected char '(.*?)' at.*", "le caractère « {0} » n’a pas sa place dans une balise"),
    (r"unexpected '(.*?)'", "« {0} » n’a pas sa place ici"),
    (r"unexpected end of .*", "la balise s’arrête trop tôt"),
    (r"Expected an expression, got '(.*?)'", "il manque une expression avant « {0} »"),
)


def syntax_problem(error: TemplateSyntaxError, tags: Sequence[Tag], lines: Mapping[int, int], file: str,
                   label: str) -> Problem:  # fmt: skip
    """Return the problem of a tag Jinja can't read."""
    message = error.message or ""
    for pattern, french in _SYNTAX:
        match = re.match(pattern, message)
        if match:
            message = french.format(*match.groups())
            break
    return _problem(
        "MOD003", f"Balise illisible : {message}.", _tag_at(error.lineno, tags, lines), file, label
    )


def _tag_at(line: int, tags: Sequence[Tag], lines: Mapping[int, int]) -> Tag | None:
    """Return the tag of a line of the Jinja source, else the last one before it."""
    candidates = [at for at in lines if at <= line]
    return tags[lines[max(candidates)]] if candidates else None


def _problem(
    code: str, message: str, tag: Tag | None, file: str, label: str, suggestion: str = ""
) -> Problem:
    if tag is None:
        return Problem(code, Severity.ERROR, message, Place(file, cell=label), suggestion=suggestion)
    where = f" Balise « {tag.spot.expression} »"
    where += f", dans « {tag.spot.sentence} »." if tag.spot.sentence != tag.spot.expression else "."
    return Problem(
        code,
        Severity.ERROR,
        message + where,
        tag.spot.place(file),
        value=tag.spot.expression[:80],
        suggestion=suggestion,
    )


def render_problem(error: Exception, filename: str, debug: Mapping[int, int], tags: Sequence[Tag],
                   lines: Mapping[int, int], file: str, label: str) -> Problem | None:  # fmt: skip
    """Return the problem of an error raised while a part was rendered; None when it is no error of the template."""
    frame = _last_frame(error.__traceback__, filename)
    if frame is None:
        return None
    known = [python for python in debug if python <= frame.tb_lineno]
    tag = _tag_at(debug[max(known)] if known else 0, tags, lines)
    code, message, suggestion = _explain(error)
    turn = _loop_turn(frame.tb_frame.f_locals)
    return _problem(code, message + (f" ({turn})" if turn else "") + ".", tag, file, label, suggestion)


def _last_frame(trace: TracebackType | None, filename: str) -> TracebackType | None:
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            found = trace
        trace = trace.tb_next
    return found


def _loop_turn(names: Mapping[str, Any]) -> str:
    """Say which turn of which loop was running, when the template keeps count."""
    loops = [
        v for k, v in names.items() if k.startswith("l_") and k.endswith("_loop") and hasattr(v, "index0")
    ]
    return ", ".join(f"tour n° {loop.index} de la boucle" for loop in loops)


def _explain(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, UndefinedError):
        return _absent(error)
    if isinstance(error, UnprintableError):
        return "MOD005", f"Valeur impossible à imprimer : {error}", ""
    if isinstance(error, SecurityError):
        return "MOD006", f"Refusé : {error}", ""
    if isinstance(error, LimitError):
        return "MOD010", f"Limite dépassée : {str(error).rstrip('.')}", ""
    if isinstance(error, RecursionError | MemoryError):
        return (
            "MOD010",
            "Limite dépassée : le modèle s’appelle lui-même sans fin ou demande trop de mémoire",
            "",
        )
    if isinstance(error, DataError):
        return "MOD007", str(error).rstrip("."), ""
    return "MOD007", f"Le calcul a échoué : {type(error).__name__}, {error}".rstrip(". "), ""


def _absent(error: UndefinedError) -> tuple[str, str, str]:
    owner, name = getattr(error, "owner", None), getattr(error, "asked", "")
    if not name:
        return "MOD004", f"Donnée inconnue : {error}", ""
    known = getattr(error, "known", None) or _names(owner)
    close = difflib.get_close_matches(str(name), known, 1, 0.6)
    suggestion = f"Vouliez-vous « {close[0]} » ?" if close else ""
    of = f" de « {type(owner).__name__} »" if owner is not None else ""
    return "MOD004", f"Champ inconnu « {name} »{of}", suggestion


def _names(owner: Any) -> Iterable[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    fields = getattr(type(owner), "model_fields", None) or ()
    return [*fields, *(n for n in dir(type(owner)) if not n.startswith(("_", "model_")))]
