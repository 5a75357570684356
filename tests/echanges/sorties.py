"""What the tests of exports share: the dossiers to export, how often to draw one, the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

__all__ = ["COMPLETE", "EXAMPLES", "QUICK", "Run"]

EXAMPLES = sorted(f.parent for f in (Path(__file__).resolve().parents[2] / "examples").glob("*/ctg.yaml"))
COMPLETE = next(p for p in EXAMPLES if p.name == "pays-auvrelle")
Run = Callable[..., "subprocess.CompletedProcess[str]"]
QUICK = settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
