"""A simple template to start from: sound as it is, in plain words, printed by the kind it is for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as Word

import ctg_docs
from ctg_docs.documents import load_kinds
from ctg_docs.documents._communs.reunions.mots import MOTS
from ctg_docs.engine import Template
from ctg_docs.errors import CtgDocsError
from ctg_docs.steps.fill import check_fill
from ctg_docs.steps.new_template import new_template
from ctg_docs.steps.templates import check_template
from tests.documents.reunions import dossier, reunion

MEETINGS = [k.nom for k in load_kinds() if k.portee == "reunion" and k.has_template]


@pytest.mark.parametrize("kind", MEETINGS)
def test_a_simple_template_is_sound_and_prints(kind: str, tmp_path: Path) -> None:
    path = new_template(kind, tmp_path / "mon.docx")
    assert check_template(path, kind) == []
    alone = check_fill(path)
    assert alone == [] or kind == "convocation", "a letter has words of its own: to whom, who signs"
    assert Template.load(path.read_bytes(), name="mon.docx")
    ctg = dossier(
        reunion(
            ordre_du_jour=[{"titre": "Bilan"}],
            lieu={"nom": "Mairie"},
            presences=[{"personne": "a", "etat": "present"}],
            actions=[{"quoi": "Écrire"}],
        )
    )
    made = [
        d for d in ctg_docs.render(ctg, kind, templates={kind: path.read_bytes()}) if d.name.endswith(".docx")
    ]
    texts = ["\n".join(p.text for p in Word(io.BytesIO(d.data)).paragraphs) for d in made]
    assert "Mairie" in texts[0]
    assert any("Arnaud" in text.title() for text in texts)


def test_a_simple_letter_says_to_whom_and_who_signs(tmp_path: Path) -> None:
    path = new_template("convocation", tmp_path / "lettre.docx")
    text = "\n".join(p.text for p in Word(str(path)).paragraphs)
    assert all(
        f"{{{{ {word} }}}}" in text
        for word in ("expediteur.nom", "objet", "civilite", "qualite", "signataire")
    )
    assert "for ligne in destinataire" in text


@pytest.mark.parametrize("kind", ["convention", "presentation", "inconnu"])
def test_other_kinds_are_refused_with_what_to_do(kind: str, tmp_path: Path) -> None:
    with pytest.raises(CtgDocsError):
        new_template(kind, tmp_path / "mon.docx")
    assert not list(tmp_path.iterdir())


def test_plain_words_are_those_of_meetings() -> None:
    assert {"date", "lieu", "membres", "points"} <= MOTS
