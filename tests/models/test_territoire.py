"""The name of a territory in a sentence."""

from __future__ import annotations

import pytest

from ctg_docs.models.territoire import Territoire


@pytest.mark.parametrize(
    ("nom", "article", "de"),
    [
        ("Pays d’Exemple", None, "du Pays d’Exemple"),
        ("Val de Brenne", None, "du Val de Brenne"),
        ("Vallée de l’Orne", None, "de la Vallée de l’Orne"),
        ("Mellois en Poitou", None, "de Mellois en Poitou"),
        ("Grand Lac", None, "de Grand Lac"),
        ("Val-de-Reuil", None, "de Val-de-Reuil"),
        ("Val", None, "de Val"),
        ("Le Barp", None, "du Barp"),
        ("Entre Ambre et Loise", None, "d’Entre Ambre et Loise"),
        ("Auvrelle", "l’", "de l’Auvrelle"),
        ("Pays d’Exemple", "le", "du Pays d’Exemple"),
        ("Communauté de communes du Val", None, "de la Communauté de communes du Val"),
        ("Communauté d'agglomération de Grasse", None, "de la Communauté d'agglomération de Grasse"),
        ("Agglomération du Choletais", None, "de l’Agglomération du Choletais"),
        ("Métropole de Lyon", None, "de la Métropole de Lyon"),
        ("Ville de Melle", None, "de la Ville de Melle"),
        ("SIVU des Coteaux", None, "du SIVU des Coteaux"),
        ("Syndicat mixte du Pays", None, "du Syndicat mixte du Pays"),
        ("CC du Val", None, "de la CC du Val"),
        ("Communes de Brion et de Celle", None, "des Communes de Brion et de Celle"),
        ("Bordeaux Métropole", None, "de Bordeaux Métropole"),
        ("Centre Morbihan", None, "de Centre Morbihan"),
    ],
)
def test_a_territory_takes_its_article(nom: str, article: str | None, de: str) -> None:
    assert Territoire(nom=nom, article=article).groupe.de == de
