"""A changed dossier written over the old one: only what changes, comments elsewhere kept, in YAML, TOML and JSON."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ctg_docs.echanges.ecriture import plan_files
from ctg_docs.echanges.ecriture_toml import dump_toml, update_toml
from ctg_docs.models import Ctg
from ctg_docs.sources.nodes import flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.toml_file import parse_toml
from ctg_docs.sources.write import to_plain
from ctg_docs.steps.imports import write_changes
from ctg_docs.steps.load import load
from tests.strategies import ctgs

COMPLETE = Path(__file__).resolve().parents[2] / "examples" / "pays-auvrelle"

TOML = """\
# Le dossier du Val
[territoire]
nom = "Val d’Essai"  # voté en 2023

[convention]
titre = "CTG"
date_debut = 2024-01-01

# La Caf, puis les autres
[[organismes]]
id = "caf"   # ne pas changer
nature = "caf"
nom = 'Caf des Deux-Sèvres'

[[organismes]]
id = "mjc"
nature = "association"
nom = "Maison des jeunes"

[[fiches_actions]]
id = "guide"
intitule = "Écrire un guide"
# à revoir au printemps
publics_cibles = ["familles", "jeunes"]
  [[fiches_actions.indicateurs]]
  intitule = "Exemplaires"
  [fiches_actions.calendrier]
  debut = "2024-03"
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "val"
    path.mkdir()
    (path / "ctg.toml").write_text(TOML, encoding="utf-8")
    return path


def changed(ctg: Ctg, **sections: Any) -> Ctg:
    data = to_plain(ctg) | sections
    return Ctg.model_validate(data).with_provenance(ctg.provenance)


def test_toml_keeps_its_comments_where_nothing_changes(dossier: Path) -> None:
    old = load(dossier)
    data = to_plain(old)
    data["organismes"][1]["nom"] = "MJC du Val"
    data["organismes"].append({"id": "ludo", "nature": "association", "nom": "Ludothèque"})
    data["fiches_actions"][0] |= {
        "statut": "en_cours",
        "descriptif": "Deux\nlignes",
        "budget": {"lignes": [{"sens": "depense", "nature": "Papier", "montant_euros": "1250.50"}]},
    }
    del data["convention"]["date_debut"]
    new = Ctg.model_validate(data)
    written, archive = write_changes(dossier, old, new, "x")
    assert [p.name for p in written] == ["ctg.toml"]
    assert archive is not None
    assert load(dossier) == new
    text = (dossier / "ctg.toml").read_text(encoding="utf-8")
    for kept in (
        "# Le dossier du Val\n",
        'nom = "Val d’Essai"  # voté en 2023\n',
        "# La Caf, puis les autres\n",
        'id = "caf"   # ne pas changer\nnature = "caf"\nnom = \'Caf des Deux-Sèvres\'\n',
        '# à revoir au printemps\npublics_cibles = ["familles", "jeunes"]\n',
        "montant_euros = 1250.50\n",
    ):
        assert kept in text
    assert "date_debut" not in text


def test_nothing_is_written_when_nothing_changes(dossier: Path) -> None:
    assert plan_files(dossier, load(dossier), load(dossier)) == {}


def test_rows_may_go_and_change_places_in_toml(dossier: Path) -> None:
    old = load(dossier)
    data = to_plain(old)
    data["organismes"].reverse()
    data["fiches_actions"] = []
    new = Ctg.model_validate(data)
    write_changes(dossier, old, new, "x")
    assert load(dossier) == new
    assert 'id = "caf"   # ne pas changer' in (dossier / "ctg.toml").read_text(encoding="utf-8")


def test_fiches_in_toml_files_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "val"
    (path / "fiches").mkdir(parents=True)
    (path / "ctg.toml").write_text('[territoire]\nnom = "Val"\n', encoding="utf-8")
    (path / "contact.toml").write_text('nom = "Léa"  # accueil\n', encoding="utf-8")
    for name in ("guide", "forum"):
        text = f'# {name}\nid = "{name}"\nintitule = "Action"\n'
        (path / "fiches" / f"{name}.toml").write_text(text, encoding="utf-8")
    old = load(path)
    data = to_plain(old)
    data["fiches_actions"][1]["statut"] = "realise"
    data["contact"]["telephone"] = "05 49 00 00 00"
    new = Ctg.model_validate(data)
    written, _ = write_changes(path, old, new, "x")
    assert load(path) == new
    assert {p.name for p in written} == {f"{data['fiches_actions'][1]['id']}.toml", "contact.toml"}
    assert "# accueil" in (path / "contact.toml").read_text(encoding="utf-8")
    assert all(
        (path / "fiches" / f"{n}.toml").read_text("utf-8").startswith(f"# {n}") for n in ("guide", "forum")
    )


def test_a_single_toml_file_is_a_dossier_too(dossier: Path) -> None:
    path = dossier / "ctg.toml"
    old = load(path)
    new = changed(old, contact={"nom": "Léa"})
    write_changes(path, old, new, "x")
    assert load(path) == new


@pytest.mark.parametrize("name", ["ctg.toml", "ctg.json"])
def test_a_whole_example_in_one_file_takes_a_change(tmp_path: Path, name: str) -> None:
    from ctg_docs.steps.exports import write_json

    example = load(COMPLETE)
    path = tmp_path / "dossier"
    path.mkdir()
    if name == "ctg.json":
        write_json(example, path / name)
    else:
        (path / name).write_text(dump_toml(to_plain(example)), encoding="utf-8")
    for folder in ("logos", "annexes", "cartes", "photos"):
        shutil.copytree(COMPLETE / folder, path / folder, dirs_exist_ok=True)
    old = load(path)
    assert old == example
    first, *rest = example.fiches_actions
    new = old.model_copy(
        update={"fiches_actions": (*rest, first.model_copy(update={"intitule": "Autre titre"}))}
    )
    write_changes(path, old, new, "x")
    assert load(path) == new


@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(ctgs(), ctgs(taille=1))
def test_any_dossier_becomes_any_other_in_toml(a: Ctg, b: Ctg) -> None:
    before, after = to_plain(a), to_plain(b)
    text = dump_toml(before)
    assert read(text) == a
    assert read(update_toml(text, before, after)) == b


def read(text: str) -> Ctg:
    report = Report()
    node = parse_toml(text, "ctg.toml", report)
    assert node is not None, report.problems
    parsed = flatten(node, report)
    assert parsed is not None
    return Ctg.model_validate(parsed.data)
