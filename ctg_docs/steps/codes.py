"""The one catalogue of codes: what each says, how grave it is, where the rule comes from, what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from ctg_docs.errors import CtgDocsError, ExitCode
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
_B, _W = Severity.BLOCKING, Severity.WARNING
_ALONE: Final[dict[str, tuple[Severity, str]]] = {
    "CTG801": (_B, "aucune donnée personnelle ne reste dans la version à publier"),
    "EXT001": (_W, "une extension ne peut pas servir"),
    "GEN001": (_B, "rien ne manque dans un document définitif"),
    "GEN002": (_W, "chaque modèle Word sert à un type de document"),
    "GEN003": (_B, "rien d’autre ne refuse la version définitive"),
    "GEN004": (_W, "chaque message préparé a son destinataire"),
    "GEN005": (_W, "chaque document a un nom de fichier à lui"),
    "GEN006": (_W, "chaque document annoncé comme joint est un fichier du dossier"),
    "GEN007": (_W, "l’ancienne rédaction citée par un avenant est celle de l’article"),
    "PDF001": (_W, "les polices du document, ou leurs jumelles, sont installées"),
    "PDF002": (_W, "les numéros de page du sommaire sont stables"),
    "PDF003": (_W, "les numéros de page du sommaire sont écrits"),
    "SIG001": (_W, "chaque annexe peut entrer dans le fichier complet"),
    "SIG002": (_W, "le dossier de signature ne contient que ce que ctg-docs y écrit"),
    "SIG003": (_W, "une annexe déjà signée est jointe telle quelle"),
    "SIG004": (_B, "chaque annexe jointe s’ouvre, entière et sans mot de passe"),
    "SIG005": (_W, "une annexe jointe n’a plus de champ à remplir"),
    "SIG006": (_W, "le nom de chaque annexe jointe est accepté partout"),
    "DEP001": (_W, "l’acte transmis est signé"),
    "DEP002": (_W, "le numéro de l’acte est de ceux que les opérateurs acceptent"),
    "DEP003": (_W, "l’objet tient en 499 caractères sur une ligne"),
    "DEP004": (_B, "les pièces sont des PDF ou des images, de 150 Mo au plus"),
    "DEP005": (_B, "l’acte a un numéro et une date"),
    "VER001": (_B, "les données sont celles des pièces"),
    "VER002": (_B, "les modèles Word sont ceux des pièces"),
    "VER003": (_B, "aucune pièce n’a été modifiée, hors signatures"),
    "VER004": (_B, "aucune pièce ne manque"),
    "VER005": (_B, "aucun fichier n’a été ajouté"),
    "VER006": (_B, "le manifeste et le bordereau disent la même chose"),
}
"""Codes told from one place each."""


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
    from ctg_docs.echanges.constats import EXCHANGE
    from ctg_docs.engine.a11y import RULES
    from ctg_docs.engine.lint.sarif import RULES as TEMPLATES
    from ctg_docs.formulaires.constats import FORMS
    from ctg_docs.sources.field_messages import MESSAGES
    from ctg_docs.sources.report import READING

    for rule in catalogue():
        source = "usage" if rule.source.startswith("domaine") else rule.source
        own = (rule.cause or _EXTERNAL[0], rule.remede or _EXTERNAL[1])
        yield _entry(rule.code, rule.severity, rule.titre, source=source, own=own)
    for code, (severity, title) in (*RULES.items(), *_ALONE.items()):
        yield _entry(code, severity, title)
    for code, text in (*READING.items(), *MESSAGES.values()):
        yield _entry(code, Severity.ERROR, text)
    for code, (severity, text, _) in (*EXCHANGE.items(), *FORMS.items()):
        yield _entry(code, severity, text)
    for code, title in TEMPLATES.items():
        yield _entry(code, None, title)


def _entry(
    code: str,
    severity: Severity | None,
    titre: str,
    source: str = "usage",
    own: tuple[str, str] = _EXTERNAL,
) -> Code:
    cause, remedy = _reasons().get(code, own)
    return Code(code, severity, _BLANK.sub("…", titre), cause, remedy, source)


@cache
def _reasons() -> dict[str, list[str]]:
    """Return the cause and the remedy of each code, from the file beside this one."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
