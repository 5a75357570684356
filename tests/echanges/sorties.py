"""What the tests of exports share: the dossiers to export, how often to draw one, the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings

from ctg_docs.ressources import examples

__all__ = ["COMPLETE", "EXAMPLES", "QUICK", "Run"]

EXAMPLES = examples()
COMPLETE = next(p for p in EXAMPLES if p.name == "pays-auvrelle")
Run = Callable[..., "subprocess.CompletedProcess[str]"]
QUICK = settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
