"""The two dossiers of these tests: a few rows with traps, and the complete example."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctg_docs.echanges.classeur import write_workbook
from ctg_docs.formulaires import describe, write_form
from ctg_docs.models import Ctg
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.echanges.formulaire import FICHE
from tests.echanges.petit import DATA

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
run = run_fixture


@pytest.fixture(scope="session")
def ctg() -> Ctg:
    return Ctg.model_validate(DATA)


@pytest.fixture(scope="session")
def data(ctg: Ctg) -> bytes:
    """The workbook of the small dossier."""
    return write_workbook(ctg)


@pytest.fixture(scope="session")
def auvrelle() -> Ctg:
    return load(EXAMPLES / "pays-auvrelle")


@pytest.fixture(scope="session")
def fiche_form(auvrelle: Ctg) -> bytes:
    return write_form(auvrelle, describe(auvrelle, "fiche_action", FICHE))
