"""The one catalogue of codes: what each says, how grave it is, where the rule comes from, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from ctg_docs.errors import CtgDocsError, ExitCode
from ctg_docs.phrases import phrases
from ctg_docs.problems import FAMILIES, Severity

__all__ = ["Code", "UnknownCodeError", "codes", "explain"]


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the catalogue.

    Attributes:
        code: « CTG205 ».
        severity: the usual one; None when it depends on what is found.
        titre: what is checked, or the sentence told.
        cause: why it is looked at.
        remede: what to do.
        source: the text or the usage that the rule comes from.
    """

    code: str
    severity: Severity | None
    titre: str
    cause: str
    remede: str
    source: str = "usage"


class UnknownCodeError(CtgDocsError):
    """The user asked about a code that nothing tells."""

    exit_code = ExitCode.USAGE


_BLANK = re.compile(r"\{\w*\}")
"""What a sentence takes from the data."""
_EXTERNAL = ("Une règle d’une extension.", "Suivre le conseil donné.")


@cache
def codes() -> dict[str, Code]:
    """Return every code with its entry, in order."""
    return {entry.code: entry for entry in sorted(_entries(), key=lambda entry: entry.code)}


def explain(code: str) -> Code:
    """Return what a code means.

    Raises:
        UnknownCodeError: no such code; the message suggests the nearest one.
    """
    known, asked = codes(), code.strip().upper()
    if asked in known:
        return known[asked]
    meant = [near for near in known if near[3:] == asked[3:].translate(_DIGITS)]
    letters = get_close_matches(asked[:3], [near[:3] for near in meant], n=1)
    if letters:
        near = f"{letters[0]}{asked[3:].translate(_DIGITS)}"
        raise UnknownCodeError(f"Code inconnu : « {code} ». Vouliez-vous « {near} » ?")
    family = [near for near in known if near[:3] == asked[:3]]
    listed = (
        f"ceux-ci vont de {family[0]} à {family[-1]}"
        if family
        else f"ils commencent par {', '.join(FAMILIES)}"
    )
    raise UnknownCodeError(f"Code inconnu : « {code} ». Un code se lit devant un constat, CTG205 ; {listed}.")


_DIGITS = str.maketrans("OILSB", "01158")
"""Letters typed for the digits they look like."""


def _entries() -> Iterator[Code]:
    from ctg_docs.checks import catalogue
    from ctg_docs.engine.a11y import RULES
    from ctg_docs.engine.lint.sarif import RULES as TEMPLATES
    from ctg_docs.sources.field_messages import MESSAGES

    for rule in catalogue():
        source = "usage" if rule.source.startswith("domaine") else rule.source
        own = (rule.cause or _EXTERNAL[0], rule.remede or _EXTERNAL[1])
        yield _entry(rule.code, rule.severity, rule.titre, source=source, own=own)
    for code, (severity, title) in RULES.items():
        yield _entry(code, severity, title)
    for code, text in MESSAGES.values():
        yield _entry(code, Severity.ERROR, text)
    for code, phrase in phrases().items():
        if phrase.severity is not None:
            yield _entry(code, phrase.severity, phrase.sentence)
    for code, title in TEMPLATES.items():
        yield _entry(code, None, title)


def _entry(
    code: str,
    severity: Severity | None,
    titre: str,
    source: str = "usage",
    own: tuple[str, str] = _EXTERNAL,
) -> Code:
    cause, remede = (phrase.cause, phrase.remede) if (phrase := phrases().get(code)) else own
    return Code(code, severity, _BLANK.sub("…", titre), cause, remede, source)
