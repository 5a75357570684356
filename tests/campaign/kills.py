"""Kill commands that write, at random moments, then run them again: nothing half-written, nothing mixed, nothing left.

`python -m tests.campaign.kills 200` is the campaign, a batch included; `import 20 7` plays one command with another seed.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.lots import kills as batches
from tests.lots.kills import MARK, alive

__all__ = ["SCENES", "play"]

_ROOT = Path(__file__).parents[2]
_EXAMPLE = _ROOT / "examples" / "pays-auvrelle"
_OFFICE = """#!{python}
# An office that remembers: what it converted once is given back after a short work.
import hashlib, pathlib, shutil, subprocess, sys, time
kept, wanted = pathlib.Path({kept!r}), [pathlib.Path(a) for a in sys.argv[1:] if a.endswith((".docx", ".pptx"))]
held = {{f: kept / hashlib.sha256(f.read_bytes()).hexdigest() for f in wanted}}
out = pathlib.Path("pdf")
out.mkdir(exist_ok=True)
if not all(h.exists() for h in held.values()):
    subprocess.run([{office!r}, *sys.argv[1:]], check=False)
    for file, place in held.items():
        if (out / (file.stem + ".pdf")).exists():
            shutil.copy(out / (file.stem + ".pdf"), place)
for file, place in held.items():
    if place.exists():
        time.sleep(0.1)
        shutil.copy(place, out / (file.stem + ".pdf"))
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A command to kill.

    Attributes:
        command: its arguments; paths are below the room.
        older: a command that fills the room before: what stands there when the kill comes.
        reader: what is run first after a kill.
        settles: the room is then as it was or as it will be; else Word files are written whole before the PDFs made of them,
            then again with their page numbers.
        once: what is done is not done a second time.
        share: of a hundred kills.
    """

    command: tuple[str, ...]
    older: tuple[tuple[str, ...], ...] = ()
    reader: tuple[str, ...] = ()
    settles: bool = True
    once: bool = False
    share: int = 20


_FINAL = ("generate", "dossier", "convention", "--final", "--pdf", "--force", "-o", "sortie")
_BEFORE = ("generate", "ancien", "historique", "annuaire", "gouvernance", "-o", "sortie")
SCENES: dict[str, Scene] = {
    "generate": Scene(("generate", "dossier", "historique", "annuaire", "gouvernance", "--force", "-o", "sortie"), (_BEFORE,)),
    "dossier de signature": Scene(_FINAL, (("generate", "ancien", *_FINAL[2:]),), ("verify", "sortie"), settles=False, share=15),
    "import": Scene(("import", "classeur.xlsx", "dossier", "--yes"), (), ("check", "dossier")),
    "template fill": Scene(("template", "fill", "modele.docx", "dossier", "--force", "-o", "sortie/rempli.docx"), (("template", "fill", "modele.docx", "ancien", "-o", "sortie/rempli.docx"),), share=10),
    "deposer": Scene(("deposer", "signe", "-o", "depot"), share=10),
    "chiffres": Scene(("chiffres", "import", "chiffres.csv", "dossier", "--yes"), (), ("check", "dossier"), share=10),
    "avenant": Scene(("avenant", "ancien", "dossier", "--dans", "dossier"), (), ("check", "dossier"), once=True, share=5),
}  # fmt: skip


def _run(
    command: tuple[str, ...], room: Path, mark: str = "", *, told: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a command; what nobody reads goes nowhere: a full pipe would stop it."""
    (room / ".tmp").mkdir(exist_ok=True)
    env = {
        **os.environ,
        MARK: mark,
        "TMPDIR": str(room / ".tmp"),
        "CTG_DOCS_SOFFICE": str(room.parent / "soffice"),
    }
    env |= {"PYTHONPATH": str(_ROOT), "XDG_CACHE_HOME": str(room.parent / "cache")}
    return subprocess.Popen(
        [sys.executable, "-m", "ctg_docs", *command], cwd=room, env=env, stdout=told, stderr=subprocess.STDOUT, start_new_session=True
    )  # fmt: skip


