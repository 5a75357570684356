"""Word forms that a meeting fills: what they ask, how they look, what they change in a dossier. Knows no terminal."""

from ctg_docs.formulaires.description import Champ, Formulaire, Ligne, Rubrique, Serie
from ctg_docs.formulaires.lecture import Lecture, read_forms
from ctg_docs.formulaires.questions import KINDS, describe, subjects
from ctg_docs.formulaires.redaction import write_form

__all__ = [
    "KINDS",
    "Champ",
    "Formulaire",
    "Lecture",
    "Ligne",
    "Rubrique",
    "Serie",
    "describe",
    "read_forms",
    "subjects",
    "write_form",
]
