"""The findings of one reading: stable codes, French sentences, one list. Knows no format and no model."""

from __future__ import annotations

import re

from ctg_docs.problems import Place, Problem, Severity, format_path

__all__ = ["LEADING_ZERO", "READING", "Path", "Report", "shorten", "typeset"]

Path = tuple[str | int, ...]

LEADING_ZERO = "un nombre ne commence pas par 0 : un code s’écrit entre guillemets"

READING: dict[str, str] = {
    "LEC001": "Ce fichier ou ce dossier n’existe pas.",
    "LEC002": "Ce dossier ne contient pas de fichier ctg.yaml (ni ctg.json, ni ctg.toml).",
    "LEC003": "Plusieurs fichiers principaux dans le même dossier : {names}.",
    "LEC004": "Format de fichier non reconnu : « {suffix} ».",
    "LEC005": "Fichier trop volumineux : {size}, pour {limit} au plus.",
    "LEC006": "Fichier illisible : {reason}.",
    "LEC007": "Ce fichier n’est pas enregistré en UTF-8 (encodage probable : {encoding}).",
    "LEC008": "Caractère invisible interdit : {character}.",
    "LEC009": "YAML mal formé : {reason}.",
    "LEC010": "Tabulation dans le retrait : YAML n’accepte que des espaces.",
    "LEC011": "Le fichier contient plusieurs documents YAML séparés par « --- ».",
    "LEC012": "Champ écrit deux fois : « {key} » figure déjà ligne {line}.",
    "LEC013": "Données imbriquées sur plus de {limit} niveaux.",
    "LEC014": "Trop de valeurs une fois les alias développés : plus de {limit}.",
    "LEC015": "Alias « *{name} » sans ancre « &{name} » qui le précède, ou qui se contient lui-même.",
    "LEC016": "Un nom de champ doit être un texte simple.",
    "LEC017": "JSON mal formé : {reason}.",
    "LEC018": "TOML mal formé : {reason}.",
    "LEC019": "Fichier vide.",
    "LEC020": "Le contenu doit être une suite de champs « nom : valeur », pas {kind}.",
    "LEC021": "La rubrique « {section} » est déjà donnée dans {other}.",
    "LEC022": "Fichier ignoré : le dossier n’a pas de rubrique « {name} ».",
    "LEC023": "Cette image n’en est pas une : {reason}.",
    "LEC024": "Les images SVG ne sont pas acceptées par Word.",
    "LEC025": "Image trop grande : {size}, pour {limit} au plus.",
    "LEC026": "Ce chemin sort du dossier : « {name} ».",
    "LEC027": "Fichier absent du dossier : « {name} ».",
    "LEC028": "Étiquette YAML refusée : « {tag} ».",
    "LEC029": "La clé de fusion « << » attend un alias vers une suite de champs.",
    "LEC030": "Trop de fichiers dans « {folder} » : plus de {limit}.",
    "LEC031": "Fichier ignoré : les fichiers « {suffix} » ne sont pas lus ici.",
    "LEC032": "Espace insécable dans le retrait : YAML n’accepte que des espaces ordinaires.",
    "LEC033": "La fin de cette ligne est perdue : « {lost} » est lu comme un commentaire.",
    "LEC034": "Ce n’est pas un dossier, mais {kind} : il faut un chemin, un dictionnaire, ou du YAML, du JSON ou du TOML.",
}


def typeset(sentence: str) -> str:
    """Put the no-break spaces of French typography in a sentence of ours."""
    sentence = re.sub(r" ([;!?])", "\N{NARROW NO-BREAK SPACE}\\1", sentence)
    return re.sub(r"(?<=«) | (?=[:»])", "\N{NO-BREAK SPACE}", sentence)


def shorten(value: object, limit: int = 80) -> str:
    """Return the value on one line, 80 characters at most, containers summed up in French."""
    if isinstance(value, dict):
        return "{" + ", ".join(map(str, list(value)[:5])) + (", …}" if len(value) > 5 else "}")
    if isinstance(value, list | tuple):
        return f"[liste de {len(value)}]"
    text = " ".join(_printable(str(value)).split()) if value is not None else ""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text[:400])


class Report:
    """Collects every problem of one pass; never raises."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self,
        code: str,
        place: Place,
        *,
        severity: Severity = Severity.ERROR,
        path: Path = (),
        value: object = "",
        suggestion: str = "",
        **facts: object,
    ) -> None:
        """Note a problem of the reading table; `facts` fill its sentence."""
        sentence = typeset(READING[code]).format(**facts)
        self.problems.append(
            Problem(code, severity, sentence, place, format_path(path), shorten(value), typeset(suggestion))
        )

    @property
    def has_errors(self) -> bool:
        """True when something could not be read."""
        return any(p.severity is Severity.ERROR for p in self.problems)
