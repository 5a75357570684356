"""The convention as pages, through the real converter: no blank page, nothing lost, accessible."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import page
import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.kind import Situation
from ctg_docs.engine import Properties, Template
from ctg_docs.engine.pdf.making import Finished, finish
from ctg_docs.engine.pdf.signature_fields import add_signature_fields, signature_boxes
from tests.documents.dossiers import CAF, PERSONNES, ctg
from tests.documents.feuilles import fautes, lire
from tests.engine.pdf.proof import open_bytes
from tests.office import needs_poppler

EXEMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/ctg.yaml"))


DIX_NEUF = "dix-neuf-parties"


def dix_neuf() -> ctg_docs.Ctg:
    """Return a Caf and eighteen communes that sign each for itself, with an act of their own; no annexe."""
    communes = [
        f"Saint-{nom}-sur-Loise"
        for nom in [
            "Ay",
            "Bel",
            "Cyr",
            "Do",
            "El",
            "Foy",
            "Gal",
            "Hil",
            "Igny",
            "Jal",
            "Kay",
            "Lu",
            "Mars",
            "Nom",
            "Oyen",
            "Paul",
            "Quay",
            "Roch",
        ]
    ]
    rangs = range(len(communes))
    return ctg(
        convention={"date_debut": "2027-01-01", "date_fin": "2030-12-31", "annexes_seules": "oui", "annexes": []},
        organismes=[CAF, *({"id": f"c{n}", "nature": "commune", "nom": communes[n]} for n in rangs)],
        personnes=[
            *PERSONNES,
            *({"id": f"m{n}", "civilite": "mme" if n % 2 else "m", "prenom": "Dominique", "nom": f"Roux-{n}"} for n in rangs),
        ],
        signataires=[
            {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf", "representants": [{"personne": "a", "qualite": "Directrice"}]},
            *(
                {"id": f"p{n}", "organismes": [f"c{n}"], "nom_court": communes[n], "representants": [{"personne": f"m{n}", "qualite": "Maire"}]}
                for n in rangs
            ),
        ],
        deliberations=[
            {"id": f"d{n}", "organisme": f"c{n}", "organe": "le conseil municipal", "numero": f"2026-{n:03}", "date": "2026-09-14"}
            for n in rangs
        ],
        strategie={"objectifs": [{"id": f"o{n}", "intitule": f"Un enjeu {n}", "constats": ["Un constat."] * 3} for n in range(4)]},
        gouvernance={"instances": [{"id": f"i{n}", "nature": "groupe_travail", "nom": f"Instance {n}", "composition": [{"texte": "Toutes les parties"}], "missions": ["Suivre"] * 3} for n in range(3)]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def finies() -> dict[str, Finished]:
    """The convention of each example, that of nineteen parties too, with their PDF."""
    kind = get_kind("convention")
    template = Template.load(kind.build_template())
    words = {}
    for nom, dossier in (*((f.name, ctg_docs.load(f)) for f in EXEMPLES), (DIX_NEUF, dix_neuf())):
        contexte = kind.build(dossier, Situation(pictures=dossier.provenance.files))[0]
        words[nom] = template.render(contexte, properties=Properties(title=contexte.titre))
    found = finish(words)
    assert all(one.error is None and one.stable for one in found.values())
    return found


@pytest.fixture(scope="module")
def pages(finies: dict[str, Finished]) -> dict[str, bytes]:
    return {name: one.pdf for name, one in finies.items()}


@pytest.mark.parametrize("nom", [folder.name for folder in EXEMPLES])
def test_no_page_is_blank(pages: dict[str, bytes], nom: str) -> None:
    """Header and footer alone draw few words; a page of ours holds more."""
    with open_bytes(pages[nom]) as pdf:
        words = [len(re.findall(rb"T[jJ]", sheet.Contents.read_bytes())) for sheet in pdf.pages]

    assert len(words) > 8
    assert min(words) > 5


@pytest.mark.parametrize("nom", [folder.name for folder in EXEMPLES])
def test_pages_are_accessible_and_archivable(pages: dict[str, bytes], nom: str) -> None:
    for profile in ("2b", "ua1"):
        report = page.validate_pdf_bytes(pages[nom], profile=page.ValidationProfile(profile))
        assert report.rules.total > 50
        assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_nineteen_parties_take_under_sixteen_pages_without_annexes(pages: dict[str, bytes]) -> None:
    with open_bytes(pages[DIX_NEUF]) as pdf:
        assert 8 < len(pdf.pages) < 16


@needs_poppler
def test_their_boxes_flow_whole_over_the_pages(finies: dict[str, Finished]) -> None:
    """Organisation, capacity and name on one page; no sentence parted from its table, no row alone."""
    finie = finies[DIX_NEUF]
    styles = [page.styles for page in lire(finie.pdf)]
    tetes = [page.count("Signature organisme") for page in styles]
    noms = [sum(style.startswith("Signature nom") for style in page) for page in styles]

    assert noms == tetes
    assert sum(tetes) == 19
    assert min(n for n in tetes if n) > 1
    assert fautes(finie.word, finie.pdf) == []


def test_wide_annexes_lie_on_their_side(pages: dict[str, bytes]) -> None:
    with open_bytes(pages["pays-auvrelle"]) as pdf:
        wide = [sheet.mediabox[2] > sheet.mediabox[3] for sheet in pdf.pages]

    assert any(wide)
    assert not wide[0]
    assert not wide[-1]


@pytest.mark.parametrize("nom", [folder.name for folder in EXEMPLES])
def test_places_to_sign_never_overlap(finies: dict[str, Finished], nom: str) -> None:
    """Two boxes a row, or the three of a convention of three on one."""
    boxes = signature_boxes(finies[nom].word)
    with open_bytes(add_signature_fields(finies[nom].pdf, boxes)) as pdf:
        places = [
            (rang, *map(float, field.Rect))
            for rang, sheet in enumerate(pdf.pages)
            for field in sheet.get("/Annots", ())
            if field.get("/FT") == "/Sig"
        ]
    assert len(places) == len(boxes)
    assert all(right - left > 120 for _, left, _, right, _ in places)
    for one, other in combinations(places, 2):
        assert (
            one[0] != other[0]
            or one[3] < other[1]
            or other[3] < one[1]
            or one[4] < other[2]
            or other[4] < one[2]
        )
    if len(boxes) == 3:
        assert len({(rang, bottom) for rang, _, bottom, _, _ in places}) == 1
