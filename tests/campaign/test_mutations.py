from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaign.mutations import FAMILIES, play


@pytest.mark.parametrize(
    ("family", "count"), [("dossiers", 60), ("paquets", 20), ("pdf", 20), ("classeurs", 20)]
)
def test_damaged_files_are_read_or_told(family: str, count: int, tmp_path: Path) -> None:
    assert count < FAMILIES[family][0]
    seen = play(family, count, 7, tmp_path)
    assert 0 < seen.refused <= seen.readings
