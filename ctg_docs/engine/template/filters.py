"""The filters and tests templates may use: Jinja's harmless ones and the French ones of `ctg_docs.french`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sized
from functools import cache, wraps
from types import MappingProxyType
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from ctg_docs import french
from ctg_docs.engine.template.budget import Budget, extent
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
#: those that look at a value without reading what it holds
_SIZED = frozenset({"count", "d", "default", "first", "items", "last", "length", "attr"})
#: letters of a text that is not worth counting
_SHORT = 1000
#: figures of the longest number a text is read as
_LONGEST_NUMBER = 4300
#: elements that adding lists one after another may copy
_MOST_COPIED = 20_000_000
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


@pass_context
def _liens(context: RunContext, value: object) -> object:
    """Print a text with its web and mail addresses as links."""
    if isinstance(value, str):
        context.budget.text(value)
    return Linked(value) if isinstance(value, str) and has_address(value) else value


def _holes_pass(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a hole through a formatting filter unchanged."""

    @wraps(function)
    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if is_hole(value) else function(value, *args, **kwargs)

    return filtered


def _listed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Count a text before a French filter reads it, the texts of a list before it joins them."""

    @pass_context
    @wraps(function)
    def filtered(context: RunContext, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) and isinstance(value, Iterable):
            value = context.budget.walk(value)
            context.budget.shown(list(value))
        elif isinstance(value, str) and len(value) > _SHORT:
            context.budget.text(value)
        return function(value, *args, **kwargs)

    return filtered


def _counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Count what a filter walks through and what it builds."""
    wants = getattr(function, "jinja_pass_arg", None)

    @wraps(function)
    def counted(context: RunContext, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget = context.budget
        if name in _WALKING:
            value = budget.walk(value)
            if isinstance(value, Collection):
                budget.sorted_texts(value)
        elif name not in _SIZED:
            budget.shown(value)
        _check_growth(name, value, args, kwargs, context)
        first = {
            "context": (context,),
            "eval_context": (context.eval_ctx,),
            "environment": (context.environment,),
        }
        result = function(*first.get(wants.name if wants else "", ()), value, *args, **kwargs)
        return budget.text(result) if isinstance(result, str) and len(result) > _SHORT else result

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
        longest = max((len(a) for a in (*args, *kwargs.values()) if isinstance(a, str)), default=0)
        context.budget.text("", max(biggest, longest) * (str(value).count("\n") + 1))
    if name == "replace" and args and isinstance(value, Sized):
        longest = max(len(str(a)) for a in (*args, *kwargs.values()))
        context.budget.text("", len(value) + (str(value).count(str(args[0])) + 1) * longest)
    if name == "join":
        glue, most = len(str(args[0] if args else kwargs.get("d", ""))), context.budget.limits.text
        context.budget.text("", extent(value, most, most)[1] + glue * len(value))
    if name == "int" and isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        raise LimitError(f"Le modèle lit un nombre de {len(value)} chiffres.")
    if name == "map":
        context.budget.shown([args, kwargs])
    if name == "sum" and isinstance(kwargs.get("start", args[1] if len(args) > 1 else 0), Sized):
        _check_sum([len(item) for item in value if isinstance(item, Sized)], context.budget)


def _check_sum(sizes: list[int], budget: Budget) -> None:
    """Refuse to put lists end to end when that copies too much: each addition copies all that came before."""
    if sum(sizes) * len(sizes) > _MOST_COPIED:
        raise LimitError("Le filtre « sum » met bout à bout trop de listes.")
    budget.text("", sum(sizes))


@pass_context
def _format(context: RunContext, pattern: object, *args: Any, **kwargs: Any) -> str:
    """Format as `%` does: `{{ '%0.2f'|format(n) }}`."""
    return percent(pattern if isinstance(pattern, str) else str(pattern), kwargs or args, context.budget)


@cache
def default_filters() -> Mapping[str, Callable[..., Any]]:
    """Return the filters every template may use, by name."""
    jinja: dict[str, Any] = {n: _counted(n, _JINJA_FILTERS[n]) for n in _JINJA.split()}
    words = {name: _listed(_holes_pass(getattr(french, name))) for name in FRENCH.split()}
    own: dict[str, Any] = {"format": _format, "case": _case, "liens": _liens, "plain": plain}
    return MappingProxyType(jinja | words | own)


@cache
def default_tests() -> Mapping[str, Callable[..., Any]]:
    """Return the tests every template may use, by name."""
    return MappingProxyType({name: _JINJA_TESTS[name] for name in _TESTS.split()})