def _done(command: tuple[str, ...], room: Path, *, codes: tuple[int, ...] = (0, 8)) -> str:
    process = _run(command, room, told=subprocess.PIPE)
    told = process.communicate(timeout=600)[0].decode()
    assert process.returncode in codes, f"{' '.join(command)}: {process.returncode}\n{told}"
    return told


def _tree(room: Path) -> dict[str, bytes]:
    """Return what a user sees; an archive of a previous state bears the hour in its name, and the one before stays."""
    files = (p for p in room.rglob("*") if p.is_file() and ".tmp" not in p.relative_to(room).parts[0])
    names = {p.relative_to(room).as_posix(): p for p in files if "-avant-" not in p.name}
    return {name: p.read_bytes() for name, p in names.items() if ".ctg-docs-" not in name}


def _hidden(room: Path) -> list[str]:
    return [p.name for p in room.rglob(".ctg-docs-*")] + [p.name for p in (room / ".tmp").iterdir()]


def _is_whole(package: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        return read.testzip() is None


def _writes(room: Path) -> bool:
    """True when a file is being written aside, temporary ones left."""
    return any(
        name.startswith(".ctg-docs-")
        for where, _, names in os.walk(room)
        if ".tmp" not in where
        for name in names
    )


def _prepare(home: Path) -> Path:
    """Make once what every scene begins with: a dossier, an older state of it, a workbook, a letter, a signed dossier."""
    from ctg_docs.engine.pdf.office import find_office

    start = home / "depart"
    shutil.copytree(_EXAMPLE, start / "dossier")
    shutil.copytree(_EXAMPLE, start / "ancien")
    shutil.copy(_EXAMPLE.parent / "chiffres-publies" / "population-par-commune.csv", start / "chiffres.csv")
    main = start / "ancien" / "ctg.yaml"
    main.write_text(main.read_text(encoding="utf-8").replace("Auvrelle", "Aubrelle"), encoding="utf-8")
    office = home / "soffice"
    office.write_text(_OFFICE.format(python=sys.executable, kept=str(home / "kept"), office=str(find_office())), encoding="utf-8")  # fmt: skip
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    (home / "kept").mkdir()
    _workbook(start)
    return start


def _workbook(start: Path) -> None:
    import openpyxl

    from tests.engine.words import make_docx

    _done(("export", "dossier", "classeur.xlsx"), start)
    book = openpyxl.load_workbook(start / "classeur.xlsx")
    for sheet in book.worksheets[:-1]:  # a change in many registers, hence in many files of the dossier
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.count(" ") > 5:
                    cell.value += " Revu."
                    break
    book.save(start / "classeur.xlsx")
    (start / "modele.docx").write_bytes(
        make_docx("<w:p><w:r><w:t>{{ territoire.nom }}</w:t></w:r></w:p>" * 3)
    )


def _begin(
    scene: Scene, home: Path, start: Path, name: str
) -> tuple[Path, dict[str, bytes], dict[str, bytes], float]:
    """Return the room of a scene as it stands before a kill, its files then and after a whole run, and how long one takes."""
    before = home / f"{name}-avant"
    shutil.copytree(start, before)
    if name == "deposer":
        _done(_FINAL, before)
        shutil.move(before / "sortie" / "dossier-de-signature", before / "signe")
        shutil.rmtree(before / "sortie")
    for command in scene.older:
        _done(command, before)
    shutil.rmtree(before / ".tmp", ignore_errors=True)
    whole = home / f"{name}-entier"
    shutil.copytree(before, whole)
    if "--pdf" in scene.command:  # once more, the office remembering
        _done(scene.command, whole)
        shutil.rmtree(whole)
        shutil.copytree(before, whole)
    started = time.monotonic()
    _done(scene.command, whole)
    return before, _tree(before), _tree(whole), time.monotonic() - started


def _kill(scene: Scene, room: Path, chance: random.Random, seconds: float) -> bool:
    """Start a command and kill it, or a process of its own, at any moment of its life; True when it was still alive."""
    mark = uuid.uuid4().hex
    process = _run(scene.command, room, mark)
    if chance.random() < 0.6:  # at the moment that matters: when it writes
        while process.poll() is None and not _writes(room):
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.006))
    else:
        time.sleep(chance.uniform(0.1, seconds * 1.05))
    others = [pid for pid in alive(mark) if pid != process.pid]
    target = chance.choice(others) if others and chance.random() < 0.2 else process.pid
    living = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.kill(target, signal.SIGKILL)
    process.wait(timeout=600)
    deadline = time.monotonic() + 15
    while alive(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(mark), "processes are left"
    return living


def _judge(scene: Scene, room: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> str:
    """Check a room after a kill, and after the next commands; return what the kill had left."""
    found = _tree(room)
    for name, data in found.items():
        unnumbered = not scene.settles and name.endswith(".docx") and _is_whole(data)
        assert unnumbered or data in {old.get(name), new.get(name)}, f"half-written: {name}"
    for archive in room.glob("*-avant-*.zip"):
        assert zipfile.ZipFile(archive).testzip() is None, "archive by half"
    hidden = _hidden(room)
    if scene.reader:
        told = _done(scene.reader, room, codes=(0, 3, 8))
        assert "Traceback" not in told
        if scene.settles:
            assert _tree(room) in (old, new), "changed by half after the next command"
    codes = (0, 8) if "--force" in scene.command or scene.reader else (0, 5)  # 5: all of it is there already
    if not (scene.once and _tree(room) == new):
        _done(scene.command, room, codes=codes)
    assert _tree(room) == new, sorted(n for n in {*new, *_tree(room)} if new.get(n) != _tree(room).get(n))
    assert not _hidden(room), f"left: {_hidden(room)}"
    return "déjà fini" if found == new else "rien d’écrit" if found == old and not hidden else "interrompu entre deux fichiers" if found != old else "copies cachées, reprises"  # fmt: skip


def play(name: str, turns: int, seed: int = 1, *, home: Path) -> Counter[str]:
    """Play so many kills of a command; an assertion tells the first that left a trace."""
    scene, chance, seen = SCENES[name], random.Random(seed), Counter[str]()
    start = home / "depart" if (home / "depart").exists() else _prepare(home)
    before, old, new, seconds = _begin(scene, home, start, name)
    for turn in range(turns):
        room = home / f"{name}-{turn}"
        shutil.copytree(before, room)
        living = _kill(scene, room, chance, seconds)
        try:
            seen[_judge(scene, room, old, new) if living else "fini avant"] += 1
        except AssertionError as wrong:
            kept = Path(tempfile.mkdtemp(prefix="tue-")) / "salle"
            shutil.copytree(room, kept)
            raise AssertionError(f"{name}, turn {turn} of seed {seed}: {kept}") from wrong
        shutil.rmtree(room)
    return seen


def _tell(name: str, seen: Counter[str]) -> None:
    parts = ", ".join(f"{count} {what}" for what, count in seen.items())
    sys.stdout.write(f"{name} : {sum(seen.values())} arrêts ({parts}), rien à moitié, rien de laissé\n")
    sys.stdout.flush()


def main(asked: list[str]) -> None:
    """Play one command, or all of them and a batch, and tell what was seen."""
    alone = asked[0] if asked and asked[0] in SCENES else ""
    turns = int(asked[1 if alone else 0]) if len(asked) > bool(alone) else 200
    seed = int(asked[2]) if len(asked) > 2 else 2026
    with tempfile.TemporaryDirectory() as place:
        for name in [alone] if alone else SCENES:
            _tell(
                name,
                play(
                    name,
                    turns if alone else max(1, turns * SCENES[name].share // 100),
                    seed,
                    home=Path(place),
                ),
            )
    if not alone:
        _tell("lot", batches.play(max(1, turns * 10 // 100), seed))


if __name__ == "__main__":
    main(sys.argv[1:])
