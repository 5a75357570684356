"""The portrait of a territory: figures first, every place in its sector, nothing invented."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.portrait_territoire.context import Portrait, build
from ctg_docs.models import Ctg
from ctg_docs.ressources import example

CHIFFRE = {"intitule": "Part des moins de 20 ans", "nombre": "24,6", "unite": "%", "phare": "oui"}


def portrait(
    *communes: dict[str, Any], donnees: tuple[dict[str, Any], ...] = (CHIFFRE,), **champs: Any
) -> Portrait:
    territoire = {"nom": "Mellois", "communes": list(communes), **champs.pop("territoire", {})}
    data = {"territoire": territoire, "diagnostic": {"donnees": list(donnees)}, **champs}
    (found,) = build(Ctg.model_validate(data), Situation())
    return found


@pytest.mark.parametrize("donnees", [(), ({"intitule": "Enfants", "valeur": "612"},)])
def test_a_diagnosis_without_a_figure_to_draw_makes_no_portrait(donnees: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(Inapplicable, match="aucun chiffre à dessiner"):
        portrait(donnees=donnees)


def test_communes_stand_in_their_sector_the_most_peopled_first() -> None:
    found = portrait(
        {"nom": "Celles", "population": 3800, "secteur": "Sud"},
        {"nom": "Melle", "population": 6200, "secteur": "Nord"},
        {"nom": "Brioux", "population": 4000, "secteur": "Sud"},
        {"nom": "Alloinay"},
        territoire={"secteurs": ["Nord", "Sud"]},
    )
    assert [(s.nom, s.communes, s.population) for s in found.secteurs] == [
        ("Nord", "Melle", "6\u202f200"),
        ("Sud", "Brioux et Celles", "7\u202f800"),
        ("Sans secteur", "Alloinay", "–"),
    ]


def test_without_sectors_the_territory_is_one() -> None:
    found = portrait({"nom": "Melle", "population": 6200})
    assert [(s.nom, s.communes) for s in found.secteurs] == [("Tout le territoire", "Melle")]
    assert found.sous_titre == "1\u00a0commune – 6\u202f200 habitants"
    assert portrait().secteurs == ()


def test_services_are_counted_by_type_with_their_places() -> None:
    equipements = [
        {"id": "a", "type": "alsh", "nom": "Les Chênes", "commune": "Melle"},
        {"id": "b", "type": "eaje", "nom": "Bulle"},
        {"id": "c", "type": "alsh", "nom": "La Tour", "commune": "Melle"},
    ]
    found = portrait(equipements=equipements)
    assert [(s.type[:13], s.nombre, s.lieux) for s in found.services] == [
        ("Établissement", "1", "–"),
        ("Accueil de lo", "2", "Melle"),
    ]


def test_the_example_draws_what_it_says() -> None:
    (found,) = build(ctg_docs.load(Path(__file__).parents[2] / "examples" / "pays-auvrelle"), Situation())
    assert found.cartes
    assert len(found.graphiques) >= 3
    assert found.evolutions
    assert found.donnees


def test_a_machine_that_draws_no_map_goes_without_its_final_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    ctg = ctg_docs.load(example())
    [draft] = ctg_docs.render(ctg, "portrait_territoire")
    assert any("ctg-docs[carte]" in hole for hole in draft.holes)
    assert ctg_docs.check(ctg, final=True) == []
    with pytest.raises(ctg_docs.CtgDocsError, match="ctg-docs\\[carte\\]"):
        ctg_docs.render(ctg, "portrait_territoire", final=True)
