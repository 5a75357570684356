"""Check tags one by one, so that all unreadable ones are found in one pass, each at its own place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from ctg_docs.engine.template.environment import TemplateEnvironment
from ctg_docs.engine.template.walk import every

__all__ = ["Fault", "check_names", "check_tags", "translate"]

_BLOCK = re.compile(r"\{%[-+]?\s*([A-Za-z_]*)\s*(.*?)\s*[-+]?%\}$", re.DOTALL)
_CLOSED_BY = {
    "for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall", "filter": "endfilter", "with": "endwith",
    "set": "endset", "autoescape": "endautoescape",
}  # fmt: skip
_MIDDLE = {"else": {"if", "for"}, "elif": {"if"}}
_GONE = {"p", "tr", "tc", "r"}
_FRENCH = (
    (r"Unexpected end of template", "une balise « for », « if »… n’est jamais refermée"),
    (r"Encountered unknown tag '(.*?)'", "la balise « {0} » est inconnue ou n’est pas à sa place"),
    (r"expected token '(.*?)', got '(.*?)'", "« {1} » est écrit là où il faudrait « {0} »"),
    (r"[Ee]xpected name or number", "un point doit être suivi d’un nom de champ"),
    (r"unexpected char '(.*?)' at.*", "le caractère « {0} » n’a pas sa place dans une balise"),
    (r"unexpected '(.*?)'", "« {0} » n’a pas sa place ici"),
    (r"Expected an expression, got '(.*?)'", "il manque une expression avant « {0} »"),
    (r"[Ee]xpected an expression", "il manque une expression"),
    (r".*unexpected end.*", "la balise s’arrête trop tôt"),
    (r"Can't assign to special loop variable.*", "« loop » est un mot réservé"),
    (r"[Cc]an't assign to '(.*?)'", "« {0} » ne peut pas recevoir de valeur"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with tag `number`, as a French sentence."""

    number: int
    message: str
    suggestion: str = ""
    code: str = "MOD003"


def translate(message: str) -> str:
    """Say one of Jinja's syntax messages in French."""
    for pattern, french in _FRENCH:
        match = re.match(pattern, message)
        if match:
            words = {
                "end of print statement": "la fin de la balise",
                "end of statement block": "la fin de la balise",
            }
            return french.format(*(words.get(g, g) for g in match.groups()))
    return message


def check_tags(environment: TemplateEnvironment, texts: Mapping[int, str]) -> Iterator[Fault]:
    """Yield the faults of the tags of a part taken one by one, then of the way they nest."""
    stack: list[tuple[str, int]] = []
    for number in sorted(texts):
        text = texts[number]
        block = _BLOCK.match(text)
        if block is None:
            yield from _parse(environment, number, text)
            continue
        word, rest = block.groups()
        if word in _GONE:
            where = {
                "tr": "d’un tableau",
                "tc": "d’un tableau",
                "p": "d’un paragraphe",
                "r": "d’un paragraphe",
            }[word]
            yield Fault(number, f"« {{%{word} » n’a de sens qu’à l’intérieur {where}")
        elif word.startswith("end") and word in _CLOSED_BY.values():
            yield from _close(stack, word, number)
        elif word in _MIDDLE:
            if not stack or stack[-1][0] not in _MIDDLE[word]:
                yield Fault(number, f"« {word} » ne suit aucun « if »")
            if word == "elif":
                yield from _parse(environment, number, f"{{% if {rest} %}}{{% endif %}}")
        elif word in _CLOSED_BY and not (word == "set" and "=" in rest):
            stack.append((word, number))
            yield from _parse(environment, number, f"{{% {word} {rest} %}}{{% {_CLOSED_BY[word]} %}}")
        else:
            yield from _parse(environment, number, text)
    for word, number in stack:
        yield Fault(number, f"« {word} » n’est jamais refermé (il manque « {_CLOSED_BY[word]} »)")


def _close(stack: list[tuple[str, int]], word: str, number: int) -> Iterator[Fault]:
    if stack and _CLOSED_BY[stack[-1][0]] == word:
        stack.pop()
    elif any(_CLOSED_BY[opened] == word for opened, _ in stack):
        while _CLOSED_BY[stack[-1][0]] != word:
            opened, at = stack.pop()
            yield Fault(at, f"« {opened} » n’est jamais refermé (il manque « {_CLOSED_BY[opened]} »)")
        stack.pop()
    else:
        yield Fault(number, f"« {word} » ne ferme rien")


def _parse(environment: TemplateEnvironment, number: int, text: str) -> Iterator[Fault]:
    try:
        environment.parse(text)
    except TemplateSyntaxError as error:
        yield Fault(number, translate(error.message or ""))
    except RecursionError:
        yield Fault(number, "la balise est imbriquée trop profondément")


def check_names(
    tree: nodes.Template, environment: TemplateEnvironment, number_of: Callable[[int], int]
) -> Iterator[Fault]:
    """Yield the filters and tests that do not exist."""
    kinds: Mapping[type[nodes.Node], tuple[Mapping[str, object], str, str]] = {
        nodes.Filter: (environment.filters, "le filtre", "MOD108"),
        nodes.Test: (environment.tests, "le test", "MOD109"),
    }
    for node in every(tree, nodes.Filter, nodes.Test):
        known, word, code = kinds[type(node)]
        if node.name not in known:
            close = difflib.get_close_matches(node.name, list(known), 1, 0.6)
            hint = f"Vouliez-vous « {close[0]} » ?" if close else ""
            yield Fault(number_of(node.lineno), f"{word} « {node.name} » n’existe pas", hint, code)
