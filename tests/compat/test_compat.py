"""Files written by earlier versions, kept as they were: this version reads, verifies and extracts them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.engine.pdf.making import finish
from ctg_docs.gabarit.copie import read_text
from ctg_docs.signature.manifeste import FICHIER, Manifeste
from ctg_docs.steps.render import render_kind
from tests.documents.feuilles import fautes, lire
from tests.documents.test_nothing_lost import blanks, letters
from tests.office import needs_poppler

HERE = Path(__file__).parent
RELEASES = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name[0].isdigit())


def test_each_release_has_its_files() -> None:
    assert [path.name for path in RELEASES] == ["0.1.0"]


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def release(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def test_its_dossier_loads(release: Path) -> None:
    assert ctg_docs.load(release / "dossier").territoire.nom == "Mellois en Poitou"


@pytest.mark.parametrize("name", ["historique.docx", "historique.pdf"])
def test_its_documents_give_their_data_back(release: Path, name: str) -> None:
    """All of it; the order of the sections is the one of that version, which the file says and the dossier left to it."""
    back, today = ctg_docs.extract(release / name), ctg_docs.load(release / "dossier")
    assert set(back.convention.ordre_sections) == set(today.convention.ordre_sections)
    order = {"ordre_sections": back.convention.ordre_sections}
    assert back == today.model_copy(update={"convention": today.convention.model_copy(update=order)})


def test_its_workbook_comes_back_with_nothing_changed(release: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    ctg_docs.write_new(ctg_docs.load(release / "dossier"), dossier)
    ready = ctg_docs.prepare_import([release / "classeur.xlsx"], dossier)
    assert ready.changes == ()
    assert ready.left == ()


def test_its_filled_form_is_taken(release: Path) -> None:
    base = ctg_docs.extract(release / "dossier-de-signature" / "donnees.json")
    back = ctg_docs.read_words([release / "formulaire.docx"], base)
    assert not [p for p in back.problems if p.blocking]
    assert back.ctg is not None
    changed = [
        new.pilote_service
        for old, new in zip(base.fiches_actions, back.ctg.fiches_actions, strict=True)
        if old != new
    ]
    assert changed == ["Rempli avec la version 0.1.0"]


def test_its_dossier_de_signature_is_verified(release: Path) -> None:
    assert ctg_docs.verify(release / "dossier-de-signature") == []
    whole = ctg_docs.extract(release / "dossier-de-signature" / "dossier-complet.pdf")
    assert whole.territoire.nom == "Pays d’Auvrelle"


def test_a_dossier_de_signature_without_seal_is_told_when_its_tool_sealed(
    release: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(release / "dossier-de-signature", tmp_path / "dossier"))
    manifest = Manifeste.from_json((folder / FICHIER).read_bytes())
    newer = manifest.model_copy(update={"outil": "ctg-docs 0.2.0"}).sealed()
    (folder / FICHIER).write_bytes(newer.to_json())
    assert "VER006" in [problem.code for problem in ctg_docs.verify(folder)]


REWORDED = {
    "Contrat enfance jeunesse": "",  # the dossier follows a CTG: the sigle is no longer printed
    "en direction des habitants d’un territoire.": "en direction des habitants du territoire.",
    "Elle se substitue au contrat enfance jeunesse (CEJ) comme cadre du partenariat local": "Elle fait suite à la "
    "convention territoriale globale 2020-2023",
    "les compétences que la loi et leurs statuts leur attribuent, en particulier en matière d’accueil du jeune enfant, d’enfance, de "
    "jeunesse et de vie locale": "les compétences que la loi leur attribue et qu’elles n’ont pas transférées, notamment en matière "
    "de vie scolaire et périscolaire et d’animation de la vie locale",
    "18 fiches actions, présentées à l’annexe 3.": "seize fiches actions, inscrites au plan d’actions (annexe 3).",
    "À l’échéance des contrats enfance jeunesse conclus avec les collectivités signataires, elle s’engage, dans la "
    "mesure du possible, à maintenir les financements qui en étaient issus sous la forme du bonus territoire": "Elle "
    "s’engage, dans la mesure du possible, à cofinancer l’offre du territoire par le bonus territoire",
    "compte douze communes et 21 340 habitants": "compte 21 340 habitants",  # its own presentation counts the communes
    "Elle est mise en cohérence avec :": "La convention est mise en cohérence avec les projets suivants :",
    "Les moyens de coordination mobilisés auprès de la Communauté de communes sont": "Ses moyens de coordination sont",
    "équivalents temps plein (ETP), présentés à": "équivalents temps plein (ETP) ; ils sont présentés à",
    "Il s’appuie sur les travaux suivants :": "Le diagnostic s’appuie sur les travaux suivants :",
    "13 équipements et services": "Douze équipements et services",
    "Elle ne peut être reconduite tacitement.": "La présente convention ne peut être reconduite tacitement.",
    "Les Communes s’engagent en outre à": "La Commune de Montaubrac s’engage en outre à",
    "Fréquence de réunion :": "Réunion :",
    "CS 40012, 14, boulevard des Tisserands": "14, boulevard des Tisserands, CS 40012",
    "Toute modification de la présente convention ou de ses annexes fait l’objet d’un avenant écrit": "Un avenant écrit",
    "L’adhésion d’une nouvelle partie est soumise à la même règle": "pour accueillir une nouvelle partie",
    "Les ajustements du plan d’actions qui n’en modifient pas les objectifs sont validés par le comité de pilotage, qui en "
    "garde trace dans le relevé de ses décisions": "Le comité de pilotage ajuste, sans avenant, le plan d’actions et ses fiches",
    "les trois enjeux suivants": "les enjeux suivants",
    "qui les concernerait": "de données à caractère personnel qui les concerne",
    "Un bilan est présenté chaque année au comité de pilotage.": "",  # the dossier's own text of the article says it
    "Il rend compte, pour chaque action": "Le bilan annuel rend compte, pour chaque action",
    "Une évaluation finale est conduite par les parties dans les mois qui précèdent le terme de la convention.": "",
    "Elle s’accompagne de l’actualisation du diagnostic et fonde": "Elle fonde",
    "Règles de fonctionnement :": "Fonctionnement",
    "Signatures (suite)": "Signatures",  # the boxes flow: no heading parts them
}
"""What a convention of an earlier version said, and what says it now."""


CAME_LATER = frozenset(
    [
        "2026-0011",
        "pause",
        "Proposer",
        "retard",
        "3.1.2.1",
        "loger",
        "083",
        "644",
        "513",
        "744",
        "900,25",
        "208",
        "969,75",
        "reçues",
        "traités",
        "troisième",
        "Cellule",
        "logés",
    ]
)
"""What the convention of 0.1.0 told although it came after the signature: a service, statuses, an action, its amounts."""


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a printed text, and each word of its tables; page numbers and logos left out."""
    for line in text.splitlines():
        # round amounts have lost their cents
        words = re.sub(r"^\[\w+\] | \d+$| page 1 / 1$|\[image.*|,00(?= €)", "", blanks(line))
        pieces = words.split() if line.startswith("|") else re.split(r"¶|(?<=[.;]) |(?<= :) ", words)
        yield from (piece for piece in pieces if letters(piece))


