"""One loop over every model, present and future."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from ctg_docs.models.base import Choix, Modele, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.glossaire import classes
from tests.strategies import Fabrique

MODELS = [c for c in classes() if issubclass(c, Modele)]
CHOICES = [c for c in classes() if issubclass(c, Choix)]


REGISTERS = (
    "organismes",
    "personnes",
    "signataires",
    "deliberations",
    "fiches_actions",
    "instances",
    "reunions",
    "avenants",
    "annexes",
    "objectifs",
    "etapes",
)


def _instance(model: type[Modele]) -> Modele:
    factory = Fabrique(1)
    if model is Ctg:
        return factory.ctg()
    factory.refs = {register: ["connu"] for register in REGISTERS}
    return factory.fill(model)


def test_the_lists_are_not_empty() -> None:
    assert len(MODELS) > 50
    assert len(CHOICES) > 30


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_each_field_has_a_french_title_and_description(model: type[Modele]) -> None:
    assert model.model_fields
    for name, info in model.model_fields.items():
        assert info.title, name
        assert info.description, name
        assert info.title[0].isupper(), name
        assert "'" not in info.title + info.description, f"{name}: typographic apostrophe is meant"
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name), name


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_unknown_key_is_refused(model: type[Modele]) -> None:
    data = _instance(model).model_dump(mode="json")
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**data, "inconnu": 1})
    assert [e["type"] for e in caught.value.errors()] == ["extra_forbidden"]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_instance_is_frozen_and_hashable(model: type[Modele]) -> None:
    instance = _instance(model)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(instance, next(iter(model.model_fields)), None)
    assert isinstance(hash(instance), int)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_json_dump_reads_back_equal(model: type[Modele]) -> None:
    instance = _instance(model)
    assert model.model_validate(instance.model_dump(mode="json")) == instance
    assert model.model_validate_json(instance.model_dump_json()) == instance


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_each_reference_names_a_register(model: type[Modele]) -> None:
    assert {reference_of(model, name) for name in model.model_fields} <= {*REGISTERS, None}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: c.__name__)
def test_closed_list_reads_value_and_label(choice: type[Choix]) -> None:
    assert list(choice)
    for member in choice:
        assert re.fullmatch(r"[a-z0-9_]+", member.value)
        assert member.libelle
        assert choice(member.value) is member
        assert choice(member.libelle) is member
        assert choice(member.libelle.upper()) is member
    assert len({m.libelle for m in choice}) == len(choice)
    with pytest.raises(ValueError, match="introuvable-nulle-part"):
        choice("introuvable-nulle-part")
