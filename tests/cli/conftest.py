from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
_FAST = {"CTG_DOCS_SANS_PAGES": "1"}
"""Page numbers take a start of the converter: `tests/signature/test_pages.py` looks at them."""


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `ctg-docs` in a process of its own, in the poorest of environments: C locale, ASCII, no terminal."""
    cache = str(tmp_path_factory.getbasetemp() / "cache")

    def call(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        return subprocess.run(
            [sys.executable, "-m", "ctg_docs", *map(str, arguments)],
            cwd=tmp_path,
            env={**keep, **poor, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": cache, **_FAST, **more},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

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
