"""Files that were sound, damaged by chance: bytes changed, cut, repeated, inside the members of packages too.

`python -m tests.campaign.mutations` is the campaign; `paquets 100 7` plays a share of one family with another seed.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.campaign.commands import outcome, readers_of
from tests.campaign.hostile import FILES, HEAD, changed

__all__ = ["FAMILIES", "Played", "damage", "play", "sound"]

_ROOT = Path(__file__).parents[2]
_OLD = _ROOT / "tests" / "compat" / "0.1.0"
_DOSSIER = f"{HEAD}historique:\n  - date: 2020\n    texte: Un fait.\norganismes:\n  - id: caf\n    nature: caf\n    nom: Caf\n"
_MANIFEST = b'{"format": "ctg-docs/manifeste/1", "outil": "x", "dossier": "y", "donnees": "z", "modeles": {}, "fichiers": []}'

FAMILIES: dict[str, tuple[int, tuple[str, ...]]] = {
    "dossiers": (5_000, ("petit.yaml", "ordinaire.yaml", "petit.toml", "petit.json", "manifeste.json")),
    "paquets": (500, ("lettre.docx", "porteur.docx", "document.docx", "formulaire.docx")),
    "pdf": (300, ("archive.pdf", "document.pdf", "joint.pdf")),
    "classeurs": (300, ("plan.xlsx", "plan.ods", "classeur.xlsx", "plan.csv")),
}
"""How many the campaign damages of each family, and what it damages."""


@cache
def sound() -> dict[str, bytes]:
    """Return what is damaged: real files of ours, and small ones, so that thousands are read in minutes."""
    return {
        "petit.yaml": _DOSSIER.encode(),
        "ordinaire.yaml": (_ROOT / "examples" / "caf-commune" / "ctg.yaml").read_bytes(),
        "petit.toml": b'[territoire]\nnom = "X"\n[[historique]]\ndate = 2020-01-01\ntexte = "Un fait."\n',
        "petit.json": b'{"territoire": {"nom": "X"}, "historique": [{"date": "2020", "texte": "Un fait."}]}',
        "manifeste.json": _MANIFEST,
        "lettre.docx": FILES["cellules-larges.docx"](),
        "porteur.docx": FILES["donnees-latin1.docx"](),
        "document.docx": (_OLD / "historique.docx").read_bytes(),
        "formulaire.docx": (_OLD / "formulaire.docx").read_bytes(),
        "archive.pdf": FILES["joint-profond.pdf"]()[:3_000],
        "document.pdf": (_OLD / "historique.pdf").read_bytes(),
        "joint.pdf": FILES["joint-abime.pdf"](),
        "plan.xlsx": FILES["case-egaree.xlsx"](),
        "plan.ods": FILES["espaces.ods"](),
        "classeur.xlsx": (_OLD / "classeur.xlsx").read_bytes(),
        "plan.csv": "Axe;Action;Pilote\nPetite enfance;Ouvrir une crèche;Caf\n".encode(),
    }


_TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b"&a;",
    b"9" * 400,
    b"../../",
    b"{",
    b"[",
    b'"',
    b"\r",
    "\N{NO-BREAK SPACE}".encode(),
)


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to three faults."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        with zipfile.ZipFile(BytesIO(data)) as package:
            name = chance.choice(package.namelist())
            return changed(data, {name: damage(package.read(name), chance)})
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 8, 200)))
        data = chance.choice(
            (
                data[:at] + chance.choice(_TOKENS) + data[at:],
                data[:at] + data[end:],
                data[:end] + data[at:],
                data[:at] + bytes(chance.randrange(256) for _ in range(end - at)) + data[end:],
                data[:at],
            )
        )
    return data


@dataclass(slots=True)
class Played:
    """What a campaign saw: readings, refusals by a sentence, the slowest reading and its file."""

    readings: int = 0
    refused: int = 0
    slowest: tuple[float, str] = field(default=(0.0, ""))


def play(family: str, count: int, seed: int, folder: Path) -> Played:
    """Damage and read as many files. Whatever escapes a command is raised; what takes over 20 seconds of processor too."""
    chance, seen = random.Random(seed), Played()
    for turn in range(count):
        name = chance.choice(FAMILIES[family][1])
        file = folder / name
        file.write_bytes(damage(sound()[name], chance))
        for reader in readers_of(file):
            before = time.process_time()
            try:
                seen.refused += outcome(reader, file) != "lu"
                spent = time.process_time() - before
                assert spent < 20, f"{spent:.0f} s"
            except Exception as escaped:
                kept = Path(tempfile.gettempdir()) / f"echappe-{seed}-{turn}-{name}"
                kept.write_bytes(file.read_bytes())
                raise AssertionError(f"{reader}: {kept}") from escaped
            seen.readings += 1
            seen.slowest = max(seen.slowest, (spent, f"{reader} {name}"))
    return seen


def main(asked: list[str]) -> None:
    """Play the families asked, or all, and tell what was seen."""
    seed = int(asked[2]) if len(asked) > 2 else 2026
    for family in asked[:1] or FAMILIES:
        count = int(asked[1]) if len(asked) > 1 else FAMILIES[family][0]
        with tempfile.TemporaryDirectory() as place:
            seen = play(family, count, seed, Path(place))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(  # noqa: T201 - a report
            f"{family} : {count} fichiers abîmés, {seen.readings} lectures, {seen.refused} refus d’une phrase, rien d’autre ; "
            f"la plus longue {seen.slowest[0]:.1f} s ({seen.slowest[1]}) ; mémoire {peak} Mo",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
