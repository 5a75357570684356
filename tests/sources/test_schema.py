"""What an editor accepts is what reading accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from ctg_docs.models import Ctg
from ctg_docs.sources import diagnose
from ctg_docs.sources.schema import build_schema, schema_text
from ctg_docs.sources.skeleton import skeleton_files

Write = Callable[[dict[str, str | bytes]], Path]
SCHEMA = build_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def faults(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_valid_and_describes_every_section_in_french() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(schema_text()) == SCHEMA
    assert set(SCHEMA["properties"]) == set(Ctg.model_fields)
    assert SCHEMA["properties"]["territoire"]["description"] == "Périmètre de la convention."


@pytest.mark.parametrize(
    "text",
    [
        "convention: {date_signature_administrative: 18 décembre 2023}",
        "convention: {date_signature_administrative: 18/12/2023, date_debut: 2023, date_fin: mars 2024}",
        "convention: {etat: En relecture, thematiques: [Petite enfance, logement]}",
        "convention: {etat: ~, mention_paraphes: oui, preavis_mois: 3}",
        "organismes: [{id: caf, nature: caf, nom: 12, siren: 123456789}]",
        "parametres: {duree_max_annees: '5', regles_financeurs: []}",
        "fiches_actions:\ncontact:\nterritoire: {nom: x, population: '48000', departement: ~}",
    ],
)
def test_accepted_spellings_are_accepted_by_both(dossier: Write, text: str) -> None:
    base = dossier({"ctg.yaml": text, "territoire.yaml": "" if "territoire" in text else "nom: x\n"})
    assert not diagnose(base).problems
    assert not faults(YAML(typ="safe").load(text))


@pytest.mark.parametrize(
    "data",
    [
        {"inconnu": 1},
        {"convention": {"etat": "brouillon"}},
        {"organismes": [{"id": "Caf !", "nature": "caf", "nom": "x"}]},
        {"organismes": {"id": "caf"}},
        {"convention": {"mention_paraphes": "peut-être"}},
        {"personnes": [{"id": "a"}]},
    ],
)
def test_mistakes_are_seen_in_the_editor_too(data: Any) -> None:
    assert faults(data)


def test_a_new_dossier_reads_without_a_problem(dossier: Write) -> None:
    files = skeleton_files("Pays d’Essai : « le vrai »")
    outcome = diagnose(dossier(dict(files)))
    assert not outcome.problems
    assert outcome.ctg is not None
    assert outcome.ctg.territoire.nom == "Pays d’Essai : « le vrai »"
    assert not faults(YAML(typ="safe").load(files["ctg.yaml"]))


def test_a_new_dossier_explains_every_field_of_every_section() -> None:
    text = "".join(skeleton_files("x").values())
    fields = [info.title for name in Ctg.model_fields for info in _fields_of(name)]
    assert len(fields) > 100
    assert [title for title in fields if title and f"{title}." not in text] == []


def _fields_of(section: str) -> list[Any]:
    annotation = Ctg.model_fields[section].annotation
    models = [a for a in (annotation, *getattr(annotation, "__args__", ())) if hasattr(a, "model_fields")]
    return [info for model in models for info in model.model_fields.values()]


def test_every_line_of_a_model_file_can_be_taken_as_it_is(dossier: Write) -> None:
    """Uncommenting what is required and filling it gives a dossier that reads."""
    fiche = skeleton_files("x")["fiches/MODELE.txt"]
    filled = fiche.replace("\nid:", "\nid: accueillir #").replace("\nintitule:", "\nintitule: Accueillir #")
    outcome = diagnose(dossier({"ctg.yaml": "territoire: {nom: x}\n", "fiches/a.yaml": filled}))
    assert not outcome.problems
    assert outcome.ctg is not None
    assert outcome.ctg.fiches_actions[0].intitule == "Accueillir"


def test_uncommented_lines_keep_their_indentation_and_are_known_fields(dossier: Write) -> None:
    files = {
        name: re.sub(r"(?m)^( *)#((?:- )?\w+: +#)", r"\1\2", text)
        for name, text in skeleton_files("x").items()
    }
    for folder in ("fiches", "reunions", "avenants"):
        files[f"{folder}/a.yaml"] = files.pop(f"{folder}/MODELE.txt")
    problems = diagnose(dossier(dict(files))).problems
    empty = [p for p in problems if p.code == "CHP004"]
    assert ["constat est vide" in p.message for p in empty] == [True]
    assert {p.code for p in problems} == {"CHP001", "CHP004"}
