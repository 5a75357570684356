"""How examples are drawn everywhere, and which tests run on the same worker."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings

# a machine that does something else at the same time makes no test fail
settings.register_profile(
    "calme", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("campagne", settings.get_profile("calme"), max_examples=400, print_blob=True)
"""`pytest --hypothesis-profile=campagne tests/echanges/test_rien_de_perdu.py`: many examples, drawn anew each time."""
settings.load_profile("calme")

_EVERYWHERE = ("handed", "sample")
_OF_A_MODULE = frozenset(
    [
        "address",
        "driven",
        "expected",
        "finished",
        "folder",
        "installed",
        "pages",
        "planted",
        "rows",
        "slides",
    ]
)
"""Fixtures that take seconds to make, by a converter most often."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Let the tests that share something dear share a worker: it is made once, not once for each (`--dist loadgroup`)."""
    for item in items:
        used = getattr(item, "fixturenames", ())
        everywhere = next((name for name in _EVERYWHERE if name in used), "")
        if everywhere or not _OF_A_MODULE.isdisjoint(used):
            item.add_marker(pytest.mark.xdist_group(everywhere or item.nodeid.partition("::")[0]))
