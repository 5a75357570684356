"""The map: communes in their place, told apart in grey, named without covering each other, or a reason why not."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs.documents._communs.carte.classes import CLASSES, build_classes
from ctg_docs.documents._communs.carte.contours import ContourError, place_contours
from ctg_docs.documents._communs.carte.dessin import DIAPO, Carte, build_carte
from ctg_docs.documents.kind import Situation
from ctg_docs.gabarit.dessin import Boite, Polygone
from ctg_docs.limits import LIMITS
from ctg_docs.models import Commune, Ctg, FondDeCarte, Teintes, Territoire
from tests.documents.test_kinds import ROOT, dossier

COMMUNES = [
    {"nom": "Melle", "code_insee": "79174", "secteur": "Nord", "population": 6200},
    {"nom": "Celles", "code_insee": "79061", "secteur": "Sud", "population": 3800},
]


def square(x: float, y: float, side: float = 0.1) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(rings: list[Any], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


TWO = collection(feature([square(0, 46.1)], code="79174"), feature([square(0, 46)], nom="CELLES"))


def carte(
    data: bytes | None, communes: list[dict[str, Any]] | None = None, **champs: Any
) -> Carte | str | None:
    territoire: dict[str, Any] = {
        "nom": "Mellois",
        "communes": communes or COMMUNES,
        "secteurs": ["Nord", "Sud"],
    }
    if data is not None:
        territoire["carte"] = {"fichier": "communes.geojson", "credit": "IGN 2024"}
    ctg = Ctg.model_validate({"territoire": territoire, **champs})
    return build_carte(ctg, Situation(pictures={"communes.geojson": data} if data else {}))


def drawn(data: bytes, **champs: Any) -> Carte:
    found = carte(data, **champs)
    assert isinstance(found, Carte), found
    return found


def words(found: Carte) -> list[str]:
    return [text for f in found.dessin.formes if isinstance(f, Boite) for text, _ in f.lignes]


def test_north_is_up_and_a_degree_of_longitude_is_shorter_than_one_of_latitude() -> None:
    communes = [Commune.model_validate(c) for c in COMMUNES]
    contours, width, height, _ = place_contours(TWO, communes, 100, 100)
    melle, celles = contours
    assert melle.centre[1] < celles.centre[1]
    assert height == pytest.approx(100)
    assert width == pytest.approx(50 * 0.6929, rel=1e-3), "the cosine of 46.1 degrees"


def test_metres_of_a_national_projection_are_kept() -> None:
    data = collection(feature([square(450_000, 6_580_000, 1_000)], code="79174"))
    _, width, height, degres = place_contours(data, [Commune.model_validate(COMMUNES[0])], 100, 50)
    assert (width, height) == pytest.approx((50, 50))
    assert not degres


def test_communes_are_found_by_code_or_name_named_and_shaded_by_sector() -> None:
    found = drawn(TWO)
    grounds = [f.fond for f in found.dessin.formes if isinstance(f, Polygone)]
    assert len(set(map(str, grounds))) == 2
    assert {"Melle", "Celles", "Nord", "Sud"} <= set(words(found))
    assert found.dessin.alt == "Carte de 2\u00a0communes (Mellois). Secteurs\u00a0: Nord et Sud."
    assert found.note == "Contours\u00a0: IGN 2024. Projection équirectangulaire, centrée sur le territoire."


def test_services_are_symbols_of_their_type_told_in_the_legend() -> None:
    equipements = [
        {"id": "a", "type": "eaje", "nom": "Bulle", "commune": "Melle"},
        {"id": "b", "type": "eaje", "nom": "Ourson", "commune": "MELLE"},
        {"id": "c", "type": "alsh", "nom": "Les Chênes", "commune": "Melle"},
    ]
    found = drawn(TWO, equipements=equipements)
    shapes = [f.geometrie for f in found.dessin.formes if isinstance(f, Boite) and f.fond == "accent2"]
    assert sorted(shapes) == ["diamond", "diamond", "ellipse", "ellipse"], (
        "once on the map, once in the legend"
    )
    assert {"EAJE", "ALSH"} <= set(words(found))
    assert "Services\u00a0: Melle (EAJE, ALSH)." in found.dessin.alt


def test_a_commune_that_the_file_lacks_is_told_and_a_hole_stays_a_hole() -> None:
    data = collection(feature([square(0, 46), square(0.04, 46.04, 0.02)], code="79174"))
    found = drawn(data)
    assert "Sans contour dans le fichier\u00a0: Celles." in found.note
    (shape,) = [f for f in found.dessin.formes if isinstance(f, Polygone)]
    assert len(shape.anneaux) == 2


@pytest.mark.parametrize("teintes", list(Teintes))
def test_on_a_slide_the_legend_ends_above_the_note(teintes: Teintes) -> None:
    whole = dossier("pays-auvrelle")
    fond = whole.territoire.carte
    assert fond is not None
    territoire = whole.territoire.model_copy(update={"carte": fond.model_copy(update={"teintes": teintes})})
    data = (ROOT / "examples" / "pays-auvrelle" / fond.fichier).read_bytes()
    ctg = whole.model_copy(update={"territoire": territoire})
    found = build_carte(ctg, Situation(pictures={fond.fichier: data}), DIAPO)
    assert isinstance(found, Carte)
    assert found.dessin.hauteur <= DIAPO.hauteur + 1


@given(st.integers(2, 30), st.integers(1, 6))
@settings(max_examples=15, deadline=None)
def test_names_never_cover_each_other_and_every_commune_is_named_or_numbered(
    nombre: int, colonnes: int
) -> None:
    communes = [{"nom": f"Saint-Martin-{rank}", "code_insee": f"79{rank:03d}"} for rank in range(nombre)]
    features = [
        feature([square(rank % colonnes * 0.1, 46 + rank // colonnes * 0.1)], code=f"79{rank:03d}")
        for rank in range(nombre)
    ]
    found = drawn(collection(*features), communes=communes)
    names = [
        f for f in found.dessin.formes if isinstance(f, Boite) and f.lignes and f.lignes[0][1] == "CarteNom"
    ]
    assert len(names) == nombre
    full = [f for f in names if f.lignes[0][0].startswith("Saint")]
    for a, b in combinations(full, 2):
        apart = (
            a.x + a.largeur <= b.x
            or b.x + b.largeur <= a.x
            or a.y + a.hauteur <= b.y
            or b.y + b.hauteur <= a.y
        )
        assert apart
    assert all(c["nom"] in " ".join((found.note, *words(found))) for c in communes)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"pas du json", "n’est pas du GeoJSON"),
        (b"[1, 2]", "collection de contours"),
        (collection(), "aucun contour"),
        (collection(feature([square(0, 46)], code="01001")), "aucun contour"),
        (collection(feature([[[0, 46], [1, 46]]], code="79174")), "polygone"),
        (collection(feature([[[0, 46], [0, 46], [0, 46], [0, 46]]], code="79174")), "surface"),
        (collection(feature("x", code="79174")), "polygone"),  # type: ignore[arg-type]  # what a stranger may write
        (b"[" * 100_000, "n’est pas du GeoJSON"),
        (b" " * (LIMITS.contours + 1), "trop volumineux"),
    ],
)
def test_a_file_that_can_not_be_drawn_is_a_reason(data: bytes, reason: str) -> None:
    found = carte(data)
    assert isinstance(found, str)
    assert reason in found


def test_without_contours_there_is_no_map() -> None:
    assert carte(None) is None
    with pytest.raises(ContourError):
        place_contours(TWO, [], 10, 10)


def shaded(*valeurs: float | None, **fond: Any) -> Carte:
    communes = [
        {"nom": f"Bourg-{n}", "code_insee": f"79{n:03d}"} | ({} if v is None else {"valeur": v})
        for n, v in enumerate(valeurs)
    ]
    data = collection(*(feature([square(n * 0.1, 46)], code=f"79{n:03d}") for n in range(len(valeurs))))
    ctg = Ctg.model_validate(
        {
            "territoire": {
                "nom": "Mellois",
                "communes": communes,
                "carte": {"fichier": "c.geojson", "teintes": "valeur", **fond},
            }
        }
    )
    found = build_carte(ctg, Situation(pictures={"c.geojson": data}))
    assert isinstance(found, Carte), found
    return found


def test_a_figure_is_shown_by_four_shades_told_in_the_legend_and_in_words() -> None:
    found = shaded(
        10, 12, 14, 16, 18, 20, 22, None, intitule="Familles monoparentales (Insee 2021)", unite="%"
    )
    grounds = [f.fond for f in found.dessin.formes if isinstance(f, Polygone)]
    assert len({str(g) for g in grounds}) == 5, "four classes, and what has no value"
    assert {"Familles monoparentales (Insee 2021)", "10 à 12\u00a0%", "Valeur inconnue"} <= set(words(found))
    assert (
        "Teintes – Familles monoparentales (Insee 2021) – 10 à 12\u00a0%\u00a0: Bourg-0 et Bourg-1"
        in found.dessin.alt
    )
    assert "Valeur inconnue\u00a0: Bourg-7" in found.dessin.alt


def test_the_population_is_a_figure_too() -> None:
    ctg = Ctg.model_validate(
        {"territoire": {"nom": "M", "communes": COMMUNES, "carte": {"fichier": "c", "teintes": "population"}}}
    )
    found = build_carte(ctg, Situation(pictures={"c": TWO}))
    assert isinstance(found, Carte)
    assert {"Population", "3\u202f800\u00a0hab.", "6\u202f200\u00a0hab."} <= set(words(found))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_classes_hold_each_value_once_in_order_and_never_part_equal_ones(valeurs: list[int]) -> None:
    communes = [Commune(nom=f"C{n}", valeur=Decimal(v)) for n, v in enumerate(valeurs)]
    territoire = Territoire(
        nom="T", communes=tuple(communes), carte=FondDeCarte(fichier="c", teintes=Teintes.VALEUR)
    )
    classes = build_classes(territoire, communes)
    assert 1 <= len(classes) <= CLASSES
    rangs = {nom: rang for rang, classe in enumerate(classes) for nom in classe.communes}
    assert len(rangs) == len(valeurs)
    assert all(
        rangs[a.nom] <= rangs[b.nom] for a in communes for b in communes if (a.valeur or 0) <= (b.valeur or 0)
    )


def test_the_projection_is_told_of_degrees_only() -> None:
    metres = collection(feature([square(450_000, 6_580_000, 1_000)], code="79174"))
    assert "Projection" in drawn(TWO).note
    assert "Projection" not in drawn(metres).note
