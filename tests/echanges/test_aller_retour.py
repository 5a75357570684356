"""Export then import gives the same dossier, whatever its texts look like to a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.echanges.tableaux import assemble, rows_of
from ctg_docs.models import Ctg
from tests.strategies import Fabrique

TRAPS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+33 5 49",
    "-5",
    "@somme",
    "'apostrophe",
    "''",
    "007",
    "0",
    "1",
    "1.0",
    "1e5",
    "12,50",
    "True",
    "FAUX",
    "oui",
    "19/01/2024",
    "2024-01-19",
    "2024-03",
    "12:30",
    "45310",
    "#N/A",
    "#REF!",
    "∅",
    "\\∅",
    "«»",
    "\\«»",
    "- tiret",
    "- un\n- deux",
    "un\n\n  deux\n- trois",
    "a\tb",
    "a\u00a0b\u202fc",
    "\u200bx",
    "_x0041_",
    "e\u0301té",
    "😀 & <b>",
    "{{ x }}",
    '"guillemets"',
    "a\\nb",
    "x" * 32_767,
)
"""Texts that a spreadsheet takes for formulas, numbers, days, errors, or that our marks could be mistaken for."""


@st.composite
def dossiers(draw: st.DrawFn) -> Ctg:
    """Draw a whole dossier whose texts are traps."""
    word = st.one_of(st.sampled_from(TRAPS[:-1]), st.text(min_size=1, max_size=30).map(_sound))
    pool = tuple(draw(st.lists(word.filter(bool), min_size=1, max_size=12)))
    rempli = draw(st.sampled_from((0.0, 0.3, 0.7, 1.0)))
    return Fabrique(draw(st.integers(0, 2**32)), pool, rempli=rempli, taille=draw(st.integers(1, 2))).ctg()


def _sound(text: str) -> str:
    """Leave out what a dossier refuses: control characters, blanks at both ends."""
    kept = "".join(c for c in text if (ord(c) >= 32 or c in "\n\t") and not 0xD800 <= ord(c) <= 0xDFFF)
    return kept.replace("\x7f", "").replace("\ufffe", "").replace("\uffff", "").strip()


@settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_any_dossier_comes_back_from_tables(ctg: Ctg) -> None:
    back = assemble(rows_of(ctg))
    assert back.problems == ()
    assert back.ctg == ctg


@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_any_dossier_comes_back_from_a_workbook(ctg: Ctg) -> None:
    data = write_workbook(ctg)
    for base in (None, ctg):
        read = read_workbook(data, "c.xlsx", base=base)
        assert read.problems == ()
        assert read.ctg == ctg


def test_every_trap_comes_back_from_a_workbook() -> None:
    numbers = (
        "0",
        "1",
        "0.1",
        "1200.50",
        "1200",
        "0.333333333333333333",
        "12345678901234567890.12",
        "12345678901234567.123",
    )
    data: dict[str, Any] = {
        "territoire": {"nom": "=1+1"},
        "convention": {"sous_titre": "", "preambule": "«»"},
        "personnes": [{"id": f"p{n}", "nom": trap} for n, trap in enumerate(TRAPS)],
        "organismes": [
            {"id": "vide", "nature": "autre", "nom": "", "sigle": "", "pluriel": True},
            {"id": "rien", "nature": "autre", "nom": "0", "population": 0, "pluriel": False},
            {"id": "un", "nature": "autre", "nom": "1", "population": 1},
        ],
        "fiches_actions": [
            {
                "id": "f",
                "intitule": "Agir",
                "publics_cibles": list(TRAPS[:-1]),
                "moyens_humains": [{"texte": "x", "etp": Decimal(n)} for n in numbers],
            },
            {"id": "g", "intitule": "Agir", "publics_cibles": [""]},
            {"id": "h", "intitule": "Agir", "publics_cibles": ["", "∅", "- a"]},
        ],
        "deliberations": [
            {"id": f"d{n}", "organisme": "un", "date": day}
            for n, day in enumerate(("1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2024-02-29", "9999-12-31"))
        ],
    }  # fmt: skip
    ctg = Ctg.model_validate(data)
    for base in (None, ctg):
        read = read_workbook(write_workbook(ctg), "c.xlsx", base=base)
        assert read.problems == ()
        assert read.ctg == ctg
    assert ctg.fiches_actions[0].moyens_humains[5].etp == Decimal(numbers[5])


def test_a_text_too_long_for_a_cell_stays_in_the_dossier() -> None:
    long = "mot " * 9_000 + "fin"
    ctg = Ctg.model_validate(
        {"territoire": {"nom": "Val", "presentation": long}, "personnes": [{"id": "a", "nom": long}]}
    )
    data = write_workbook(ctg)
    read = read_workbook(data, "c.xlsx", base=ctg)
    assert read.problems == ()
    assert read.ctg == ctg
    alone = read_workbook(data, "c.xlsx")
    assert {p.code for p in alone.problems} == {"TAB017", "CHP001"}
    assert alone.ctg is not None
    assert alone.ctg.territoire.presentation is None


@pytest.mark.parametrize("trap", TRAPS[:-1])
def test_traps_are_texts_a_dossier_accepts(trap: str) -> None:
    assert Ctg.model_validate({"territoire": {"nom": trap}}).territoire.nom == normalize("NFC", trap)
