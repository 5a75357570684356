"""A YAML syntax fault told in French, from the fault's kind and from the line it stands on."""

from __future__ import annotations

import re
from itertools import takewhile

from ruamel.yaml.error import MarkedYAMLError

from ctg_docs.problems import Place
from ctg_docs.sources.report import Report

__all__ = ["explain"]

_QUOTE = 'Écrivez la valeur entre guillemets : « champ: "valeur" ».'

_NO_BREAK = re.compile(r" *[\u00a0\u202f\u2003\u2009]")
_APOSTROPHE = re.compile(r":\s+'(?:[^']|'')*'[^\s',}\]#]")
_GLUED_DASH = re.compile(r"\s*-[^\s-][^:]*:")
_CLOSED_THEN_TEXT = re.compile(r"[^#]*?(?::|-)\s+(?:\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s,#\]}]")
_GLUED_COLON = re.compile(r"\s*(?:- )?[A-Za-z_]+:\S")

_INDENTATION = (
    "le retrait de cette ligne ne correspond pas à celui des lignes voisines",
    "Alignez la ligne sur celles du même niveau, avec des espaces.",
)

# The parser tells its faults in English only; each known sentence has its French one and its advice.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "« : » inattendu", _QUOTE),
    (
        "found unexpected end of stream",
        "un guillemet ouvert n’est pas fermé",
        "Fermez le guillemet ; une apostrophe dans un texte entre '…' se double : ''.",
    ),
    (
        "found unexpected document separator",
        "« --- » à l’intérieur d’un texte entre guillemets",
        "Fermez le guillemet ouvert avant cette ligne.",
    ),
    (
        "expected ',' or ']'",
        "une liste « [ » n’est pas fermée, ou une virgule manque",
        "Ajoutez « , » ou « ] » ; un texte qui contient une virgule s’écrit entre guillemets.",
    ),
    (
        "expected ',' or '}'",
        "une accolade « { » n’est pas fermée, ou une virgule manque",
        "Ajoutez « , » ou « } » ; un texte qui contient une virgule s’écrit entre guillemets.",
    ),
    ("found unknown escape character", "« \\ » suivi d’un caractère inconnu", "Doublez-la : « \\\\ »."),
    (
        "expected escape sequence",
        "« \\ » dans un texte entre guillemets doubles",
        "Doublez-la (« \\\\ »), ou écrivez le texte entre '…'.",
    ),
    ("expected <block end>", *_INDENTATION),
    (
        "expected '<document start>'",
        "le retrait de cette ligne est plus petit que celui du début du fichier",
        "Alignez toutes les lignes du premier niveau sur la marge.",
    ),
    (
        "could not find expected ':'",
        "une ligne sans « : »",
        "Écrivez « champ: valeur », ou reprenez le retrait du texte de la ligne précédente.",
    ),
    ("that cannot start any token", "une valeur ne peut pas commencer par ce caractère", _QUOTE),
    ("sequence entries are not allowed", "un élément de liste « - » n’est pas attendu ici", _QUOTE),
    ("found duplicate anchor", "la même ancre « & » est posée deux fois", "Changez le nom de l’une."),
    ("while scanning an anchor", "ancre « & » sans nom", _QUOTE),
    ("while scanning an alias", "alias « * » sans nom", _QUOTE),
)


def explain(fault: MarkedYAMLError, text: str, name: str, report: Report) -> None:
    """Report a syntax fault where a person will look for it, with the faulty line as its value."""
    problem, context = str(fault.problem or ""), str(fault.context or "")
    mark = fault.problem_mark or fault.context_mark
    if "end of stream" in problem and fault.context_mark is not None:
        mark = fault.context_mark  # the quote that was opened, not the end of the file
    if mark is None:
        report.add("LEC009", Place(name), reason="le fichier ne suit pas la syntaxe YAML")
        return
    lines = text.split("\n")
    index = min(mark.line, len(lines) - 1)
    place, line = Place(name, index + 1, mark.column + 1), lines[index]
    if re.match(r" *\t", line):
        report.add("LEC010", place, suggestion="Remplacez chaque tabulation par deux espaces.")
        return
    if _NO_BREAK.match(line):
        report.add("LEC032", place, suggestion="Retapez le retrait avec des espaces.")
        return
    if known_slip := _slip(problem, lines, index, fault):
        at, reason, advice = known_slip
        value = lines[at].strip()
        report.add(
            "LEC009", Place(name, at + 1, _indent(lines[at])), value=value, suggestion=advice, reason=reason
        )
        return
    for known, reason, advice in _FAULTS:
        if known in problem or known in context:
            report.add("LEC009", place, value=line.strip(), suggestion=advice, reason=reason)
            return
    report.add("LEC009", place, value=line.strip(), reason="cette ligne ne suit pas la syntaxe YAML")


def _slip(problem: str, lines: list[str], index: int, fault: MarkedYAMLError) -> tuple[int, str, str] | None:
    """Recognise what people mistype most: line, reason and advice; the parser points after it, or names it worse."""
    if _APOSTROPHE.search(lines[index]):
        return (
            index,
            "un texte entre '…' se ferme avant la fin de la ligne",
            "Écrivez-le entre guillemets doubles ; entre '…' une apostrophe se double : ''.",
        )
    start = fault.context_mark.line if fault.context_mark else index
    if "expected <block end>" in problem or "expected <block end>" in str(fault.context or ""):
        if _CLOSED_THEN_TEXT.match(lines[index]):
            return index, "un texte suit un crochet ou une accolade qui se ferme", _QUOTE
        if (apart := _stands_apart(lines, index)) is not None:
            return apart, *_INDENTATION
    candidates = [at for at in (start, index, index - 1) if 0 <= at < len(lines)]
    for at in candidates:
        if "mapping values" in problem and _GLUED_DASH.match(lines[at]):
            return at, "il manque une espace après « - »", "Écrivez « - champ: valeur »."
        if "could not find expected" in problem and _GLUED_COLON.match(lines[at]):
            return at, "il manque une espace après « : »", "Écrivez « champ: valeur »."
    return None


def _stands_apart(lines: list[str], index: int) -> int | None:
    """Return the line above that is indented as fewer of its neighbours than the one where the parser stopped."""
    at = _indent(lines[index])
    written = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    above = list(takewhile(lambda n: _indent(lines[n]) > at, reversed([n for n in written if n < index])))
    if not above or at == 1 or not _indent(lines[max(n for n in (-1, *written) if n < above[-1])]) < at:
        return None
    first = above[-1]
    deeper = sum(_indent(lines[n]) == _indent(lines[first]) for n in above)
    below = takewhile(lambda n: _indent(lines[n]) >= at, (n for n in written if n >= index))
    level = sum(_indent(lines[n]) == at for n in below)
    odd = not _indent(lines[first]) % 2
    return first if deeper < level or (deeper == level and odd) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) + 1
