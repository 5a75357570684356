"""Hand over a signed dossier to the contrôle de légalité: read it, prove it, write what each collectivité transmits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError
from ctg_docs.problems import Severity
from ctg_docs.signature.depot import Depot, Piece, deposants, write_depot
from ctg_docs.signature.donnees import extract
from ctg_docs.signature.manifeste import Manifeste, PieceManifeste
from ctg_docs.signature.verification import find_manifest
from ctg_docs.steps.write import write_tree

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg

__all__ = ["deposit"]

_ACTES = ("convention", "avenant")


def deposit(
    folder: str | Path, out: str | Path, *, act: str | Path | None = None, body: str | None = None
) -> tuple[Depot, ...]:
    """Write, for each collectivité, the folder that its télétransmission operator waits for; return what was written.

    Args:
        folder: a dossier de signature, or the folder it lies in.
        out: folder to write into; one sub-folder per collectivité.
        act: the signed copy of the act, when it was signed on paper or elsewhere.
        body: identifier of the only collectivité wanted.

    Raises:
        DataError: not a dossier de signature, a piece that changed, nobody to transmit, or what an operator would refuse.
        OutputError: a file exists or the folder can't be written.
    """
    place = find_manifest(Path(folder))
    home = place.parent
    manifest = Manifeste.from_json(place.read_bytes())
    ctg = extract(home / "donnees.json")
    pieces = [p for p in manifest.fichiers if p.role == "piece" and p.fichier.endswith(".pdf")]
    rank = next((n for n, p in enumerate(pieces) if p.type in _ACTES), None)
    if rank is None:
        raise DataError("Ce dossier de signature n’a ni convention ni avenant à transmettre.")
    entry = pieces.pop(rank)
    principal = Piece(str(act), entry.titre, _read(Path(act)), signee=True) if act else _piece(home, entry)
    annexes = [_piece(home, p) for p in pieces]
    avenant = _avenant(ctg, entry)
    jour = _jour(ctg, avenant)
    wanted = [(o, d) for o, d in deposants(ctg, avenant) if body in (None, o.id)]
    if not wanted:
        raise DataError("Aucune collectivité de ce dossier ne transmet cet acte au contrôle de légalité.")
    depots = tuple(write_depot(ctg, o, d, [principal, *annexes], jour) for o, d in wanted)
    refused = [p for depot in depots for p in depot.problems if p.severity is Severity.BLOCKING]
    if refused:
        raise DataError("Un opérateur refuserait ce dépôt.", refused)
    write_tree({f"{d.organisme}/{name}": data for d in depots for name, data in d.files.items()}, Path(out))
    return depots


def _avenant(ctg: Ctg, entry: PieceManifeste) -> str | None:
    if entry.type != "avenant":
        return None
    named = [
        a.id for a in ctg.avenants if f"n°\u00a0{a.numero}" in entry.titre or f"n° {a.numero}" in entry.titre
    ]
    return named[0] if named else ctg.avenants[-1].id if ctg.avenants else None


def _jour(ctg: Ctg, avenant: str | None) -> date | None:
    if not avenant:
        return ctg.convention.signee_le
    return next((a.signe_le for a in ctg.avenants if a.id == avenant), None)


def _piece(home: Path, entry: PieceManifeste) -> Piece:
    data = _read(home / entry.fichier)
    if not entry.is_whole_in(data):
        raise DataError(
            f"« {entry.fichier} » n’est plus la pièce qui a été faite : voir « ctg-docs verify {home.name} »."
        )
    return Piece(entry.fichier, entry.titre, data, signee=entry.is_start_of(data))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"« {path} » ne peut pas être lu.") from error
