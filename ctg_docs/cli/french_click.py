"""Click's own words in French. A test holds the table against the installed version of click."""

from __future__ import annotations

import sys
from functools import cache

import click

__all__ = ["PLURALS", "WORDS", "speak_french", "typeset"]

INSECABLE, FINE = "\u00a0", "\u202f"

WORDS: dict[str, str] = {
    "d": "j",
    "Usage:": "Usage :",
    "Options": "Options\u00a0",
    "Commands": "Commandes\u00a0",
    "Positional arguments": "Arguments\u00a0",
    "Show this message and exit.": "Afficher cette aide.",
    "Show the version and exit.": "Afficher la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Essayez « {command} {option} ».",
    "Aborted!": "Interrompu.",
    "deprecated": "déconseillé",
    "Missing command.": "Il manque une commande.",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "Missing {param_type}": "Il manque {param_type}",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "No such option {name!r}.": "Option inconnue : « {name} ».",
    "No such option: {name}": "Option inconnue : « {name} ».",
    "No such command {name!r}.": "Commande inconnue : « {name} ».",
    "Option {name!r} does not take a value.": "L’option « {name} » ne prend pas de valeur.",
    "Argument {name!r} takes {nargs} values.": "L’argument « {name} » prend {nargs} valeurs.",
    "Invalid start character for option ({option})": "Option mal écrite : {option}",
    "Could not open file {filename!r}: {message}": "Impossible d’ouvrir « {filename} » : {message}",
    "unknown error": "erreur inconnue",
    "Value must be an iterable.": "Une liste est attendue.",
    "env var: {var}": "variable {var}",
    "default: {default}": "par défaut : {default}",
    "(dynamic)": "(calculé)",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "Choose from:\n\t{choices}": "Au choix :\n\t{choices}",
    "Choice({choices})": "Choix({choices})",
    "{value} is not in the range {range}.": "{value} n’est pas compris dans {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "« {value} » n’est ni oui ni non : {states}",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre.",
    "{value!r} is not a valid UUID.": "« {value} » n’est pas un UUID.",
    "{name} {filename!r} is a file.": "le {name} « {filename} » est un fichier.",
    "{name} {filename!r} is a directory.": "le {name} « {filename} » est un dossier.",
    "{name} {filename!r} is not readable.": "le {name} « {filename} » n’est pas lisible.",
    "{name} {filename!r} is not writable.": "le {name} « {filename} » est protégé en écriture.",
    "{name} {filename!r} is not executable.": "le {name} « {filename} » n’est pas exécutable.",
    "{name} {filename!r} does not exist.": "le {name} « {filename} » n’existe pas.",
    "Unknown standard stream '{name}'": "Flux inconnu : « {name} »",
    "Do you want to continue?": "Continuer ?",
    "Confirm the action without prompting.": "Confirmer sans demander.",
    "Press any key to continue...": "Appuyez sur une touche…",
    "Repeat for confirmation": "Répétez pour confirmer",
    "Error: The two entered values do not match.": "Erreur : les deux saisies diffèrent.",
    "Error: invalid input": "Erreur : saisie non reconnue",
    "{editor}: Editing failed": "{editor} : échec de la modification",
    "{editor}: Editing failed: {e}": "{editor} : échec de la modification : {e}",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Version de Bash inconnue : la complétion n’est pas possible."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "La complétion demande Bash 4.4 ou plus récent."
    ),
}

PLURALS: dict[str, tuple[str, str]] = {
    "Got unexpected extra argument ({args})": ("Argument en trop : {args}", "Arguments en trop : {args}"),
    "Takes {nargs} values but 1 was given.": (
        "{nargs} valeurs attendues, une seule donnée.",
        "{nargs} valeurs attendues, {len} données.",
    ),
    "Did you mean {possibility}?": (
        "Vouliez-vous {possibility} ?",
        "(Vouliez-vous l’une de celles-ci : {possibilities} ?)",
    ),
    "Option {name!r} requires an argument.": (
        "L’option « {name} » demande une valeur.",
        "L’option « {name} » demande {nargs} valeurs.",
    ),
    "{value!r} is not {choice}.": (
        "« {value} » n’est pas possible ; écrivez {choice}.",
        "« {value} » n’est pas possible ; au choix : {choices}.",
    ),
    "{value!r} does not match the format {format}.": (
        "« {value} » n’a pas la forme {format}.",
        "« {value} » n’a aucune de ces formes : {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "{len_type} valeurs attendues, {len_value} donnée.",
        "{len_type} valeurs attendues, {len_value} données.",
    ),
}


def speak_french() -> None:
    """Give click its French words: each of its modules looks its texts up by the name `_` or `ngettext`."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{click.__name__}."):
            for own, french in (("_", _word), ("ngettext", _plural)):
                if hasattr(module, own):
                    setattr(module, own, french)


@cache
def _word(text: str) -> str:
    french = WORDS.get(text)
    return typeset(french) if french else text


def _plural(one: str, many: str, count: int) -> str:
    forms = PLURALS.get(one, (one, many))
    return typeset(forms[0] if count < 2 else forms[1])


def typeset(text: str) -> str:
    """Put no-break blanks in the words of this table: what `typographier` does, without its weight at each start."""
    for sign, blank in ((":", INSECABLE), ("»", INSECABLE), ("?", FINE), (";", FINE), ("!", FINE)):
        text = text.replace(f" {sign}", f"{blank}{sign}")
    return text.replace("« ", f"«{INSECABLE}")
