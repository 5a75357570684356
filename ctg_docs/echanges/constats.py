"""The findings of an exchange: stable codes, French sentences. Knows no format."""

from __future__ import annotations

from typing import Final

from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.sources.report import shorten, typeset

__all__ = ["DETAIL", "EXCHANGE", "is_left_out", "is_refused", "note"]

_E, _W = Severity.ERROR, Severity.WARNING

_ENROL: Final = "Pour l’y ajouter en même temps : « ctg-docs import --inscrire »."

EXCHANGE: Final[dict[str, tuple[Severity, str, str]]] = {
    "TAB001": (_E, "Ce classeur ne peut pas être lu : {reason}.", ""),
    "TAB002": (
        _W,
        "« {header} » : « {value} » ne désigne aucune ligne.",
        "Écrivez l’identifiant ou le numéro d’une ligne existante.",
    ),
    "TAB003": (
        _W,
        "La colonne « {header} » est vide : on ne sait pas à quoi rattacher cette ligne de « {sheet} ».",
        "Choisissez une valeur dans la liste.",
    ),
    "TAB004": (_W, "Valeur convertie : {change}.", "Vérifiez, puis corrigez la cellule au besoin."),
    "TAB005": (_W, "Colonne inconnue, non lue : « {header} » ({count}).", "{guess}"),
    "TAB006": (_W, "Feuille inconnue, non lue : « {sheet} ».", "{guess}"),
    "TAB007": (
        _W,
        "La feuille « {sheet} » manque : ce que le dossier en dit est gardé.",
        "Pour tout retirer, gardez la feuille et videz-la.",
    ),
    "TAB008": (_W, "La colonne « {header} » manque : ce que le dossier en dit est gardé.", ""),
    "TAB009": (_W, "Champ inconnu, non lu : « {header} ».", ""),
    "TAB010": (_W, "Cette cellule contient une erreur d’Excel : « {value} ».", "Corrigez la formule."),
    "TAB011": (
        _W,
        "Cette formule n’a pas de résultat enregistré : « {value} ».",
        "Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le, ou remplacez la formule par sa valeur.",
    ),
    "TAB012": (
        _W,
        "« {header} » : « {value} » n’a plus de ligne ; ce qui en dépend part avec elle ({count} d’autres feuilles).",
        "Si vous ne vouliez pas la retirer, rétablissez sa ligne.",
    ),
    "TAB013": (
        _W,
        "« {header} » : « {value} » n’est pas repris ; ce qui en dépend ne l’est pas non plus ({count} d’autres feuilles).",
        "Corrigez la ligne de « {value} », puis recommencez.",
    ),
    "TAB014": (
        _W,
        "L’identifiant « {value} » est déjà celui d’une autre ligne de « {sheet} ».",
        "Donnez à cette ligne un identifiant à elle.",
    ),
    "TAB015": (_W, "« {header} » : « {value} » n’est pas au registre.", "{guess}"),
    "TAB038": (
        _W,
        "« {header} » : « {value} » désigne plusieurs lignes de « {sheet} » : {guess}.",
        "Écrivez en entier celle que vous voulez, ou son identifiant.",
    ),
    "TAB016": (
        _W,
        "Tant qu’une ligne de « {sheet} » n’est pas reprise, aucune n’en est retirée : « {value} » reste au dossier.",
        "Corrigez la ligne signalée, puis recommencez : ce qui manque au classeur sera alors retiré.",
    ),
    "TAB017": (
        _W,
        "Un texte trop long pour Excel n’est pas dans ce classeur.",
        "Reprenez ce classeur dans le dossier dont il vient, ou ajoutez ce texte au dossier.",
    ),
    "TAB022": (_W, "« {value} » lu « {after} ».", ""),
    "TAB023": (
        _W,
        "Date recopiée qui glisse d’un jour par ligne sur {count} lignes (jusqu’au {before}) : toutes lues {after}.",
        "Si les dates sont voulues, écrivez-les une à une après l’import.",
    ),
    "TAB024": (_W, "« {value} » rapproché de « {after} », déjà au registre.", ""),
    "TAB025": (
        _W,
        "« {value} » ajouté au registre : {what} jusqu’ici.",
        "Complétez sa fiche au registre.",
    ),
    "TAB026": (_W, "« {value} » n’est pas une date : gardé tel quel dans le calendrier.", ""),
    "TAB027": (_W, "L’action « {value} » figure deux fois (déjà en {after}) : ses lignes sont réunies.", ""),
    "TAB028": (_W, "Plusieurs pilotes, « {value} » : « {after} » pilote, les autres sont co-porteurs.", ""),
    "TAB029": (
        _W,
        "Feuille « {sheet} » laissée : {reason}.",
        "Pour la lire, écrivez « lire » en face de son nom dans le fichier de correspondances.",
    ),
    "TAB030": (_W, "Feuille « {sheet} » : ses actions sont rattachées à « {after} », d’après {source}.", ""),
    "TAB031": (
        _W,
        "Ce classeur vient d’un autre état du dossier ; ce que le dossier a changé depuis est gardé ({sheets}).",
        "Pour travailler sur l’état présent, refaites un classeur : « ctg-docs export ».",
    ),
    "TAB032": (
        _W,
        "« {header} » : « {value} » ici, alors que le dossier a changé depuis et dit « {other} ».",
        "Le dossier garde ce qu’il dit. Pour prendre ce qui est écrit ici : « ctg-docs import --force ».",
    ),
    "TAB033": (
        _W,
        "« {value} » n’a plus de ligne dans « {sheet} », alors que le dossier l’a changé depuis ; la ligne reste.",
        "Pour la retirer, refaites un classeur par « ctg-docs export ».",
    ),
    "TAB034": (
        _W,
        "« {value} », changé ici, n’est plus dans le dossier ; cette ligne de « {sheet} » n’est pas reprise.",
        "Pour la remettre, refaites un classeur par « ctg-docs export ».",
    ),
    "TAB035": (
        _W,
        "Ce classeur ne dit pas de quel état du dossier il vient : ce qu’il n’a pas reste au dossier ({sheets}).",
        "Pour retirer aussi ce qui manque au classeur, demandez-le à l’import.",
    ),
    "TAB036": (
        _W,
        "Titres introuvables dans la feuille « {sheet} » : elle n’est pas lue, et ce que le dossier en dit est gardé.",
        "Remettez la ligne de titres en haut de la feuille : {headers}…",
    ),
    "TAB037": (
        _W,
        "Identifiant écrit d’après « {value} » : « {after} ».",
        "Pour en choisir un autre, écrivez-le dans cette cellule.",
    ),
    "TAB039": (
        _W,
        "« {header} » : « {value} » gardé en note de la fiche : {reason}.",
        "Reportez-le à sa place, ou donnez un champ à la colonne dans le fichier de correspondances.",
    ),
    "TAB040": (
        _W,
        "Ligne laissée ({reason}) : « {value} ».",
        "Si elle dit quelque chose du plan, corrigez le fichier ; sinon, citez-la dans « lignes_ignorees ».",
    ),
    "TAB041": (
        _W,
        "« {header} » : le dossier le détaille déjà ; « {value} » gardé en note de la fiche.",
        "Corrigez le dossier si le plan a raison ; pour que ses listes remplacent celles du dossier, demandez-le à l’import.",
    ),
    "TAB042": (
        _W,
        "« {value} » n’est pas au registre ({what}) : gardé en mots.",
        _ENROL,
    ),
    "TAB060": (
        _W,
        "Feuille « {sheet} » lue comme « {after} », dont elle a les titres.",
        "Si c’est faux, rendez à la feuille « {after} » son nom.",
    ),
    "TAB061": (
        _W,
        "Commentaire de cellule, non repris : « {value} ».",
        "Si le dossier doit le garder, écrivez-le dans une cellule.",
    ),
    "TAB062": (
        _W,
        "Colonne « {header} » lue comme « {after} ».",
        "Si c’est faux, rendez à la colonne « {after} » son titre.",
    ),
    "TAB063": (
        _W,
        "Identifiant « {value} » changé en « {after} » ; ce qui le cite suit.",
        "",
    ),
    "TAB064": (
        _W,
        "« {value} » n’a plus de ligne dans « {sheet} », mais reste cité ici : sa ligne reste au dossier.",
        "Pour la retirer, retirez aussi ce qui la cite.",
    ),
    "TAB065": (
        _W,
        "« {value} » n’a plus de ligne dans « {sheet} », mais reste cité ici.",
        "Retirez-le d’ici aussi, ou rétablissez sa ligne.",
    ),
    "TAB066": (
        _W,
        "Débuts et fins glissent d’un jour d’une ligne à l’autre ({value}, puis {after}) : une date a pu être étirée vers le bas.",
        "Vérifiez les {count} lignes ; corrigez la seconde si elle devait répéter la première.",
    ),
    "TAB067": (
        _W,
        "Feuille « {sheet} » laissée ({count} cases) : {reason}.",
        "Pour la lire, écrivez « lire » en face de son nom dans le fichier de correspondances ; sinon « ignorer ».",
    ),
    "TAB068": (
        _W,
        "Aucun titre ne dit le nom du territoire.",
        "Écrivez-le dans le dossier : « territoire: nom ».",
    ),
    "TAB069": (
        _W,
        "« {header} » : « {value} » n’est pas au registre de « {sheet} ».",
        _ENROL,
    ),
    "TAB070": (
        _W,
        "« {value} » n’est pas repris : {reason}.",
        "Prenez un fichier où cette valeur est publiée, ou écrivez-la dans le dossier.",
    ),
    "TAB071": (
        _W,
        "Variables laissées ({count}) : {codes}.",
        "Nommez celles que vous voulez reprendre.",
    ),
    "SCD001": (
        _W,
        "Données ouvertes : « {act} » n’y est pas, il manque {column}.",
        "Complétez ce champ du dossier ; le schéma SCDL l’exige.",
    ),
    "SCD002": (
        _W,
        "Données ouvertes : « {act} » n’y est pas, {column} n’a pas la forme du schéma SCDL.",
        "Forme attendue : {form}.",
    ),
    "SCD003": (
        _W,
        "Données ouvertes : {column} de « {act} » reste vide, sa valeur n’a pas la forme du schéma SCDL.",
        "Forme attendue : {form}.",
    ),
}
"""Code to severity, sentence, suggestion."""


