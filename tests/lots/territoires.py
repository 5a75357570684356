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


def make_states(root: Path) -> Path:
    """Write 14 dossiers as a caisse has them on 15 January 2027: ended, ending, late, to complete, two faulty."""
    for name in ("pays-auvrelle", "epci-20-communes-syndicat", "departement-etat", "mellois-en-poitou"):
        shutil.copytree(EXAMPLES / name, root / name)
    shutil.copytree(EXAMPLES / "departement-etat", root / "autre-departement")
    for number in range(1, 6):
        _copy(root / f"commune-{number}", f"Commune {number}")
    last = "date_fin: 31 décembre 2030"
    _copy(root / "echue", "Val de Brenne", (last, "date_fin: 31 décembre 2026"), _SINCE_2023)
    _copy(
        root / "echeance",
        "Communauté de communes des Hauts Plateaux",
        (last, "date_fin: 30 juin 2027"),
        _SINCE_2023,
    )
    _copy(
        root / "fautif",
        "Mal tapé",
        ("population: 8760", "population: beaucoup"),
        (last, "date_fin: 31 février 2030"),
    )
    (root / "illisible").mkdir()
    (root / "illisible/ctg.yaml").write_text("territoire: [\n", encoding="utf-8")
    return root


_SINCE_2023 = ("date_debut: 1er janvier 2027", "date_debut: 1er janvier 2023")


def _copy(folder: Path, nom: str, *changes: tuple[str, str]) -> Path:
    shutil.copytree(EXAMPLES / "caf-commune", folder)
    main = folder / "ctg.yaml"
    text = main.read_text(encoding="utf-8")
    for old, new in (("nom: Lormeuil", f"nom: {nom}"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    main.write_text(text, encoding="utf-8")
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
