"""Key figures: said in words or as a number, once, and printed in their unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ctg_docs.models import DonneeCle


def donnee(**champs: Any) -> DonneeCle:
    return DonneeCle.model_validate({"intitule": "Moins de 20 ans", **champs})


@pytest.mark.parametrize(
    ("champs", "imprimee"),
    [
        ({"valeur": "environ un quart"}, "environ un quart"),
        ({"nombre": "24,6", "unite": "%"}, "24,6\u00a0%"),
        ({"nombre": 21480, "unite": "€"}, "21\u202f480\u00a0€"),
        ({"nombre": 97, "unite": "professionnels"}, "97 professionnels"),
        ({"nombre": "-3"}, "\u22123"),
    ],
)
def test_a_figure_is_printed_as_french_writes_it(champs: dict[str, Any], imprimee: str) -> None:
    assert donnee(**champs).imprimee == imprimee


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({}, "une valeur en mots"),
        ({"valeur": "24,6 %", "nombre": "24,6"}, "une seule des deux"),
        ({"valeur": "24,6 %", "unite": "%"}, "« unite »"),
        ({"valeur": "x", "graphique": "Habitants par âge"}, "« graphique »"),
        ({"nombre": 1, "comparaisons": [{"territoire": "France", "nombre": 1}] * 2}, "« France »"),
        ({"nombre": 1, "annee": 2021, "evolution": [{"annee": 2021, "nombre": 2}]}, "« 2021 »"),
        ({"nombre": 1, "evolution": [{"annee": 2015, "nombre": 2}]}, "« annee »"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused(champs: dict[str, Any], dit: str) -> None:
    with pytest.raises(ValidationError, match=dit):
        donnee(**champs)


def test_years_are_told_in_order_with_that_of_the_figure() -> None:
    found = donnee(
        nombre=12, annee=2021, evolution=[{"annee": 2023, "nombre": 13}, {"annee": 2010, "nombre": 9}]
    )
    assert [(v.annee, v.nombre) for v in found.serie] == [
        (2010, Decimal(9)),
        (2021, Decimal(12)),
        (2023, Decimal(13)),
    ]
    assert donnee(nombre=12, annee=2021).serie == ()
