"""What reading forms back can find: stable codes, French sentences."""

from __future__ import annotations

from typing import Final

from ctg_docs.engine.word.remarks import read_remarks
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.sources.report import shorten, typeset

__all__ = ["FORMS", "is_left_out", "note", "remarks"]

_E, _W = Severity.ERROR, Severity.WARNING

FORMS: Final[dict[str, tuple[Severity, str, str]]] = {
    "FRM001": (_E, "Ce document n’est pas un formulaire de ctg-docs : {reason}.", "Écrivez-en un par « ctg-docs form »."),
    "FRM002": (_E, "Le dossier n’a plus « {value} », sur quoi porte ce formulaire.", ""),
    "FRM003": (
        _W,
        "Ce formulaire vient d’un autre état du dossier{reason}.",
        "Seuls les champs changés dans le formulaire sont repris.",
    ),
    "FRM004": (
        _W,
        "Le champ « {title} » a été supprimé : ce que le dossier en dit est gardé.",
        "Pour effacer une valeur, gardez le champ et videz-le.",
    ),
    "FRM005": (
        _W,
        "Le tableau « {title} » a été supprimé : ce que le dossier en dit est gardé.",
        "Pour tout retirer, gardez le tableau et videz ses lignes.",
    ),
    "FRM006": (
        _W,
        "Un tableau a été collé hors des champs ; il n’est pas repris : « {value} ».",
        "Recopiez ses valeurs dans les champs du formulaire.",
    ),
    "FRM007": (_W, "Texte écrit hors des champs, non repris : « {value} ».", "Mettez-le dans un champ."),
    "FRM008": (_W, "Un tableau a été collé dans « {title} » ; ses cellules sont reprises ligne par ligne.", "Vérifiez."),
    "FRM009": (
        _W,
        "Ligne en double dans « {title} » : elle répète une autre ligne et n’est pas reprise.",
        "Si c’est une autre ligne, changez au moins un de ses champs.",
    ),
    "FRM010": (
        _E,
        "« {title} » : « {value} » ici, « {other} » dans {where}.",
        "Gardez une seule des deux valeurs, puis recommencez.",
    ),
    "FRM011": (
        _E,
        "« {title} » : « {value} » ici, alors que le dossier a changé depuis et dit « {other} ».",
        "Mettez la bonne valeur dans le dossier. Pour prendre celle d’ici : « ctg-docs import --force ».",
    ),
    "FRM012": (
        _W,
        "« {title} » : « {value} » {reason} ; {fate}.",
        "Écrivez un nom du registre, prénom et nom, puis reprenez le formulaire.",
    ),
    "FRM013": (
        _E,
        "Une ligne de « {title} » est retirée ici, alors que le dossier l’a changée depuis.",
        "Refaites le formulaire, puis recommencez.",
    ),
    "FRM014": (_W, "Une ligne de « {title} », changée ici, n’est plus dans le dossier ; elle n’est pas reprise.", ""),
    "FRM015": (
        _W,
        "Ce document a été enregistré par un logiciel qui efface les noms des champs ; ils ont été retrouvés par leurs repères.",
        "Vérifiez les changements annoncés.",
    ),
    "FRM016": (
        _W,
        "Fiche générée : le changement de « {title} » n’est pas repris (« {value} »).",
        "Changez cette rubrique par un formulaire : « ctg-docs form fiche_action ».",
    ),
    "FRM017": (
        _W,
        "« {title} » : « {value} » ne peut pas être repris ; ce que le dossier en dit est gardé. {reason}",
        "Corrigez ce champ, puis reprenez le formulaire.",
    ),
    "FRM018": (
        _W,
        "Une ligne nouvelle de « {title} » n’est pas reprise (« {value} »). {reason}",
        "Complétez cette ligne, puis reprenez le formulaire.",
    ),
    "FRM019": (
        _W,
        "« {title} » a été vidé ; ce que le dossier en dit est gardé. {reason}",
        "Une ligne se retire en la supprimant ou en la vidant tout entière.",
    ),
    "FRM020": (_W, "L’ordre des lignes de « {title} » a aussi changé dans le dossier ; celui d’ici n’est pas repris.", ""),
    "FRM022": (
        _W,
        "Une ligne nouvelle de « {title} » n’est pas reprise : « {value} » {reason}.",
        "Écrivez un nom du registre, prénom et nom, ou ajoutez-le d’abord au registre, puis reprenez le formulaire.",
    ),
    "FRM021": (
        _W,
        "« {title} » : la ligne « {value} » s’ajoute à une ligne du même nom, entrée dans le dossier depuis et différente.",
        "Si c’est la même ligne, retirez l’une des deux dans un formulaire refait.",
    ),
    "FRM023": (
        _W,
        "Commentaire de Word, non repris : « {value} » ({author}, sur « {near} »).",
        "Si le dossier doit le garder, écrivez-le dans un champ.",
    ),
    "FRM025": (
        _W,
        "« {title} » : « {value} » {reason} ; ce nom est repris tel quel, sans fonction ni structure.",
        "Si cette personne est au registre, écrivez son nom entier, puis reprenez le formulaire.",
    ),
    "FRM024": (
        _W,
        "« {title} » contient un symbole dont le caractère n’est pas connu ; il n’est pas repris (« {value} »).",
        "Remplacez ce symbole par un caractère ordinaire, puis reprenez le document.",
    ),
}  # fmt: skip
"""Code to severity, sentence, suggestion."""

_LEFT_OUT: Final = frozenset(
    {
        "FRM006",
        "FRM007",
        "FRM012",
        "FRM014",
        "FRM016",
        "FRM017",
        "FRM018",
        "FRM019",
        "FRM020",
        "FRM022",
        "FRM023",
        "FRM024",
    }
)
"""What somebody wrote and the dossier does not get."""


def is_left_out(problem: Problem) -> bool:
    """True when a problem tells of something written that is not taken, while the rest is."""
    return problem.code in _LEFT_OUT


def remarks(document: bytes, name: str) -> list[Problem]:
    """Tell the comments of a document: they are nobody's field."""
    return [
        note("FRM023", Place(name), value=remark.text, author=remark.author or "sans nom", near=remark.near)
        for remark in read_remarks(document)
    ]


def note(
    code: str, place: Place, *, value: object = "", path: str = "", reason: str = "", **facts: object
) -> Problem:
    """Return a problem of the table; `facts`, `value` and `reason`, never shortened, fill its sentence."""
    severity, sentence, advice = FORMS[code]
    known = {"value": shorten(value, 60), "reason": reason, **{k: shorten(v, 60) for k, v in facts.items()}}
    text = typeset(sentence.format(**known))
    return Problem(code, severity, text, place, path, shorten(value), typeset(advice))
