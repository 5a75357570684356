from __future__ import annotations

from pathlib import Path

from tests.campaign.mutations import play


def test_damaged_files_are_read_or_told(tmp_path: Path) -> None:
    assert play(40, 7, tmp_path) > 10
