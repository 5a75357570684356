from __future__ import annotations

import io
import json
import os
import shutil
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ctg_docs.errors import DataError, OutputError
from ctg_docs.signature.manifeste import Manifeste, fingerprint
from ctg_docs.signature.signees import names_the_same
from ctg_docs.signature.verification import verify as verify_folder
from ctg_docs.steps.deliver import deliver, verify
from ctg_docs.steps.deposit import deposit
from tests.engine.pdf.test_additions import _replaced_page, _update
from tests.engine.pdf.test_signatures import _identity, _sign
from tests.signature.conftest import EXAMPLE, Handed


@pytest.fixture
def folder(handed: Handed, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(handed.signature, tmp_path / "dossier"))


def _codes(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in verify(folder)]


def test_changed_data_are_told(folder: Path) -> None:
    path = folder / "donnees.json"
    path.write_bytes(path.read_bytes().replace(b"Auvrelle", b"Autrelle"))
    assert _codes(folder) == [("VER001", "donnees.json")]


def test_dossier_that_went_on_living_is_told(handed: Handed, folder: Path) -> None:
    version = handed.ctg.version.model_copy(update={"numero": "9"})
    problems = verify(folder, handed.ctg.model_copy(update={"version": version}))
    assert [p.code for p in problems] == ["VER001"]


def test_changed_template_is_told(folder: Path) -> None:
    (folder / "modeles" / "convention.docx").write_bytes(b"autre")
    assert _codes(folder) == [("VER002", "modeles/convention.docx")]


def test_template_that_changed_since_is_told(handed: Handed, folder: Path) -> None:
    problems = verify_folder(folder, handed.ctg, {"convention": b"autre"})
    assert [(p.code, p.place.file) for p in problems] == [("VER002", "convention.docx")]


