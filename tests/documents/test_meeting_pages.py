"""The papers of a meeting as pages, through the real converter: an agenda and a letter are one page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.engine import Properties, Template
from ctg_docs.engine.pdf.making import finish
from ctg_docs.models.ctg import Ctg
from tests.documents.reunions import dossier, reunion

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="converts, and reads pages with poppler",
)
EXEMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/ctg.yaml"))
KINDS = ("convocation", "ordre_du_jour")
NUMBERS = (3, 6, 9, 12, 16, 20, 25)
SHORT = "Point sur l’avancement du plan d’actions"
LONG = f"{SHORT} : bilan de l’année, moyens mobilisés par chacun des partenaires et calendrier proposé"
FORMULE = "Je vous prie"
APART = "à la page suivante"


def meeting(number: int, title: str, **fields: Any) -> Ctg:
    """Return a dossier whose meeting has so many items, every third with two below it."""
    points = [
        {
            "titre": f"{title} ({rank})",
            "duree_minutes": 5,
            "sous_points": [{"titre": SHORT}] * 2 * (rank % 3 == 2),
        }
        for rank in range(1, number + 1)
    ]
    letter = {"signataire": "a", "qualite_signataire": "La Présidente", "date_envoi": "2024-01-05"}
    place = {"nom": "Mairie", "salle": "Salle du conseil"}
    return dossier(
        reunion(ordre_du_jour=points, heure_debut="9 h 30", lieu=place, convocation={**letter, **fields})
    )


def cases() -> Iterator[tuple[str, Ctg]]:
    """Yield meetings of any length, then the examples."""
    for number in NUMBERS:
        yield f"{number:02d} courts", meeting(number, SHORT)
        yield (
            f"{number:02d} longs",
            meeting(number, LONG, copies=["Mme la Sous-préfète"], coupon_reponse=True),
        )
    for folder in EXEMPLES:
        yield folder.name, ctg_docs.load(folder)


def papers(kind: str, ctg: Ctg) -> list[Contexte]:
    """Return what is made of each meeting: one agenda, the letter to all and those that differ most in height."""
    try:
        made = list(get_kind(kind).build(ctg, Situation(pictures=ctg.provenance.files)))
    except Inapplicable:
        return []
    return [one for one in made if kind == "ordre_du_jour" or len(getattr(one, "destinataire", ())) in (0, 3)]


@pytest.fixture(scope="module")
def pages() -> dict[str, list[str]]:
    """The words of each page of each paper, by kind, case and file."""
    words = {}
    for kind in KINDS:
        template = Template.load(get_kind(kind).build_template())
        for case, ctg in cases():
            for paper in papers(kind, ctg):
                name = f"{kind}/{case}/{paper.file_stem}"
                words[name] = template.render(paper, properties=Properties(title=paper.titre))
    return {name: read(made.pdf) for name, made in finish(words).items()}


def read(pdf: bytes) -> list[str]:
    """Return the words of each page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def of(pages: dict[str, list[str]], kind: str) -> dict[str, list[str]]:
    found = {name: sheets for name, sheets in pages.items() if name.startswith(kind)}
    assert len(found) > 14
    return found


def test_a_letter_is_one_page_closed_and_signed(pages: dict[str, list[str]]) -> None:
    """What follows it is a page of its own: its agenda when it is long, its reply slip."""
    for name, sheets in of(pages, "convocation").items():
        first, *others = sheets
        assert "Objet :" in first, name
        assert FORMULE in first, f"{name}: the closing is not on the first page"
        slip = "Coupon-réponse" in sheets[-1]
        assert ("Ordre du jour" in others[0]) if APART in first else (len(others) == slip), name


def test_who_is_copied_is_told_under_the_signature(pages: dict[str, list[str]]) -> None:
    first = [sheets[0] for name, sheets in of(pages, "convocation").items() if " longs" in name]
    assert all(sheet.index(FORMULE) < sheet.index("Copie à") for sheet in first)


def test_an_agenda_that_fits_stays_in_the_letter(pages: dict[str, list[str]]) -> None:
    apart = {name.split("/")[1] for name, (first, *_) in of(pages, "convocation").items() if APART in first}
    assert apart.isdisjoint({"03 courts", "06 courts", "09 courts", "12 courts", "03 longs", "06 longs"})
    assert apart >= {"25 courts", "20 longs", "25 longs"}


def test_the_agenda_of_an_ordinary_meeting_is_one_page(pages: dict[str, list[str]]) -> None:
    """Up to nine items, two of each three below them included; every example; none ever leaves a page nearly blank."""
    for name, sheets in of(pages, "ordre_du_jour").items():
        case = name.split("/")[1]
        if case in {folder.name for folder in EXEMPLES} or case[:2] in ("03", "06", "09"):
            assert len(sheets) == 1, name
        assert len(sheets) <= 3, name