@needs_poppler
def test_its_convention_takes_four_pages_less(release: Path) -> None:
    """With the same text, as the next test shows; no page nearly empty, nothing parted from what it goes with."""
    folder = release / "dossier-de-signature"
    ctg = ctg_docs.extract(folder / "donnees.json")
    [document] = render_kind(ctg, get_kind("convention"), replace(Options(), final=True))
    done = finish({document.name: document.data})[document.name]
    before = lire((folder / "01-convention-pays-d-auvrelle.pdf").read_bytes())
    assert len(lire(done.pdf)) <= len(before) - 4
    assert fautes(done.word, done.pdf) == []


def test_its_convention_loses_no_text(release: Path) -> None:
    """Tables in the place of lists, shared pages, narrower fiches: not a sentence is gone for it, nor a word of a table."""
    folder = release / "dossier-de-signature"
    old = read_text((folder / "01-convention-pays-d-auvrelle.docx").read_bytes())
    ctg = ctg_docs.extract(folder / "donnees.json")
    [document] = render_kind(ctg, get_kind("convention"), Options())
    new = letters(read_text(document.data))
    assert len(set(sentences(old))) > 500
    for before, now in REWORDED.items():
        assert letters(before) in letters(old)
        assert letters(before) not in new
        assert letters(now) in new
    said = [
        next((piece.replace(b, n) for b, n in REWORDED.items() if b in piece), piece)
        for piece in sentences(old)
    ]
    assert [piece for piece in said if letters(piece) not in new and piece not in CAME_LATER] == []
