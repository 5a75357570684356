"""A batch killed at any moment resumes to what it would have been."""

from __future__ import annotations

import sys

import pytest

from tests.lots.kills import play


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what is left alive")
def test_a_killed_batch_resumes_to_the_same_result() -> None:
    play(3)
