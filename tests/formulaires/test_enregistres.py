"""Forms that come back after many hands: saved five times, with symbols, emoji and comments."""

from __future__ import annotations

import io
import shutil
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ctg_docs.formulaires import describe, read_forms, write_form
from ctg_docs.formulaires.constats import is_left_out
from ctg_docs.models import Ctg
from tests.formulaires.formulaire import FICHE
from tests.formulaires.word import W, controls, edited, fill
from tests.office import work_in_word

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MEETING = "2024-02-01-reunion-partenariale"


SAVED = {
    f"{kind} {'rempli' if typed else 'tel quel'}": (kind, id, typed)
    for kind, id, values in (
        ("fiche_action", FICHE, {"lignes[0].montant_euros": "612 401"}),
        ("compte_rendu", MEETING, {"actions[0].quoi": "Écrire à la Caf"}),
    )
    for typed in ({}, values)
}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent")
def test_a_form_saved_five_times_comes_back_equal(auvrelle: Ctg, tmp_path: Path) -> None:
    jobs, wanted = [], {}
    for name, (kind, id, typed) in SAVED.items():
        filled = fill(write_form(auvrelle, describe(auvrelle, kind, id)), dict(typed))
        wanted[name] = read_forms([("f.docx", filled)], auvrelle).ctg
        files = [tmp_path / f"{name} {rank}.docx" for rank in range(6)]
        files[0].write_bytes(filled)
        jobs += [(before, "", after) for before, after in pairwise(files)]
    work_in_word(jobs, tmp_path)
    for name, whole in wanted.items():
        read = read_forms([("f.docx", (tmp_path / f"{name} 5.docx").read_bytes())], auvrelle)
        assert {p.code for p in read.problems} <= {"FRM015"}, name
        assert read.ctg == whole, name


def symbols(root: Any) -> None:
    """Write in a field what Word makes of « --> », an emoji with its fallback, a symbol nobody knows, a comment."""
    content = controls(root, "constat")[0].find(f"{W}sdtContent")
    first, *others = content.iter(f"{W}r")
    for run in others:
        run.getparent().remove(run)
    for child in list(first):
        first.remove(child)
    etree.SubElement(first, f"{W}t").text = "Avant"
    etree.SubElement(first, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": "F0E0"})
    choice = etree.SubElement(first, f"{MC}AlternateContent")
    etree.SubElement(etree.SubElement(choice, f"{MC}Fallback"), f"{W}t").text = "😀"
    etree.SubElement(first, f"{W}sym", {f"{W}font": "Police Maison", f"{W}char": "F041"})
    etree.SubElement(first, f"{W}commentReference", {f"{W}id": "0"})


def commented(data: bytes) -> bytes:
    """Return a document with a comment of number 0."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(
            "word/comments.xml",
            f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="Claire"><w:p><w:r><w:t>À voir</w:t></w:r></w:p>'
            "</w:comment></w:comments>",
        )
    return out.getvalue()


def test_symbols_and_emoji_are_read_and_comments_told(auvrelle: Ctg, fiche_form: bytes) -> None:
    read = read_forms([("f.docx", commented(edited(fiche_form, symbols)))], auvrelle)
    assert read.ctg is not None
    fiche = next(f for f in read.ctg.fiches_actions if f.id == FICHE)
    assert str(fiche.constat) == "Avant→😀"
    assert sorted(p.code for p in read.problems) == ["FRM023", "FRM024"]
    assert all(map(is_left_out, read.problems))
    assert "À voir" in read.problems[0].message
