"""The complete example and the form of one of its actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctg_docs.formulaires import describe, write_form
from ctg_docs.models import Ctg
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.formulaires.formulaire import FICHE

run = run_fixture


@pytest.fixture(scope="session")
def auvrelle() -> Ctg:
    return load(Path(__file__).resolve().parents[2] / "examples" / "pays-auvrelle")


@pytest.fixture(scope="session")
def fiche_form(auvrelle: Ctg) -> bytes:
    return write_form(auvrelle, describe(auvrelle, "fiche_action", FICHE))
