"""Files that were sound, damaged by chance: bytes changed, cut, repeated, inside the members of packages too."""

from __future__ import annotations

import random
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from tests.campaign.commands import outcome, readers_of
from tests.campaign.hostile import FILES, HEAD, changed

__all__ = ["SOUND", "damage", "play"]

_DOSSIER = f"{HEAD}historique:\n  - date: 2020\n    texte: Un fait.\norganismes:\n  - id: caf\n    nature: caf\n    nom: Caf\n"
SOUND: dict[str, bytes] = {
    "dossier.yaml": _DOSSIER.encode(),
    "plan.xlsx": FILES["case-egaree.xlsx"](),
    "plan.ods": FILES["espaces.ods"](),
    "lettre.docx": FILES["cellules-larges.docx"](),
    "porteur.docx": FILES["donnees-latin1.docx"](),
    "archive.pdf": FILES["joint-profond.pdf"]()[:3_000],
    "manifeste.json": b'{"format": "ctg-docs/manifeste/1", "outil": "x", "dossier": "y", "donnees": "z", "modeles": {}, "fichiers": []}',
}
"""What is damaged; small, so that thousands are read in minutes."""
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


def play(count: int, seed: int, folder: Path) -> int:
    """Damage and read as many files; return how many were refused. Whatever escapes a command is raised."""
    chance, refused = random.Random(seed), 0
    for turn in range(count):
        name = chance.choice(list(SOUND))
        file = folder / name
        file.write_bytes(damage(SOUND[name], chance))
        for reader in readers_of(file):
            try:
                refused += outcome(reader, file) != "lu"
            except Exception as escaped:
                kept = Path(tempfile.gettempdir()) / f"echappe-{seed}-{turn}-{name}"
                kept.write_bytes(file.read_bytes())
                raise AssertionError(f"{reader}: {kept}") from escaped
    return refused


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asked = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
        print(f"{asked} fichiers abîmés, {play(asked, 2026, Path(place))} refus, rien d’autre")  # noqa: T201 - a report
