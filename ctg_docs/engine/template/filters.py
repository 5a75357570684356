"""The filters and tests templates may use: Jinja's harmless ones and the French ones of `ctg_docs.french`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from ctg_docs import french
from ctg_docs.engine.template.environment import LimitError, RunContext
from ctg_docs.engine.template.formats import percent
from ctg_docs.engine.values import Linked
from ctg_docs.engine.word.addresses import has_address
from ctg_docs.holes import is_hole, plain

__all__ = ["FRENCH", "default_filters", "default_tests"]

#: Jinja's filters that neither run code, nor make HTML, nor depend on chance
_JINJA = (
    "abs attr batch capitalize count d default dictsort e escape first float forceescape groupby int items join "
    "last length list lower map max min reject rejectattr replace reverse round safe select selectattr slice sort "
    "string sum title trim truncate unique upper wordcount center indent"
)
_JINJA_FILTERS: dict[str, Any] = dict(FILTERS)
_JINJA_TESTS: dict[str, Any] = dict(TESTS)
_WALKING = frozenset(["batch", "dictsort", "groupby", "join", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "sort", "sum", "unique"])  # fmt: skip
_TESTS = (
    "boolean defined divisibleby eq == equalto even false filter float ge >= greaterthan gt > in integer iterable le "
    "<= lessthan lower lt < mapping ne != none number odd sameas sequence string test true undefined upper"
)
#: functions of `ctg_docs.french` that are filters under their own name
FRENCH = (
    "a accord accord_participe annee_lettres au civilite compte date_courte date_jour date_lettres date_longue de du "
    "duree elision etp euros heure le liste_et majuscule_initiale mois_annee montant_lettres nombre nombre_lettres "
    "ordinal periode periode_annees possessif pourcent siren siret telephone typographier"
)


def _case(value: object) -> str:
    """Print a yes or no as a ticked or empty box."""
    return "☒" if value else "☐"


def _liens(value: object) -> object:
    """Print a text with its web and mail addresses as links."""
    return Linked(value) if isinstance(value, str) and has_address(value) else value


def _holes_pass(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a hole through a formatting filter unchanged."""

    @wraps(function)
    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if is_hole(value) else function(value, *args, **kwargs)

    return filtered


def _counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Count what a filter walks through and what it builds."""
    wants = getattr(function, "jinja_pass_arg", None)

    @wraps(function)
    def counted(context: RunContext, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget = context.budget
        if name in _WALKING:
            value = budget.walk(value)
        _check_growth(name, value, args, kwargs, context)
        first = {
            "context": (context,),
            "eval_context": (context.eval_ctx,),
            "environment": (context.environment,),
        }
        result = function(*first.get(wants.name if wants else "", ()), value, *args, **kwargs)
        return budget.text(result) if isinstance(result, str) and len(result) > 1000 else result

    if hasattr(counted, "jinja_pass_arg"):
        del counted.jinja_pass_arg
    return pass_context(counted)


def _check_growth(
    name: str, value: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any], context: RunContext
) -> None:
    numbers = [abs(a) for a in (*args, *kwargs.values()) if isinstance(a, int) and not isinstance(a, bool)]
    biggest = max(numbers, default=0)
    if (
        name in {"center", "batch", "slice", "truncate", "round"}
        and biggest > context.budget.limits.text // 10
    ):
        raise LimitError(f"Le filtre « {name} » demande {biggest} caractères ou colonnes.")
    if name == "indent":
        context.budget.text("", biggest * (str(value).count("\n") + 1))
    if name == "replace" and args and isinstance(value, Sized):
        longest = max(len(str(a)) for a in (*args, *kwargs.values()))
        context.budget.text("", len(value) + (str(value).count(str(args[0])) + 1) * longest)
    if name == "join":
        glue = len(str(args[0] if args else kwargs.get("d", "")))
        context.budget.text("", sum(len(str(item)) + glue for item in value if isinstance(item, str)))


@pass_context
def _format(context: RunContext, pattern: object, *args: Any, **kwargs: Any) -> str:
    """Format as `%` does: `{{ '%0.2f'|format(n) }}`."""
    return percent(pattern if isinstance(pattern, str) else str(pattern), kwargs or args, context.budget)


def default_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters every template may use, by name."""
    jinja: dict[str, Any] = {n: _counted(n, _JINJA_FILTERS[n]) for n in _JINJA.split()}
    words = {name: _holes_pass(getattr(french, name)) for name in FRENCH.split()}
    return {**jinja, **words, "format": _format, "case": _case, "liens": _liens, "plain": plain}


def default_tests() -> dict[str, Callable[..., Any]]:
    """Return the tests every template may use, by name."""
    return {name: _JINJA_TESTS[name] for name in _TESTS.split()}
