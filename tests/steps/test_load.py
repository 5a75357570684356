"""Data in memory are read as files are: the same problems, with the place in the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs import DataError

FAULTY = {"territoire": {"nom": "Melle"}, "convention": {"etat": "x", "y": 1}, "personnes": [{"id": "a"}]}
YAML = "territoire:\n  nom: Melle\nconvention:\n  etat: x\n  y: 1\npersonnes:\n- id: a\n"
TOML = '[territoire]\nnom = "Melle"\n[convention]\netat = "x"\ny = 1\n[[personnes]]\nid = "a"\n'
JSON = json.dumps(FAULTY, indent=1)


def told(problems: tuple[ctg_docs.Problem, ...]) -> list[tuple[str, str, str]]:
    return sorted((p.code, p.path, p.message) for p in problems)


@pytest.mark.parametrize("source", [FAULTY, YAML, TOML, JSON, YAML.encode(), JSON.encode(), TOML.encode()])
def test_data_give_the_problems_of_the_file(source: dict[str, object] | str | bytes, tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text(YAML, encoding="utf-8")
    expected = ctg_docs.diagnose(file)
    assert len(expected.problems) >= 3
    found = ctg_docs.diagnose(source)
    assert told(found.problems) == told(expected.problems)
    assert all(p.place.file == "" for p in found.problems)
    if not isinstance(source, dict):
        assert all(p.place.line for p in found.problems if p.path)
    with pytest.raises(DataError, match="Ces données ne peuvent pas être lues"):
        ctg_docs.load(source)


@pytest.mark.parametrize(
    "text", ["{", '{"a": ', "a: [\n", "# rien\n", "- un\n- deux\n", b"\xff\xfe\x00", b"", "{\x00\n"]
)
def test_what_is_no_data_is_told(text: str | bytes) -> None:
    found = ctg_docs.diagnose(text)
    assert found.ctg is None
    assert found.problems


def test_a_sound_text_loads_and_its_problems_are_plain_data() -> None:
    ctg = ctg_docs.load("territoire:\n  nom: Melle\n")
    assert ctg.territoire.nom == "Melle"
    data = ctg_docs.to_data(ctg_docs.check(ctg, final=True))
    assert data == json.loads(json.dumps(data))
    assert ctg_docs.to_data(ctg_docs.diagnose(FAULTY)) == ctg_docs.to_data(ctg_docs.diagnose(FAULTY).problems)


LOGO = {"territoire": {"nom": "Melle"}, "organismes": [
    {"id": "caf", "nom": "Caf", "nature": "caf", "logo": {"fichier": "logos/caf.png", "texte_alternatif": "Caf"}}
]}  # fmt: skip


def test_a_picture_given_in_memory_is_kept_and_one_that_is_not_is_told() -> None:
    logo = next((Path(__file__).parents[2] / "examples").rglob("*.png")).read_bytes()
    ctg = ctg_docs.load(LOGO, files={"logos/caf.png": logo})
    assert ctg.provenance.files == {"logos/caf.png": logo}
    [problem] = [p for p in ctg_docs.diagnose(LOGO).problems if p.code == "LEC027"]
    assert problem.path == "organismes[0].logo.fichier"
    [near] = [
        p for p in ctg_docs.diagnose(LOGO, files={"logos/Caf.png": logo}).problems if p.code == "LEC027"
    ]
    assert "logos/Caf.png" in near.suggestion


def test_a_dossier_made_of_objects_says_which_picture_it_lacks() -> None:
    ctg = ctg_docs.Ctg.model_validate(LOGO)
    [found] = [p for p in ctg_docs.check(ctg) if p.code == "LEC027"]
    assert found.severity is ctg_docs.Severity.WARNING
    assert [p.code for p in ctg_docs.prepare(ctg, ["annuaire"]).problems] == ["LEC027"]
    with pytest.raises(DataError) as refused:
        ctg_docs.render(ctg, "annuaire", final=True)
    assert "LEC027" in [p.code for p in refused.value.problems]
    logo = next((Path(__file__).parents[2] / "examples").rglob("*.png")).read_bytes()
    assert not ctg_docs.prepare(ctg, ["annuaire"], pictures={"logos/caf.png": logo}).problems


@pytest.mark.parametrize("example", ["caf-commune", "departement-etat", "mellois-en-poitou"])
def test_check_and_render_agree_on_a_final_document(example: str) -> None:
    ctg = ctg_docs.load(Path(__file__).parents[2] / "examples" / example)
    blocking = [p for p in ctg_docs.check(ctg, final=True) if p.blocking]
    assert blocking
    assert all(p.place != ctg_docs.Place() or p.path for p in blocking)
    with pytest.raises(DataError) as refused:
        ctg_docs.prepare(ctg, final=True)
    assert {p.code for p in refused.value.problems} <= {p.code for p in blocking}
