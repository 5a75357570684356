"""How examples are drawn everywhere, and which tests run on the same worker."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# a machine that does something else at the same time makes no test fail
settings.register_profile(
    "calme", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("campagne", settings.get_profile("calme"), max_examples=400, print_blob=True)
"""`pytest --hypothesis-profile=campagne tests/echanges/test_rien_de_perdu.py`: many examples, drawn anew each time."""
settings.load_profile("calme")

_TOGETHER = ("tests/signature/", "tests/engine/pdf/")
"""Folders whose tests share what a converter made, longest to run: they begin."""
_APART = ("tests/test_readme.py", "tests/test_exemples_python.py")
"""Modules of long tests that share nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what is longest begin, so that no worker waits for another at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(_TOGETHER))


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give a worker whole modules: what the tests of one share is made once, not once in each worker."""
    config.option.loadscopereorder = False
    scheduler = import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    scheduler._split_scope = _shared_by
    return scheduler


def _shared_by(nodeid: str) -> str:
    """Return what goes to one worker with a test: it alone, its folder or its module."""
    if nodeid.startswith(_APART):
        return nodeid
    return next((folder for folder in _TOGETHER if nodeid.startswith(folder)), nodeid.partition("::")[0])
