"""What lies beside a dossier de signature is named, for nothing vouches for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctg_docs.cli.app import main
from ctg_docs.signature.manifeste import FICHIER, Manifeste, PieceManifeste, fingerprint
from ctg_docs.signature.verification import SOUS_DOSSIER, files_beside


def _received(folder: Path) -> Path:
    place = folder / SOUS_DOSSIER
    place.mkdir()
    (place / "01-convention.docx").write_bytes(b"x")
    piece = PieceManifeste(fichier="01-convention.docx", sha256=fingerprint(b"x"), taille=1, role="piece")
    manifest = Manifeste(outil="x", dossier="y", donnees="z", modeles={}, fichiers=(piece,)).sealed()
    (place / FICHIER).write_bytes(manifest.to_json())
    return folder


def test_files_beside_are_named_but_for_copies_of_pieces(tmp_path: Path) -> None:
    folder = _received(tmp_path)
    (folder / "convention.docx").write_bytes(b"x")
    assert files_beside(folder) == []
    (folder / "annuaire.docx").write_bytes(b"x")
    assert files_beside(folder) == ["« annuaire.docx »"]
    assert files_beside(folder / SOUS_DOSSIER) == []
    for number in range(20):
        (folder / f"z{number:02}.txt").touch()
    assert files_beside(folder)[-1] == "13 autres"


def test_verify_says_what_it_does_not_cover(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _received(tmp_path)
    (folder / "presentation.pptx").write_bytes(b"x")
    with pytest.raises(SystemExit):
        main(["verify", str(folder)])
    assert "Non couverts" in (told := capsys.readouterr().err)
    assert "presentation.pptx" in told
