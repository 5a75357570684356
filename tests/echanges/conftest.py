"""The two dossiers of these tests: a few rows with traps, and the complete example."""

from __future__ import annotations

import pytest

from ctg_docs.echanges.classeur import write_workbook
from ctg_docs.models import Ctg
from tests.cli.conftest import run as run_fixture
from tests.echanges.petit import DATA
from tests.formulaires.conftest import auvrelle as auvrelle_fixture

run = run_fixture
auvrelle = auvrelle_fixture


@pytest.fixture(scope="session")
def ctg() -> Ctg:
    return Ctg.model_validate(DATA)


@pytest.fixture(scope="session")
def data(ctg: Ctg) -> bytes:
    """The workbook of the small dossier."""
    return write_workbook(ctg)
