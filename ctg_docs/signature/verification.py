"""Tell what changed in a dossier de signature since it was made: data, template, document, missing or extra piece."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import CtgDocsError, DataError, MissingToolError
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.donnees import carried_hash, data_hash, extract
from ctg_docs.signature.manifeste import FICHIER, Manifeste, PieceManifeste, fingerprint
from ctg_docs.signature.signees import judge

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg

__all__ = ["SOUS_DOSSIER", "find_manifest", "verify"]

SOUS_DOSSIER = "dossier-de-signature"
"""Folder of the dossier de signature inside the folder that was asked for."""

_IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini"}


def find_manifest(folder: Path) -> Path:
    """Return the manifest of a folder, or of the dossier de signature inside it.

    Raises:
        DataError: there is none.
    """
    for place in (folder / FICHIER, folder / SOUS_DOSSIER / FICHIER):
        if place.is_file():
            return place
    raise DataError(f"« {folder} » n’est pas un dossier de signature : il n’y a pas de {FICHIER}.")


def verify(
    folder: str | Path, ctg: Ctg | None = None, templates: Mapping[str, bytes] | None = None
) -> list[Problem]:
    """Return what changed since the dossier de signature was made; nothing when all is as it was.

    Args:
        folder: where it lies.
        ctg: the dossier as it is now, to compare its data too.
        templates: Word templates by kind as they are now, to compare them too.

    Raises:
        DataError: the folder has no manifest, or it is unreadable.
    """
    place = find_manifest(Path(folder))
    try:
        manifest = Manifeste.from_json(place.read_bytes())
    except OSError as error:
        raise DataError(f"« {place} » ne peut pas être lu.") from error
    found = [*_files(place.parent, manifest), *_listed(place.parent, manifest)]
    if Path(folder) != place.parent:
        found += _copies(Path(folder), manifest)
    if not manifest.is_sealed():
        found.append(_problem("VER006", "Le manifeste a été modifié à la main.", FICHIER))
    if ctg is not None and not _is_same(ctg, manifest, place.parent):
        found.append(_problem("VER001", "Les données du dossier ne sont plus celles des pièces.", ""))
    found += _joined(ctg, manifest) if ctg is not None else ()
    for kind, data in (templates or {}).items():
        if kind in manifest.modeles and fingerprint(data) != manifest.modeles[kind]:
            found.append(
                _problem("VER002", f"Le modèle « {kind} » n’est plus celui des pièces.", f"{kind}.docx")
            )
    return found


def _files(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    known = {piece.fichier: piece for piece in manifest.fichiers}
    for name, piece in known.items():
        path = folder / name
        data = path.read_bytes() if path.is_file() else None
        if data is None:
            yield _problem("VER004", f"Il manque {_designation(piece)}.", name)
        elif fingerprint(data) != piece.sha256:
            yield from _signed(data, piece) if piece.is_start_of(data) else [_changed(piece)]
        elif piece.role in {"piece", "complet"}:
            yield from _carried(path, piece, manifest)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in known and name != FICHIER and path.name not in _IGNORED:
            yield _problem("VER005", "Ce fichier n’est pas dans le manifeste.", name)


def _copies(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    """Check the copies of the pieces that lie beside the dossier de signature, under their own names."""
    for piece in manifest.fichiers:
        path = folder / piece.fichier[3:]
        if piece.role != "piece" or not path.is_file():
            continue
        data = path.read_bytes()
        if fingerprint(data) == piece.sha256:
            continue
        problems = list(_signed(data, piece)) if piece.is_start_of(data) else [_changed(piece)]
        yield from (replace(problem, place=Place(path.name)) for problem in problems)


def _listed(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    """Check that the bordereau, which is printed and signed, tells the fingerprints of the manifest."""
    name = next(
        (p.fichier for p in manifest.fichiers if p.role == "bordereau" and p.fichier.endswith(".docx")), ""
    )
    try:
        with zipfile.ZipFile(folder / name) as archive:
            told = re.sub(r"<[^>]*>|\s", "", archive.read("word/document.xml").decode())
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        return  # missing or damaged: told already
    for piece in manifest.fichiers:
        if piece.role in {"piece", "complet"} and piece.fichier.endswith(".pdf") and piece.sha256 not in told:
            yield _problem(
                "VER006", f"Le bordereau donne une autre empreinte de {_designation(piece)}.", piece.fichier
            )


def _is_same(ctg: Ctg, manifest: Manifeste, folder: Path) -> bool:
    """True when the dossier is the one of the pieces, whatever version wrote them: newer ones have more fields."""
    if data_hash(ctg) == manifest.donnees:
        return True
    held = next((piece.fichier for piece in manifest.fichiers if piece.role == "donnees"), None)
    try:
        whole = folder / held if held else None
        return whole is not None and carried_hash(whole) == manifest.donnees and extract(whole) == ctg
    except DataError:
        return False


def _joined(ctg: Ctg, manifest: Manifeste) -> Iterator[Problem]:
    now = ctg.provenance.files
    for name, told in manifest.joints.items() if now else ():
        if name not in now or fingerprint(now[name]) != told:
            yield _problem("VER001", f"Le fichier « {name} » du dossier n’est plus celui des pièces.", name)


def _changed(piece: PieceManifeste) -> Problem:
    if piece.role == "donnees":
        return _problem("VER001", "Les données ont été modifiées.", piece.fichier)
    if piece.role == "modele":
        return _problem("VER002", f"Le modèle « {piece.type} » a été modifié.", piece.fichier)
    name = _designation(piece)
    modifie = "modifiée" if piece.role == "piece" else "modifié"
    return _problem("VER003", f"{name[0].upper()}{name[1:]} a été {modifie}.", piece.fichier)


def _signed(data: bytes, piece: PieceManifeste) -> Iterator[Problem]:
    """Check a piece that was only added to: signatures are welcome, anything else is a change."""
    for message, suggestion in judge(data, piece.taille):
        yield _problem("VER003", message, piece.fichier, suggestion)


def _carried(path: Path, piece: PieceManifeste, manifest: Manifeste) -> Iterator[Problem]:
    """Check that the data carried by a document are those of the manifest; a document may carry none."""
    try:
        if carried_hash(path) != manifest.donnees:
            yield _problem(
                "VER001", "Les données portées par le document sont d’un autre dossier.", piece.fichier
            )
    except (DataError, MissingToolError):
        return
    except CtgDocsError as error:
        yield _problem("VER003", error.message, piece.fichier)


def _designation(piece: PieceManifeste) -> str:
    words = {
        "piece": "la pièce",
        "complet": "le fichier complet",
        "bordereau": "le bordereau",
        "donnees": "le fichier des données",
        "modele": "le modèle",
    }
    return f"{words[piece.role]} « {piece.titre or piece.fichier} »"


def _problem(code: str, message: str, file: str, suggestion: str = "") -> Problem:
    return Problem(code, Severity.BLOCKING, message, Place(file), suggestion=suggestion.strip())
