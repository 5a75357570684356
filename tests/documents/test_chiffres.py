"""Key figures on the page: cards, bars against other territories, curves; every number also stands in words."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ctg_docs
from ctg_docs.documents._communs.chiffres.courbes import build_evolutions, draw_courbe
from ctg_docs.documents._communs.chiffres.donnees import build_cartes, build_donnees, evolution_dite
from ctg_docs.documents._communs.chiffres.graphiques import build_graphiques
from ctg_docs.engine import Template
from ctg_docs.gabarit.dessin import Boite, Dessin, Motif, Polygone, Trait
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.models import DonneeCle


def donnee(intitule: str = "Part", **champs: Any) -> DonneeCle:
    return DonneeCle.model_validate({"intitule": intitule, **champs})


def comparee(intitule: str, nombre: str, unite: str = "%", **champs: Any) -> DonneeCle:
    return donnee(
        intitule,
        nombre=nombre,
        unite=unite,
        comparaisons=[{"territoire": "France", "nombre": "20"}],
        **champs,
    )


def test_figures_compared_in_the_same_unit_share_a_chart_and_a_title_makes_its_own() -> None:
    found = build_graphiques(
        "Mellois",
        [
            comparee("Monoparentales", "18,5"),
            comparee("Moins de 15 ans", "17", graphique="Habitants par âge"),
            comparee("Revenu", "21000", "€"),
            comparee("Logement social", "7"),
            comparee("75 ans ou plus", "12", graphique="Habitants par âge"),
            donnee("Enfants", nombre=612),
            donnee("Assistants maternels", valeur="97"),
        ],
    )
    assert [(f.titre, f.graphique.categories) for f in found] == [
        ("Mellois et France, en %", ("Monoparentales", "Logement social")),
        ("Habitants par âge, en %", ("Moins de 15 ans", "75 ans ou plus")),
        ("Revenu, en €", ("Mellois", "France")),
    ]
    assert [s.name for s in found[0].graphique.series] == ["Mellois", "France"]
    assert found[0].graphique.alt == (
        "Mellois et France. Monoparentales\u00a0: Mellois 18,5\u00a0%, France 20\u00a0%\u202f; "
        "Logement social\u00a0: Mellois 7\u00a0%, France 20\u00a0%."
    )


def test_bars_that_could_not_be_seen_beside_the_largest_have_a_chart_of_their_own() -> None:
    found = build_graphiques(
        "Mellois", [comparee("Population", "21000", "habitants"), comparee("Centenaires", "4", "habitants")]
    )
    assert [f.titre for f in found] == ["Population, en habitants", "Centenaires, en habitants"]


@given(st.integers(1, 40))
@settings(max_examples=20, deadline=None)
def test_many_figures_are_shared_out_over_charts_and_none_is_lost(nombre: int) -> None:
    donnees = [comparee(f"Part {rang}", str(rang)) for rang in range(1, nombre + 1)]
    found = build_graphiques("Mellois", donnees)
    if nombre == 1:
        assert found[0].graphique.categories == ("Mellois", "France")
        return
    assert [c for f in found for c in f.graphique.categories if c not in {"Mellois", "France"}]
    assert all(len(f.graphique.categories) <= 7 for f in found)
    assert all(d.intitule in " ".join(f"{f.titre} {f.graphique.alt}" for f in found) for d in donnees)


@pytest.mark.parametrize(
    ("unite", "debut", "fin", "dit"),
    [
        ("%", "20", "21,5", "+\u00a01,5\u00a0point depuis 2015"),
        ("%", "25", "22", "\u2212\u00a03\u00a0points depuis 2015"),
        ("enfants", "641", "612", "\u2212\u00a04,5\u00a0% depuis 2015"),
        ("enfants", "12", "12", "stable depuis 2015"),
        ("places", "0", "20", "+\u00a020 places depuis 2015"),
    ],
)
def test_what_changed_is_said_in_points_or_percent(unite: str, debut: str, fin: str, dit: str) -> None:
    found = donnee(nombre=fin, unite=unite, annee=2021, evolution=[{"annee": 2015, "nombre": debut}])
    assert evolution_dite(found) == dit


def test_every_number_drawn_stands_in_the_table_too() -> None:
    diagnostic = ctg_docs.load(Path(__file__).parents[2] / "examples" / "pays-auvrelle").diagnostic
    assert diagnostic is not None
    rows = build_donnees(diagnostic.donnees)
    said = " ".join(" ".join((r.intitule, r.valeur, *r.comparaison)) for r in rows)
    for figure in build_graphiques("Pays d’Auvrelle", diagnostic.donnees):
        for words in re.findall(r"[\d\u202f,]+\d", figure.graphique.alt):
            assert words in said
    for line in build_evolutions(diagnostic.donnees):
        assert re.match(r"[\d\u202f,]+", line.debut)[0] in said  # type: ignore[index]  # it begins with a number
    cards = [c for row in build_cartes(diagnostic.donnees) for c in row]
    assert len(cards) == sum(d.phare for d in diagnostic.donnees) > 3
    assert all(c.valeur in said and c.libelle in said for c in cards)


def test_figures_without_a_field_come_last_under_a_name_of_their_own() -> None:
    rows = build_donnees([donnee("a", valeur="1"), donnee("b", valeur="2", domaine="Droits")])
    assert [r.groupe or r.intitule for r in rows] == ["Droits", "b", "Autres données", "a"]
    assert [r.groupe for r in build_donnees([donnee("a", valeur="1")])] == [""]


def test_a_curve_goes_through_its_years_in_order_and_says_them() -> None:
    found = draw_courbe([(2010, Decimal(20)), (2015, Decimal(10)), (2020, Decimal(30))], Decimal(40))
    assert found is not None
    assert found.alt == "Courbe\u00a0: 20 en 2010, 10 en 2015, 30 en 2020\u202f; cible 40."
    (line,) = next(f for f in found.formes if isinstance(f, Polygone)).anneaux
    assert all(a[0] < b[0] for a, b in pairwise(line))
    assert line[2][1] < line[0][1] < line[1][1], "the larger the higher"
    assert all(0 <= x <= found.largeur and 0 <= y <= found.hauteur for x, y in line)
    assert draw_courbe([(2010, Decimal(20))]) is None


def test_a_flat_curve_stands_in_the_middle() -> None:
    found = draw_courbe([(2010, Decimal(0)), (2020, Decimal(0))])
    assert found is not None
    (line,) = next(f for f in found.formes if isinstance(f, Polygone)).anneaux
    assert {y for _, y in line} == {found.hauteur / 2}


def test_every_shape_is_valid_for_word(tmp_path: Path) -> None:
    gabarit = Gabarit("Essai")
    gabarit.titre(1, "Dessin")
    gabarit.paragraphe("{{ dessin }}")
    square = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0))
    formes = (
        Polygone(
            (square, tuple((x / 2 + 8, y / 2 + 8) for x, y in square)), fond=Motif("wdUpDiag", "accent1")
        ),
        Polygone((square[:2],), ouvert=True),
        Boite(1, 1, 5, 5, "ellipse", fond="accent2", bord="bg1"),
        Boite(30, 1, 20, 8, lignes=(("A & B < C", "Tableau"),)),
        Trait(40, 20, 5, 2, fleche=True),
    )
    vide = {"titre_courant": "", "pied": "", "mention": "", "projet": False}
    found = Template.load(gabarit.build()).render(
        {"dessin": Dessin(60, 30, "Essai", "Un « & »", formes), **vide}
    )
    path = tmp_path / "dessin.docx"
    path.write_bytes(found)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(path)).errors] == []
    body = zipfile.ZipFile(io.BytesIO(found)).read("word/document.xml").decode()
    assert body.count("<wps:wsp>") == len(formes)
    assert 'descr="Un « &amp; »"' in body
