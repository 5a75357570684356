"""The tables of a dossier: readable, complete, and back without loss."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ctg_docs.echanges.tableaux import assemble, rows_of, tables
from ctg_docs.models import Ctg
from ctg_docs.models.base import Choix
from ctg_docs.models.glossaire import classes
from ctg_docs.ressources import examples
from ctg_docs.steps.load import load
from tests.echanges.petit import minimal
from tests.strategies import ctgs

EXAMPLES = examples()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_an_example_comes_back_unchanged(folder: Path) -> None:
    ctg = load(folder)
    back = assemble(rows_of(ctg))
    assert back.problems == ()
    assert back.ctg == ctg


@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(ctgs())
def test_any_dossier_comes_back_unchanged(ctg: Ctg) -> None:
    back = assemble(rows_of(ctg))
    assert back.problems == ()
    assert back.ctg == ctg


def test_what_looks_empty_is_not_lost() -> None:
    ctg = minimal(
        convention={"ordre_sections": [], "sous_titre": "", "preambule": "«»", "tribunal": "\\∅"},
        contact={},
        diagnostic={"synthese": ["un\n\n- deux", "- trois", "∅"]},
        strategie={"construction": {}},
        parametres={"conservation_emargement": ""},
        fiches_actions=[{"id": "f", "intitule": "Agir", "budget": {}, "calendrier": {}}],
        reunions=[{"id": "r", "titre": "R", "lieu": {}, "compte_rendu": {}, "sondage": {}}],
    )
    back = assemble(rows_of(ctg))
    assert back.ctg == ctg


def test_a_number_too_exact_for_excel_stays_exact() -> None:
    exact = "12345678901234567.123456789"
    fiche = {"id": "f", "intitule": "Agir", "moyens_humains": [{"texte": "x", "etp": exact}]}
    back = assemble(rows_of(minimal(fiches_actions=[fiche]))).ctg
    assert back is not None
    assert back.fiches_actions[0].moyens_humains[0].etp == Decimal(exact)


def test_headers_and_sheets_are_unique_and_short() -> None:
    names = [t.name for t in tables()]
    assert len(names) > 40
    assert len(set(names)) == len(names)
    for table in tables():
        assert len(set(table.headers)) == len(table.headers), table.name
        assert len(table.name) <= 31


def test_labels_of_a_closed_list_are_told_apart() -> None:
    lists = [c for c in classes() if issubclass(c, Choix)]
    assert len(lists) > 20
    for found in lists:
        assert len({m.libelle for m in found}) == len(list(found)), found
