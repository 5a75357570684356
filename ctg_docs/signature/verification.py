"""Tell what changed in a dossier de signature since it was made: data, template, document, missing or extra piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.seals import read_seal
from ctg_docs.errors import CtgDocsError, DataError, MissingToolError
from ctg_docs.limits import LIMITS, receiving
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.donnees import carried_hash, data_hash, extract
from ctg_docs.signature.entrees import Entrees
from ctg_docs.signature.manifeste import FICHIER, Manifeste, PieceManifeste, fingerprint, is_plain_name
from ctg_docs.signature.signees import judge

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg

__all__ = ["SOUS_DOSSIER", "files_beside", "find_manifest", "verify"]

SOUS_DOSSIER = "dossier-de-signature"
"""Folder of the dossier de signature inside the folder that was asked for."""

_UNSEALED = "ctg-docs 0.1.0"
"""The tool that sealed nothing: a dossier of any other that bears no seal was tampered with."""
_SEALED = "Manifestedespièces"
"""What the bordereau of a sealed dossier prints beside the fingerprint of its manifest, without blanks."""

_SHOWN = 8


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
    elif not any(problem.code in {"VER004", "VER006"} for problem in found):
        found += islice(_manifest(place.parent, manifest), 1)
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
    entries, known = Entrees(folder), {FICHIER}
    for piece in manifest.fichiers:
        name = normalize("NFC", piece.fichier)
        if not is_plain_name(name) or name in known:
            yield _problem("VER006", "Le manifeste nomme un fichier hors du dossier, ou deux fois.", FICHIER)
            continue
        known.add(name)
        path = entries.find(name)
        if path is None:
            yield _problem("VER004", f"Il manque {_designation(piece)}.", piece.fichier)
            continue
        data = path.read_bytes()
        if fingerprint(data) != piece.sha256:
            yield from _signed(data, piece) if piece.is_start_of(data) else [_changed(piece)]
        elif piece.role in {"piece", "complet"}:
            yield from _carried(path, piece, manifest)
    for name in entries.extra(known):
        yield _problem("VER005", "Ce fichier n’est pas dans le manifeste.", name)
    for name, sentence in sorted(entries.strange.items()):
        yield _problem("VER005", sentence, name)


def _manifest(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    """Check the manifest by what the pieces carry inside, which a signature covers, and by what the bordereau prints."""
    sealed = False
    for piece in manifest.fichiers:
        path = folder / piece.fichier
        if not piece.fichier.endswith(".pdf") or not is_plain_name(piece.fichier) or not path.is_file():
            continue
        told = read_seal(path.read_bytes()[: max(piece.taille, 0)])
        sealed = sealed or bool(told)
        if told and told != manifest.identite():
            yield _problem(
                "VER006", f"Le manifeste n’est plus celui que porte {_designation(piece)}.", FICHIER
            )
    told_there = _bordereau(folder, manifest)
    if told_there is None:
        return
    if manifest.outil == _UNSEALED and not sealed and _SEALED not in told_there:
        return
    if manifest.contenu() not in told_there:
        yield _problem("VER006", "Le bordereau donne une autre empreinte du manifeste.", FICHIER)


def _copies(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    """Check the copies of the pieces that lie beside the dossier de signature, under their own names."""
    for piece in manifest.fichiers:
        path = folder / piece.fichier[3:]
        if piece.role != "piece" or not is_plain_name(piece.fichier[3:]) or not path.is_file():
            continue
        data = path.read_bytes()
        if fingerprint(data) == piece.sha256:
            continue
        problems = list(_signed(data, piece)) if piece.is_start_of(data) else [_changed(piece)]
        yield from (replace(problem, place=Place(path.name)) for problem in problems)


def files_beside(folder: str | Path) -> list[str]:
    """Return the files beside a dossier de signature that it says nothing of, the first ones, then how many others.

    Args:
        folder: the folder that holds the dossier de signature; nothing when it is that one itself.
    """
    place = find_manifest(Path(folder))
    if Path(folder) == place.parent:
        return []
    with receiving(folder):
        manifest = Manifeste.from_json(place.read_bytes())
    copies = {piece.fichier[3:] for piece in manifest.fichiers if piece.role == "piece"}
    names = sorted(entry.name for entry in Path(folder).iterdir() if not entry.is_dir())
    others = [f"« {name} »" for name in names if name not in copies]
    left = len(others) - _SHOWN
    return others if left <= 0 else [*others[:_SHOWN], f"{left} autres"]


def _listed(folder: Path, manifest: Manifeste) -> Iterator[Problem]:
    """Check that the bordereau, which is printed and signed, tells the fingerprints of the manifest."""
    told = _bordereau(folder, manifest)
    if told is None:
        yield _problem(
            "VER006",
            "Le bordereau des pièces manque, ou n’est pas lisible : rien ne confirme le manifeste.",
            FICHIER,
        )
        return
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


def _bordereau(folder: Path, manifest: Manifeste) -> str | None:
    """Return the letters of the bordereau without blanks; None when it can't be read."""
    listed = (p.fichier for p in manifest.fichiers if p.role == "bordereau" and p.fichier.endswith(".docx"))
    name = next((name for name in listed if is_plain_name(name)), None)
    try:
        body = read_part((folder / name).read_bytes(), "word/document.xml") if name else None
    except (OSError, CtgDocsError):
        return None
    return (
        None
        if body is None
        else re.sub(r"<[^>]*>|\s", "", body[: LIMITS.bordereau].decode("utf-8", "replace"))
    )


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
        "notice": "la notice",
        "donnees": "le fichier des données",
        "modele": "le modèle",
    }
    return f"{words[piece.role]} « {piece.titre or piece.fichier} »"


def _problem(code: str, message: str, file: str, suggestion: str = "") -> Problem:
    return Problem(code, Severity.BLOCKING, message, Place(file), suggestion=suggestion.strip())
