"""Fifty megabytes of each nasty shape, given to each command that reads that kind: seconds and peak memory of each.

`python -m tests.campaign.fifty` is the campaign; `sign-check` or `.pdf` plays only what has this in its name.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ctg_docs.signature.manifeste import Manifeste, PieceManifeste, fingerprint
from tests.campaign.hostile import HEAD
from tests.campaign.shapes import names, shape, sound

__all__ = ["cases", "main", "spend"]

SECONDS, MEGABYTES = 5.0, 500
_KILLED = 120
_EXAMPLE, _ACT = Path(__file__).parents[2] / "examples" / "pays-auvrelle", "deliberation-cc-2023"


def _dossier(room: Path, **files: tuple[str, Path]) -> Path:
    """Write a dossier that names or holds the file."""
    folder = room / "dossier"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    map_ = (
        f"  communes: [{{nom: A, code_insee: 01001, population: 9}}]\n  carte: {{fichier: {files['carte'][0]}}}\n"
        if "carte" in files
        else ""
    )
    text = HEAD + map_ + "historique:\n  - date: 2020\n    texte: Un fait.\n"
    for more, (place, file) in files.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(file, target)
        text += {
            "logo": f"identite:\n  logos:\n    - fichier: {place}\n      description: x\n",
            "annexe": f"convention:\n  annexes:\n    - {{id: a, contenu: fichier, titre: A, fichier: {place}}}\n",
            "carte": "",
            "modele": "",
        }[more]
    (folder / "ctg.yaml").write_text(text, encoding="utf-8")
    return folder


def _main(room: Path, file: Path) -> Path:
    folder = room / "seul"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.link(file, folder / f"ctg{file.suffix}")
    return folder


def _received(room: Path, file: Path, name: str) -> Path:
    folder, ending = room / "recu", file.suffix
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if name != "manifeste.json":
        with file.open(
            "rb"
        ) as read:  # of a piece, its first bytes: all that follows is then judged as added to it
            sha = (
                fingerprint(read.read(9))
                if ending == ".pdf"
                else hashlib.file_digest(read, "sha256").hexdigest()
            )
        size, role = (9, "piece") if ending == ".pdf" else (file.stat().st_size, "bordereau")
        told = PieceManifeste(fichier=name, sha256=sha, taille=size, role=role, type="convention")
        made = Manifeste(outil="x", dossier="x", donnees="x", modeles={}, fichiers=(told,)).sealed()
        (folder / "manifeste.json").write_bytes(made.to_json())
    os.link(file, folder / name)
    return folder


_Arguments = Callable[[Path, Path], list[object]]
COMMANDS: dict[str, tuple[tuple[str, ...], _Arguments]] = {
    "access": ((".docx",), lambda _, f: ["access", f]),
    "extract": ((".docx", ".pdf", ".json"), lambda _, f: ["extract", f]),
    "import": ((".xlsx", ".ods", ".csv", ".docx"), lambda r, f: ["import", f, _dossier(r)]),
    "diff": ((".docx", ".pdf", ".xlsx"), lambda r, f: ["diff", f, _dossier(r)]),
    "sign-check": ((".pdf",), lambda _, f: ["sign-check", f]),
    "sign-check --autorite": ((".pdf",), lambda r, f: ["sign-check", _small(r, ".pdf"), "--autorite", f]),
    "verify": ((".json",), lambda r, f: ["verify", _received(r, f, "manifeste.json")]),
    "verify d’une pièce": ((".pdf",), lambda r, f: ["verify", _received(r, f, "01-a.pdf")]),
    "verify d’un bordereau": ((".docx",), lambda r, f: ["verify", _received(r, f, "bordereau.docx")]),
    "deposer": ((".pdf",), lambda r, f: ["deposer", _EXAMPLE, "--deliberation", _ACT, "--acte", f, "-o", r / "depot"]),
    "check": ((".yaml", ".toml", ".json"), lambda r, f: ["check", _main(r, f)]),
    "suivi": ((".yaml",), lambda r, f: ["suivi", _main(r, f).parent / "seul"]),
    "generate d’un logo": ((".png", ".jpg", ".svg"), lambda r, f: ["generate", _dossier(r, logo=(f"logos/a{f.suffix}", f)), "historique", "--force", "-o", r / "o"]),
    "generate d’une annexe": ((".pdf",), lambda r, f: ["generate", _dossier(r, annexe=("annexes/a.pdf", f)), "historique", "--force", "-o", r / "o"]),
    "generate d’une carte": ((".geojson",), lambda r, f: ["generate", _dossier(r, carte=("carte.geojson", f)), "portrait_territoire", "--force", "-o", r / "o"]),
    "generate d’un modèle": ((".docx",), lambda r, f: ["generate", _dossier(r, modele=("modeles/historique.docx", f)), "historique", "--force", "-o", r / "o"]),
    "template check": ((".docx",), lambda _, f: ["template", "check", "--kind", "historique", f]),
    "template fill": ((".docx",), lambda r, f: ["template", "fill", f, _dossier(r), "-o", r / "o.docx", "--force"]),
    "chiffres import": ((".csv", ".xlsx", ".ods"), lambda r, f: ["chiffres", "import", f, _dossier(r)]),
}  # fmt: skip
"""What each command reads, and how it is called."""


def _small(room: Path, ending: str) -> Path:
    (room / f"petit{ending}").write_bytes(sound(ending))
    return room / f"petit{ending}"


class Spent(tuple[float, float, int, int, str]):
    """What a command took: seconds of wall, of processor, megabytes at its peak, code, last line told."""

    __slots__ = ()


def spend(arguments: list[object], seconds: float = _KILLED) -> Spent:
    """Run a command in a process of its own and measure it."""
    with tempfile.TemporaryFile() as told:
        start = time.monotonic()
        command = [sys.executable, "-m", "ctg_docs", *map(str, arguments)]
        child = subprocess.Popen(
            ["timeout", "-s", "KILL", str(seconds), *command],
            stdout=told,
            stderr=told,
            stdin=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall, child.returncode = time.monotonic() - start, os.waitstatus_to_exitcode(status)
        told.seek(0)
        text = told.read().decode("utf-8", "replace")
    last = (text.strip().splitlines() or [""])[-1]
    if "Traceback" in text or "Erreur interne" in text:
        last = "TRACE " + last
    if len(text) > 200_000:
        last = f"LONG {len(text)} " + last
    return Spent((wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, child.returncode, last))


def cases(asked: str = "") -> Iterator[tuple[str, str, str]]:
    """Return each command with each shape of each kind that it reads."""
    for ending in dict.fromkeys(e for endings, _ in COMMANDS.values() for e in endings):
        for name in names(ending):
            for command, (endings, _) in COMMANDS.items():
                if ending in endings and asked in f"{command} {name}{ending}":
                    yield ending, name, command


def _write(file: Path, ending: str, name: str) -> None:
    """Write a file in a process of its own: the peak of a command counts what its parent held."""
    file.unlink(missing_ok=True)
    file.write_bytes(shape(ending, name))


def main(asked: list[str]) -> int:
    """Play them; print what each took, and return how many went over a bound."""
    wrong, held = 0, ("", "")
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        for ending, name, command in cases(" ".join(asked)):
            file = room / f"fichier{ending}"
            if held != (ending, name):
                child = multiprocessing.get_context("spawn").Process(target=_write, args=(file, ending, name))
                child.start()
                child.join()
                held = ending, name
            wall, spent, peak, code, last = spend(COMMANDS[command][1](room, file))
            good = (
                spent < SECONDS
                and peak < MEGABYTES
                and code in range(9)
                and code != 1
                and not last.startswith(("TRACE", "LONG"))
            )
            wrong += not good
            told = f"{'bon' if good else 'À VOIR':6} {command:22} {name + ending:42} {wall:5.1f} s {spent:5.1f} s {peak:5} Mo  {code:3}"
            sys.stdout.write(f"{told}  {last[:110]}\n")
            sys.stdout.flush()
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 100))
