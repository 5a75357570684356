"""A command killed while it writes leaves what was there, or what will be; the next one ends or clears the rest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.campaign.kills import play


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("salles")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what is left alive")
@pytest.mark.parametrize("name", ["generate", "import"])
def test_a_killed_command_leaves_nothing_by_half(name: str, home: Path) -> None:
    assert sum(play(name, 2, home=home).values()) == 2
