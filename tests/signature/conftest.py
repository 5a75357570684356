"""One real dossier de signature, made once from the complete example, serves all tests that look at one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.errors import MissingToolError
from ctg_docs.steps.deliver import deliver
from ctg_docs.steps.types import Delivery

EXAMPLE = Path(__file__).parents[2] / "examples" / "pays-auvrelle"


@dataclass(frozen=True)
class Handed:
    ctg: ctg_docs.Ctg
    folder: Path
    delivery: Delivery

    @property
    def signature(self) -> Path:
        return self.folder / "dossier-de-signature"


@pytest.fixture(scope="session")
def ctg() -> ctg_docs.Ctg:
    return ctg_docs.load(EXAMPLE)


@pytest.fixture(scope="session")
def handed(ctg: ctg_docs.Ctg, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """What `ctg-docs generate DOSSIER convention fiches_actions releve_decisions --final --pdf --archive` writes."""
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("remise") / "sortie"
    kinds = ["convention", "fiches_actions", "releve_decisions"]
    delivery = deliver(ctg, kinds, out=folder, final=True, pdf=True, archive=True)
    return Handed(ctg, folder, delivery)
