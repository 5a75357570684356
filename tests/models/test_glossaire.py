from __future__ import annotations

from pathlib import Path

from ctg_docs import models
from ctg_docs.echanges.tableaux.schema import tables
from ctg_docs.models.glossaire import build_glossary, classes
from ctg_docs.models.termes import TERMES

PAGE = Path(models.__file__).with_name("GLOSSAIRE.md")


def test_terms_are_those_of_the_classes() -> None:
    names = {c.__name__ for c in classes()}
    assert len(names) > 80
    assert set(TERMES) == names


def test_each_term_is_a_french_sentence() -> None:
    assert len(TERMES) > 80
    for name, sentence in TERMES.items():
        assert sentence[0].isupper(), name
        assert sentence.endswith((".", "…")), name
        assert "'" not in sentence, name


def test_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == build_glossary(), "page périmée : make docs"


def test_page_has_each_class_and_field() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for found in classes():
        section = text.split(f"\n## {found.__name__}\n")[1].split("\n## ")[0]
        names = [i.alias or n for n, i in getattr(found, "model_fields", {}).items()]
        for name in names or list(getattr(found, "__members__", {}).values()):
            assert f"| `{name}` |" in section, name


def test_every_thing_of_a_list_has_a_noun_for_its_reader() -> None:
    nameless = {table.model.__name__ for table in tables() if not table.model.identite.nom}
    assert nameless == {"Ctg"}