DETAIL: Final = "Valeurs changées ou gardées en note, case par case"
"""Heading of the last part of the account of a foreign plan."""
_REFUSED: Final = frozenset(
    [
        "TAB002",
        "TAB003",
        "TAB010",
        "TAB011",
        "TAB013",
        "TAB014",
        "TAB015",
        "TAB017",
        "TAB032",
        "TAB033",
        "TAB034",
        "TAB036",
        "TAB038",
        "TAB064",
        "TAB069",
    ]
)
"""What somebody wrote and nothing can be made of; only what stops a whole file is an error (TAB001)."""
_LEFT_OUT: Final = frozenset(
    {"TAB005", "TAB006", "TAB009", "TAB039", "TAB040", "TAB041", "TAB061", "TAB067", "TAB070", "TAB071"}
)
"""What somebody wrote and the dossier does not get, though nothing there is wrong."""


def is_refused(problem: Problem) -> bool:
    """True when a problem tells of a cell or a row of ours that is not taken: a fault of the dossier too, were it written."""
    return problem.severity is Severity.ERROR or problem.code in _REFUSED


def is_left_out(problem: Problem) -> bool:
    """True when a problem tells of something written that is not taken, while the rest is."""
    return is_refused(problem) or problem.code in _LEFT_OUT


def note(code: str, place: Place, *, value: object = "", path: str = "", **facts: object) -> Problem:
    """Return a problem of the table; `facts` and `value` fill its sentence."""
    severity, sentence, advice = EXCHANGE[code]
    known = {"value": shorten(value), **facts}
    return Problem(
        code,
        severity,
        typeset(sentence.format(**known)),
        place,
        path,
        shorten(value),
        typeset(advice.format(**known)).strip(),
    )
