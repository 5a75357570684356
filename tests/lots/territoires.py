"""Small territories below one folder: sound, unreadable, incomplete, with a hostile template."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

from docx import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOUND = 9


def make_territories(root: Path, sound: int = SOUND) -> Path:
    """Write `sound` dossiers that differ, and three at fault; return the folder that holds them."""
    for number in range(1, sound + 1):
        _copy(root / f"{number % 3}/commune-{number:02d}", f"Commune {number}")
    (root / "illisible").mkdir()
    (root / "illisible/ctg.yaml").write_text("territoire: [\n", encoding="utf-8")
    (root / "incomplet").mkdir()
    (root / "incomplet/ctg.yaml").write_text("territoire: {nom: Rien}\n", encoding="utf-8")
    hostile = _copy(root / "hostile", "Hostile")
    (hostile / "modeles").mkdir()
    (hostile / "modeles/historique.docx").write_bytes(_template("{{ titre.__class__.__mro__ }}"))
    return root


def _copy(folder: Path, nom: str) -> Path:
    shutil.copytree(EXAMPLES / "caf-commune", folder)
    main = folder / "ctg.yaml"
    text = main.read_text(encoding="utf-8")
    assert "nom: Lormeuil" in text
    main.write_text(text.replace("nom: Lormeuil", f"nom: {nom}", 1), encoding="utf-8")
    return folder


def _template(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def written(folder: Path) -> dict[str, str]:
    """Return the fingerprint of every document below a folder: what must not depend on who made it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder
    }
