from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run as run_here

Run = Callable[..., "subprocess.CompletedProcess[str]"]
_FAST = {"CTG_DOCS_SANS_PAGES": "1"}
"""Page numbers take a start of the converter: `tests/signature/test_pages.py` looks at them."""


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `ctg-docs` in the poorest of environments: streams in ASCII, no variable but these, no terminal."""
    cache = str(tmp_path_factory.getbasetemp() / "cache")
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}

    def call(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        return run_here(*arguments, cwd=tmp_path, env={**keep, "XDG_CACHE_HOME": cache, **_FAST, **more})

    return call


@pytest.fixture
def dossier(tmp_path: Path) -> Callable[[str], Path]:
    """Write a dossier of one file; return its folder."""

    def write(text: str) -> Path:
        base = tmp_path / "dossier"
        base.mkdir()
        (base / "ctg.yaml").write_text(text, encoding="utf-8")
        return base

    return write
