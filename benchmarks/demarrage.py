"""Start-up: what commands cost from cold, in multiples of `python -c "import click"`.

Processor time of the processes, commands taking turns in each round, medians. Templates are compiled once before, as after
any first use.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from ctg_docs.ressources import example

ROUNDS = 9
_FICHE = "tarifs-alsh"
_LIBRARY = """
import ctg_docs
from ctg_docs.engine.template.cache import default_folder
ctg_docs.render(ctg_docs.load({dossier!r}), {kind!r}, cache=default_folder(){choices})
"""


def commands(out: str) -> dict[str, tuple[list[str], float]]:
    """Return what to run and the ratio aimed at, 0 when there is none."""
    dossier = str(example())
    code, line = [sys.executable, "-c"], [str(Path(sys.executable).with_name("ctg-docs"))]
    generate = [*line, "generate", dossier, "-o", out, "--force"]
    fiche = _LIBRARY.format(dossier=dossier, kind="fiche_action", choices=f", action={_FICHE!r}")
    return {
        "import click": ([*code, "import click"], 0),
        "ctg-docs --help": ([*line, "--help"], 1.2),
        "generate fiche_action": ([*generate, "fiche_action", "--action", _FICHE], 3.5),
        "generate convention, pages numérotées par LibreOffice": ([*generate, "convention"], 0),
        "load et render, fiche_action": ([*code, fiche], 3.5),
        "load et render, convention": (
            [*code, _LIBRARY.format(dossier=dossier, kind="convention", choices="")],
            3.5,
        ),
        "import pydantic (plancher)": ([*code, "from pydantic import BaseModel"], 0),
        "load": ([*code, f"import ctg_docs; ctg_docs.load({dossier!r})"], 0),
        "check": ([*line, "check", dossier], 0),
        "generate, tout": (generate, 0),
    }


def processor_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Run a program to its end; what it used itself, whatever else runs on the machine."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        works = commands(str(Path(folder) / "sortie"))
        found: dict[str, list[float]] = {name: [] for name in works}
        for round_ in range(ROUNDS + 1):
            for name, (command, _) in works.items():
                seconds = processor_seconds(command, environment)
                if round_:  # the first round writes the caches
                    found[name].append(seconds)
    medians = {name: statistics.median(times) for name, times in found.items()}
    base = medians["import click"]
    print("| démarrage à froid | ms de processeur | `import click` = 1 |\n|---|---|---|")
    for name, (_, target) in works.items():
        aim = f" (visé ×{target:g})".replace(".", ",") if target else ""
        print(f"| {name} | {medians[name] * 1000:.0f} | ×{medians[name] / base:.2f}{aim} |")


if __name__ == "__main__":
    main()
