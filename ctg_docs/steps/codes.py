"""The one catalogue of codes: what each says, how grave it is, where the rule comes from, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from ctg_docs.errors import CtgDocsError, ExitCode
from ctg_docs.problems import Severity

__all__ = ["FAMILIES", "Code", "UnknownCodeError", "codes", "explain"]


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


FAMILIES: Final[dict[str, tuple[str, str, str]]] = {
    "CTG": (
        "Vérifications du dossier",
        "Le document signé porterait une contradiction, un manque ou une irrégularité.",
        "Corriger la valeur à l’endroit indiqué, ou vérifier qu’elle est voulue.",
    ),
    "GEN": (
        "Documents",
        "Le document demandé ne serait pas complet.",
        "Compléter le dossier, puis recommencer.",
    ),
    "ACC": (
        "Accessibilité des fichiers Word",
        "Un lecteur d’écran ne rendrait pas tout le document.",
        "Corriger le modèle Word ou le document à l’endroit indiqué.",
    ),
    "LEC": (
        "Lecture des fichiers",
        "Un fichier du dossier ne peut pas être lu tel qu’il est.",
        "Corriger le fichier à la ligne indiquée.",
    ),
    "CHP": (
        "Valeur d’un champ",
        "La valeur écrite n’est pas de celles que ce champ accepte.",
        "Écrire une valeur de la forme attendue ; « ctg-docs schema » les décrit toutes.",
    ),
    "TAB": (
        "Échanges avec d’autres outils",
        "Une cellule ou une ligne ne se reprend pas sans vérification.",
        "Corriger la cellule indiquée, puis importer de nouveau.",
    ),
    "SCD": (
        "Données ouvertes",
        "Une délibération n’a pas ce que le schéma des données ouvertes demande.",
        "Compléter la délibération dans le dossier, puis exporter de nouveau.",
    ),
    "FRM": (
        "Formulaires Word",
        "Une réponse d’un formulaire ne se reprend pas sans vérification.",
        "Corriger le formulaire, puis importer de nouveau.",
    ),
    "MOD": (
        "Modèles Word",
        "Une balise du modèle ne pourrait pas être remplie comme elle est écrite.",
        "Corriger la balise dans Word ; « ctg-docs template fields » donne les champs.",
    ),
    "PDF": (
        "PDF",
        "La mise en page du PDF pourrait différer de celle de Word.",
        "Suivre le conseil donné avec le message.",
    ),
    "SIG": (
        "Dossier de signature",
        "Une pièce n’est pas à sa place dans le dossier de signature.",
        "Suivre le conseil donné avec le message.",
    ),
    "DEP": (
        "Dépôt au contrôle de légalité",
        "L’opérateur de télétransmission refuserait l’acte, ou le recevrait sous un autre nom.",
        "Suivre le conseil donné avec le message.",
    ),
    "VER": (
        "Vérification d’un dossier de signature",
        "Les pièces ne sont plus celles qui ont été faites.",
        "Refaire le dossier de signature, ou reprendre les pièces d’origine.",
    ),
    "EXT": (
        "Extensions",
        "Un paquet installé à côté de ctg-docs est en défaut.",
        "Le mettre à jour, ou le désinstaller.",
    ),
}
"""First letters of a code to the name of its family, its cause and its remedy when it has none of its own."""

_BLANK = re.compile(r"\{\w*\}")
"""What a sentence takes from the data."""
_B, _W = Severity.BLOCKING, Severity.WARNING
_ALONE: Final[dict[str, tuple[Severity, str]]] = {
    "CTG801": (_B, "aucune donnée personnelle ne reste dans la version à publier"),
    "EXT001": (_W, "une extension ne peut pas servir"),
    "GEN001": (_B, "rien ne manque dans un document définitif"),
    "GEN002": (_W, "chaque modèle du dossier sert à un type de document"),
    "GEN003": (_B, "rien d’autre ne refuse la version définitive"),
    "GEN004": (_W, "chaque message préparé a son destinataire"),
    "PDF001": (_W, "les polices du document, ou leurs jumelles, sont installées"),
    "PDF002": (_W, "les numéros de page du sommaire sont stables"),
    "PDF003": (_W, "les numéros de page du sommaire sont écrits"),
    "SIG001": (_W, "chaque annexe peut entrer dans le fichier complet"),
    "SIG002": (_W, "le dossier de signature ne contient que ce que ctg-docs y écrit"),
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
    known = codes()
    if code.upper() in known:
        return known[code.upper()]
    near = get_close_matches(code.upper(), known, n=1)
    advice = f" Vouliez-vous « {near[0]} » ?" if near else ""
    raise UnknownCodeError(f"Code inconnu : « {code} ».{advice}")


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
        yield _entry(rule.code, rule.severity, rule.titre, source=source)
    for code, (severity, title) in (*RULES.items(), *_ALONE.items()):
        yield _entry(code, severity, title)
    for code, text in (*READING.items(), *MESSAGES.values()):
        yield _entry(code, Severity.ERROR, text)
    for code, (severity, text, advice) in (*EXCHANGE.items(), *FORMS.items()):
        yield _entry(code, severity, text, advice)
    for code, title in TEMPLATES.items():
        yield _entry(code, None, title)


def _entry(code: str, severity: Severity | None, titre: str, remede: str = "", source: str = "usage") -> Code:
    _, cause, usual = FAMILIES.get(code[:3], ("", "Une règle d’une extension.", "Suivre le conseil donné."))
    return Code(code, severity, _BLANK.sub("…", titre), cause, _BLANK.sub("…", remede) or usual, source)
