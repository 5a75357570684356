"""Documents that know where they come from: the validated data travel inside them and can be read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ctg_docs.engine.opc.embedded import DataPart, embed_data, read_data
from ctg_docs.errors import DataError
from ctg_docs.limits import LIMITS, read_received, receiving
from ctg_docs.models.ctg import Ctg
from ctg_docs.version import __version__

__all__ = [
    "ATTACHMENT",
    "canonical",
    "carried_hash",
    "data_hash",
    "embed",
    "extract",
    "pack_data",
    "unpack_data",
]

ATTACHMENT = "ctg-donnees.json"
"""Name of the data file inside an archive PDF."""

_VALUES = 10 * LIMITS.values
"""Values of the data that a document carries: those that a dossier leaves out are written too."""
_FORMAT = "ctg-docs/donnees/1"
_CARRIERS = (".docx", ".pptx")


def canonical(ctg: Ctg) -> bytes:
    """Return the one JSON text of a dossier: every field written, in the order of the models."""
    return json.dumps(ctg.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")).encode()


def data_hash(ctg: Ctg) -> str:
    """Return the SHA-256 of the data of a dossier."""
    return hashlib.sha256(canonical(ctg)).hexdigest()


def pack_data(ctg: Ctg) -> bytes:
    """Return the data with their fingerprint and the version of the tool, as JSON."""
    data = canonical(ctg)
    head = {"format": _FORMAT, "outil": f"ctg-docs {__version__}", "sha256": hashlib.sha256(data).hexdigest()}
    return json.dumps(head, ensure_ascii=False).encode()[:-1] + b', "donnees": ' + data + b"}\n"


def unpack_data(data: bytes) -> Ctg:
    """Return the dossier that `pack_data` wrote.

    Raises:
        DataError: not such data, changed since they were written, or of a version this tool can't read.
    """
    written, _, tool = _proved(data)
    try:
        return Ctg.model_validate_json(written)
    except ValidationError as error:
        raise DataError(f"Les données jointes viennent d’une autre version de ctg-docs ({tool}).") from error


def _proved(data: bytes) -> tuple[bytes, str, str]:
    """Return the data as they were written, their fingerprint, and the tool that wrote them."""
    if sum(map(data.count, (b",", b"[", b"{"))) > _VALUES:
        raise DataError(
            "Les données jointes au document comptent trop de valeurs : ctg-docs n’en écrit pas autant."
        )
    try:
        held: Any = json.loads(data)
        if held["format"] != _FORMAT:
            raise DataError(
                f"Ces données sont d’un autre format (« {held['format']} ») : mettez ctg-docs à jour."
            )
        written = json.dumps(held["donnees"], ensure_ascii=False, separators=(",", ":")).encode()
        told = held["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError("Les données jointes au document sont illisibles.") from error
    if hashlib.sha256(written).hexdigest() != told:
        raise DataError(
            "Les données jointes au document ont été modifiées : leur empreinte ne correspond plus."
        )
    return written, str(told), str(held.get("outil"))


def embed(documents: Sequence[tuple[str, bytes]], ctg: Ctg) -> list[tuple[str, bytes]]:
    """Return the same files, each Word document and each presentation carrying the data of the dossier."""
    part = DataPart.build(pack_data(ctg))
    return [(name, embed_data(data, part) if name.endswith(_CARRIERS) else data) for name, data in documents]


def extract(source: str | Path | bytes) -> Ctg:
    """Return the dossier that a document was made from.

    Args:
        source: a `.docx`, a `.pptx`, a PDF or a data file made by ctg-docs, or its bytes.

    Raises:
        DataError: the file carries no data, or they were changed.
        MissingToolError: a PDF needs pikepdf.
    """
    with receiving("Ce document" if isinstance(source, bytes) else Path(source).name):
        return unpack_data(_carried(source))


def carried_hash(source: str | Path | bytes) -> str:
    """Return the fingerprint of the data that a document carries, as the version that wrote it counted it.

    Raises:
        DataError: the file carries no data, or they were changed.
        MissingToolError: a PDF needs pikepdf.
    """
    return _proved(_carried(source))[1]


def _carried(source: str | Path | bytes) -> bytes:
    if isinstance(source, bytes):
        data, name = source, "Ce document"
    else:
        path = Path(source)
        name = f"« {path.name} »"
        data = read_received(path)
    if data.startswith(b"PK"):
        found = read_data(data)
    elif b"%PDF-" in data[:1024]:
        from ctg_docs.engine.pdf.conformance import attachments_of

        found = attachments_of(data).get(ATTACHMENT)
    else:
        found = data if data.lstrip().startswith(b"{") else None
    if found is None:
        hint = (
            "ou l’a été sans demander l’archivage. Prenez le document Word du même nom, ou « donnees.json » du dossier de signature"
            if b"%PDF-" in data[:1024]
            else "ou l’a été sans ses données"
        )
        raise DataError(f"{name} ne porte pas de données : il n’a pas été fait par ctg-docs, {hint}.")
    return found