@pytest.mark.parametrize(
    "name", ["01-convention-pays-d-auvrelle.docx", "dossier-complet.pdf", "bordereau.pdf"]
)
def test_changed_document_is_told(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert _codes(folder) == [("VER003", name)]


def test_missing_piece_is_told(folder: Path) -> None:
    (folder / "02-convention-donnees.pdf").unlink()
    assert _codes(folder) == [("VER004", "02-convention-donnees.pdf")]


def test_extra_piece_is_told(folder: Path) -> None:
    (folder / "04-avenant.pdf").write_bytes(b"%PDF")
    (folder / ".DS_Store").write_bytes(b"")
    assert _codes(folder) == [("VER005", "04-avenant.pdf")]


def test_manifest_made_to_agree_is_told(folder: Path) -> None:
    path = folder / "manifeste.json"
    held = json.loads(path.read_bytes())
    held["date"] = "2020-01-01"
    path.write_text(json.dumps(held), encoding="utf-8")
    assert _codes(folder) == [("VER006", "manifeste.json")]


def test_signed_piece_is_no_change(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    path.write_bytes(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    assert verify(folder) == []


def test_piece_changed_after_its_signature_is_told(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    signed = bytearray(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    place = signed.rindex(b"/ByteRange") + 15
    signed[place] = ord("1") if signed[place] != ord("1") else ord("2")
    path.write_bytes(signed)
    assert [code for code, _ in _codes(folder)] == ["VER003"]


def test_addition_without_signature_is_a_change(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    path.write_bytes(path.read_bytes() + b"\n% ajout\n")
    assert _codes(folder) == [("VER003", path.name)]


def test_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"manifeste\.json"):
        verify(tmp_path)


def test_manifest_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifeste.json").write_text('{"name": "site"}')
    with pytest.raises(DataError, match="dossier de signature"):
        verify(tmp_path)


def test_pages_taken_out_are_told(folder: Path) -> None:
    path = folder / "dossier-complet.pdf"
    output = io.BytesIO()
    with pikepdf.open(path) as pdf:
        del pdf.pages[3]
        pdf.save(output)
    path.write_bytes(output.getvalue())
    assert _codes(folder) == [("VER003", "dossier-complet.pdf")]


def test_changed_logo_or_annexe_of_the_dossier_is_told(tmp_path: Path, folder: Path) -> None:
    dossier = Path(shutil.copytree(EXAMPLE, tmp_path / "pays"))
    assert verify(folder, dossier) == []
    logo = next((dossier / "logos").glob("cc.*"))
    logo.write_bytes((dossier / "logos" / "caf.png").read_bytes())
    assert [(p.code, p.place.file) for p in verify(folder, dossier)] == [("VER001", f"logos/{logo.name}")]


def test_copy_beside_the_dossier_that_changed_is_told(handed: Handed, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(handed.folder, tmp_path / "remise"))
    assert verify(whole) == []
    copy = whole / "convention-pays-d-auvrelle.docx"
    copy.write_bytes(copy.read_bytes() + b"x")
    assert _codes(whole) == [("VER003", copy.name)]


def test_piece_forged_with_its_manifest_contradicts_the_bordereau(folder: Path) -> None:
    piece, place = folder / "01-convention-pays-d-auvrelle.pdf", folder / "manifeste.json"
    piece.write_bytes(piece.read_bytes() + b"\n% ")
    manifest = Manifeste.from_json(place.read_bytes())
    forged = {"sha256": fingerprint(piece.read_bytes()), "taille": piece.stat().st_size}
    files = tuple(f.model_copy(update=forged) if f.fichier == piece.name else f for f in manifest.fichiers)
    place.write_bytes(manifest.model_copy(update={"fichiers": files}).sealed().to_json())
    assert _codes(folder) == [("VER006", piece.name)]


def test_signatures_are_never_written_over(handed: Handed, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(handed.folder, tmp_path / "remise"))
    path = whole / "dossier-de-signature" / "dossier-complet.pdf"
    signed = _sign(path.read_bytes(), "p0.Madame Hélène VASSEUR", _identity("Hélène Vasseur"))
    path.write_bytes(signed)
    with pytest.raises(OutputError, match="porte des signatures"):
        deliver(handed.ctg, ["convention"], out=whole, force=True, pdf=True)
    assert path.read_bytes() == signed


@pytest.mark.parametrize(
    "name", ["01-convention-pays-d-auvrelle.pdf", "dossier-complet.pdf", "bordereau.pdf"]
)
def test_piece_changed_then_signed_by_anybody_is_told(folder: Path, name: str) -> None:
    path = folder / name
    forged = _update(path.read_bytes(), _replaced_page)
    field = {"dossier-complet.pdf": "p0.Madame Hélène VASSEUR", "bordereau.pdf": "Autre"}
    path.write_bytes(_sign(forged, field.get(name, "Madame Hélène VASSEUR"), _identity("Hélène Vasseur")))
    codes = _codes(folder)
    assert codes
    assert set(codes) == {("VER003", name)}


def test_annexe_signed_in_a_field_nobody_asked_for_is_told(folder: Path) -> None:
    path = folder / "02-convention-donnees.pdf"
    path.write_bytes(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    assert [("personne n’a demandé" in p.message, p.place.file) for p in verify(folder)] == [
        (True, path.name)
    ]


def test_signer_who_is_not_the_signatory_is_told(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    path.write_bytes(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Jean Personne")))
    assert [p.message for p in verify(folder)] == [
        "Le champ « Madame Hélène VASSEUR » est signé par « Jean Personne »."
    ]


@pytest.mark.parametrize(
    ("field", "signer", "same"),
    [
        ("Madame Hélène VASSEUR", "Hélène Vasseur", True),
        ("Madame Hélène VASSEUR", "VASSEUR Helene 0123456789", True),
        ("Madame Hélène VASSEUR", "H. Vasseur", True),
        ("Monsieur Jean-Pierre DE LA TOUR (2)", "Jean Pierre de La Tour", True),
        ("Madame Hélène VASSEUR", "Hélène Martin", False),
        ("Madame Hélène VASSEUR", "Olivier Vasseur", False),
        ("Madame Hélène VASSEUR", "Caf de l’Ombre", False),
        ("Madame Hélène VASSEUR", "H", False),
        ("Madame Hélène VASSEUR", "", False),
    ],
)
def test_names_of_signatories_are_compared_as_people_write_them(field: str, signer: str, same: bool) -> None:
    assert names_the_same(field, signer) is same


def _reseal(folder: Path, **changes: Any) -> None:
    place = folder / "manifeste.json"
    place.write_bytes(Manifeste.from_json(place.read_bytes()).model_copy(update=changes).sealed().to_json())


@pytest.mark.parametrize("field", ["date", "version", "outil", "dossier", "modeles", "joints", "donnees"])
def test_manifest_written_anew_and_sealed_is_told(folder: Path, field: str) -> None:
    held: dict[str, Any] = {"modeles": {}, "joints": {}, "donnees": "0" * 64}
    _reseal(folder, **{field: held.get(field, "2020-01-01")})
    assert ("VER006", "manifeste.json") in _codes(folder)


@pytest.mark.parametrize(
    "change", ["order", "title", "role", "pages", "signatories", "data", "template", "piece"]
)
def test_list_of_pieces_written_anew_and_sealed_is_told(folder: Path, change: str) -> None:
    pieces = list(Manifeste.from_json((folder / "manifeste.json").read_bytes()).fichiers)
    fields: dict[str, dict[str, Any]] = {
        "title": {"titre": "Autre"},
        "role": {"role": "modele"},
        "pages": {"pages": 1},
        "signatories": {"signataires": ()},
    }
    gone = {
        "data": "donnees.json",
        "template": "modeles/convention.docx",
        "piece": "02-convention-donnees.pdf",
    }
    if change == "order":
        pieces.reverse()
    elif change in fields:
        at = next(n for n, piece in enumerate(pieces) if piece.fichier == "01-convention-pays-d-auvrelle.pdf")
        pieces[at] = pieces[at].model_copy(update=fields[change])
    else:
        (folder / gone[change]).unlink()
        pieces = [piece for piece in pieces if piece.fichier != gone[change]]
    _reseal(folder, fichiers=tuple(pieces))
    assert ("VER006", "manifeste.json") in _codes(folder)


def test_signature_covers_what_the_manifest_says(folder: Path) -> None:
    """The bordereau may be forged with the manifest: what was signed is not."""
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    path.write_bytes(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    manifest = Manifeste.from_json((folder / "manifeste.json").read_bytes())
    forged = manifest.model_copy(update={"date": "2020-01-01"})
    place = folder / "bordereau.docx"
    old, new = (m.contenu() for m in (manifest, forged))
    files = {n: d.replace(_groups(old), _groups(new)) for n, d in _members(place).items()}
    with zipfile.ZipFile(place, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    changed = {"sha256": fingerprint(place.read_bytes()), "taille": place.stat().st_size}
    pieces = tuple(p.model_copy(update=changed) if p.fichier == place.name else p for p in manifest.fichiers)
    _reseal(folder, date="2020-01-01", fichiers=pieces)
    assert [p.message for p in verify(folder)] == [
        "Le manifeste n’est plus celui que porte la pièce « Convention territoriale globale »."
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("01-convention-pays-d-auvrelle.pdf", "Madame Hélène VASSEUR"),
        ("dossier-complet.pdf", "p0.Madame Hélène VASSEUR"),
    ],
)
def test_what_was_really_signed_is_what_is_deposited(
    folder: Path, tmp_path: Path, name: str, field: str
) -> None:
    signed = _sign((folder / name).read_bytes(), field, _identity("Hélène Vasseur"))
    (folder / name).write_bytes(signed)
    found = deposit(folder, tmp_path / "depot")
    assert len(found) > 2
    for depot in found:
        assert depot.files["acte.pdf"] == signed
        assert "DEP001" not in {problem.code for problem in depot.problems}
        assert signed in zip_members(depot.files["pastell.zip"])


def zip_members(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _groups(text: str) -> bytes:
    return " ".join(text[i : i + 8] for i in range(0, len(text), 8)).encode()


def _members(place: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_strange_entries_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "vide").mkdir()
    (folder / "lien.pdf").symlink_to("nulle-part")
    (folder / "dehors").symlink_to(tmp_path)
    os.mkfifo(folder / "tube")
    shutil.copy(folder / "bordereau.pdf", folder / ".DS_Store")
    (folder / "bordereau.pdf").rename(tmp_path / "ailleurs.pdf")
    (folder / "bordereau.pdf").symlink_to(tmp_path / "ailleurs.pdf")
    assert set(_codes(folder)) == {
        ("VER005", "vide"),
        ("VER005", "lien.pdf"),
        ("VER005", "dehors"),
        ("VER005", "tube"),
        ("VER005", ".DS_Store"),
        ("VER005", "bordereau.pdf"),
        ("VER004", "bordereau.pdf"),
    }


def test_harmless_changes_are_silent(folder: Path) -> None:
    """What file managers, clouds and office programs do by themselves."""
    (folder / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1" + bytes(900))
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(900))
    (folder / "desktop.ini").write_bytes("\ufeff[.ShellClassInfo]\r\n".encode("utf-16-le"))
    (folder / "~$bordereau.docx").write_bytes(b"\x06Prenom" + bytes(155))
    (folder / ".~lock.bordereau.docx#").write_bytes(b",moi,ici,\n")
    (folder / "._bordereau.pdf").write_bytes(b"\x00\x05\x16\x07" + bytes(60))
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o700)
        path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    assert verify(folder) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("{", '{"date": "2020-01-01",', 1).encode(),
        lambda text: text.replace("{", '{"cree_par": "x",', 1).encode(),
        lambda _: b"[" * 100_000,
        lambda _: b'{"a":' * 100_000,
        lambda _: b" " * 6_000_000,
        lambda text: text.encode()[:-20],
        lambda text: text.replace("é", "\udce9").encode("utf-8", "surrogateescape"),
    ],
)
def test_manifest_that_programs_would_not_read_alike_is_refused(
    folder: Path, damage: Callable[[str], bytes]
) -> None:
    place = folder / "manifeste.json"
    place.write_bytes(damage(place.read_text(encoding="utf-8")))
    with pytest.raises(DataError, match="dossier de signature"):
        verify(folder)


@pytest.mark.parametrize("name", ["/etc/passwd", "../ailleurs.pdf", "a\\b", "x" * 5_000, "a\0b"])
def test_manifest_that_names_files_outside_is_told(folder: Path, name: str) -> None:
    pieces = Manifeste.from_json((folder / "manifeste.json").read_bytes()).fichiers
    _reseal(folder, fichiers=(*pieces, pieces[0].model_copy(update={"fichier": name})))
    assert ("VER006", "manifeste.json") in _codes(folder)


def test_bordereau_that_is_a_bomb_costs_little(folder: Path) -> None:
    place = folder / "bordereau.docx"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 300_000_000)
    pieces = Manifeste.from_json((folder / "manifeste.json").read_bytes()).fichiers
    forged = {"sha256": fingerprint(place.read_bytes()), "taille": place.stat().st_size}
    _reseal(
        folder, fichiers=tuple(p.model_copy(update=forged) if p.fichier == place.name else p for p in pieces)
    )
    start = time.process_time()
    assert _codes(folder)
    assert time.process_time() - start < 5
