"""Durations as people type them, in minutes."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ctg_docs.models.reunion import PointOrdreDuJour


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        (45, 45), ("45", 45), ("45 min", 45), ("45mn", 45), ("45 minutes", 45), ("45’", 45),
        ("1 h", 60), ("1h", 60), ("1 heure", 60), ("2 heures", 120), ("1 h 30", 90), ("1h05", 65), ("1 H 15 min", 75),
        ("1\u00a0h\u00a030", 90), ("une heure", 60), ("une demi-heure", 30), ("0:30", 30),
    ],
)  # fmt: skip
def test_a_duration_is_read_in_minutes(typed: Any, minutes: int) -> None:
    assert PointOrdreDuJour(titre="x", duree_minutes=typed).duree_minutes == minutes


@pytest.mark.parametrize("typed", ["1 h 30 h", "h", "min", "", "1,5", "0 h", "-5", "1 jour"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        PointOrdreDuJour(titre="x", duree_minutes=typed)
