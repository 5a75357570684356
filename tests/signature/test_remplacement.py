"""A new dossier de signature in the place of an older one, maybe received, maybe hostile: nothing outside, nothing lost."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from ctg_docs.errors import OutputError
from ctg_docs.signature.dossier import DossierSignature
from ctg_docs.signature.manifeste import Manifeste, PieceManifeste, Role, fingerprint, is_plain_name
from ctg_docs.steps import signed
from ctg_docs.steps.signed import write_signature


def _manifest(*files: tuple[str, bytes]) -> Manifeste:
    role: Role = "piece"
    pieces = tuple(
        PieceManifeste.model_construct(fichier=n, sha256=fingerprint(d), taille=len(d), role=role)
        for n, d in files
    )
    return Manifeste(outil="x", dossier="x", donnees="0" * 64, modeles={}, fichiers=pieces).sealed()


OLD = {
    "01-convention.pdf": b"ancienne",
    "dossier-complet.pdf": b"ancien",
    "modeles/convention.docx": b"modele",
}
NEW = {"01-avenant.pdf": b"nouvelle", "dossier-complet.pdf": b"nouveau", "modeles/avenant.docx": b"modele"}


def _of(files: dict[str, bytes]) -> DossierSignature:
    manifest = _manifest(*files.items())
    return DossierSignature({**files, "manifeste.json": manifest.to_json()}, manifest)


def _tree(place: Path) -> dict[str, str]:
    paths = [p for p in sorted(place.rglob("*")) if p.is_symlink() or not p.is_dir()]
    return {p.relative_to(place).as_posix(): "" if p.is_symlink() else p.read_bytes().decode() for p in paths}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "sortie" / "dossier-de-signature"
    write_signature(_of(OLD), place)
    return place


def _only_new(place: Path, *more: str) -> None:
    assert set(_tree(place)) == {*NEW, "manifeste.json", *more}
    assert [p.name for p in place.parent.iterdir()] == [place.name]


def test_nothing_stays_of_the_older_one(place: Path) -> None:
    paths, kept = write_signature(_of(NEW), place)
    assert kept == ()
    assert sorted(paths) == sorted(p for p in place.rglob("*") if p.is_file())
    _only_new(place)


@pytest.mark.parametrize(
    "name", ["{out}/victime", "../../victime", "../victime", "modeles/../../../victime", "lien/victime"]
)
def test_a_received_manifest_erases_nothing_outside(place: Path, name: str, tmp_path: Path) -> None:
    victims = [tmp_path / "victime", place.parent / "victime"]
    for victim in victims:
        victim.write_bytes(b"x")
    (place / "lien").symlink_to(tmp_path)
    named = name.format(out=tmp_path)
    (place / "manifeste.json").write_bytes(_manifest((named, b"x"), *OLD.items()).to_json())
    write_signature(_of(NEW), place)
    assert [victim.read_bytes() for victim in victims] == [b"x", b"x"]


@pytest.mark.parametrize("name", ["notes.txt", "photo.pdf", "sous/01-x.pdf", "modeles/notes.txt"])
def test_a_received_manifest_erases_no_file_that_this_tool_does_not_name(place: Path, name: str) -> None:
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_bytes(b"x")
    (place / "manifeste.json").write_bytes(_manifest((name, b"x"), *OLD.items()).to_json())
    _, kept = write_signature(_of(NEW), place)
    assert [(p.code, p.place.file) for p in kept] == [("SIG002", name)]
    _only_new(place, name)


def test_what_was_changed_by_hand_is_kept_and_told(place: Path) -> None:
    (place / "01-convention.pdf").write_bytes(b"annotee")
    _, kept = write_signature(_of(NEW), place)
    assert [p.place.file for p in kept] == ["01-convention.pdf"]
    assert (place / "01-convention.pdf").read_bytes() == b"annotee"


def test_folder_of_templates_that_is_a_link_is_not_followed(place: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (place / "modeles" / "convention.docx").rename(outside / "convention.docx")
    (place / "modeles").rmdir()
    (place / "modeles").symlink_to(outside)
    _, kept = write_signature(_of(NEW), place)
    assert [p.name for p in outside.iterdir()] == ["convention.docx"]
    assert [p.place.file for p in kept] == ["modeles.ancien"]
    assert not (place / "modeles").is_symlink()


def test_place_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "place").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(OutputError, match="dossier à part entière"):
        write_signature(_of(NEW), tmp_path / "place")
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_folder_under_the_name_of_a_piece_is_refused(place: Path) -> None:
    before = _tree(place)
    (place / "01-avenant.pdf").mkdir()
    with pytest.raises(OutputError, match="déplacez-le"):
        write_signature(_of(NEW), place)
    assert _tree(place) == before


@pytest.mark.parametrize("held", ["", "{", json.dumps({"fichiers": []})])
def test_without_a_readable_manifest_nothing_is_erased(place: Path, held: str) -> None:
    (place / "manifeste.json").write_text(held)
    write_signature(_of(NEW), place)
    _only_new(place, "01-convention.pdf", "modeles/convention.docx")


@pytest.mark.parametrize("step", range(1, 12))
def test_whenever_it_is_stopped_one_of_both_is_whole(
    place: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call that changes a name or takes one away is where a run may die; the next one puts all in order."""
    calls = 0

    def stopped(method: str) -> None:
        real = getattr(Path, method)

        def call(self: Path, *args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise KeyboardInterrupt
            return real(self, *args, **kwargs)

        patch.setattr(Path, method, call)

    with monkeypatch.context() as patch:
        for method in ("rename", "unlink", "replace"):
            stopped(method)
        with contextlib.suppress(KeyboardInterrupt):
            write_signature(_of(NEW), place)
    held = [_tree(folder) for folder in (place, *place.parent.glob(".ctg-docs-ancien-*")) if folder.exists()]
    assert any(set(NEW) <= set(tree) or set(OLD) <= set(tree) for tree in held)
    write_signature(_of(NEW), place)
    assert set(_tree(place)) == {*NEW, "manifeste.json"}
    assert list(place.parent.glob(f"{signed._OLD}*")) == []


@pytest.mark.parametrize(
    "name", ["", "/a", "../a", "a/../b", "a//b", "./a", "C:a", "a\\b", "a\0", "x" * 300, "a/", "a\nb", "NUL:"]
)
def test_names_that_leave_the_folder_are_no_names(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["a.pdf", "modeles/b.docx", "01-convention été’s.pdf", "..a"])
def test_plain_names_are_names(name: str) -> None:
    assert is_plain_name(name)


def test_what_a_killed_run_was_writing_beside_is_cleared_and_nothing_else_of_it(place: Path) -> None:
    left = place.with_name(".ctg-docs-0123456789abcdef.tmp")
    (left / "modeles").mkdir(parents=True)
    for name in (
        "01-convention.pdf",
        "modeles/convention.docx",
        ".ctg-docs-fedcba9876543210.tmp",
        "manifeste.json",
    ):
        (left / name).write_bytes(b"moitie")
    write_signature(_of(NEW), place)
    _only_new(place)
    (left / "a").mkdir(parents=True)
    (left / "a" / "notes.txt").write_bytes(b"a quelqu'un")
    write_signature(_of(OLD), place)
    assert (left / "a" / "notes.txt").exists()
