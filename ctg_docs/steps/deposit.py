"""Hand over a signed dossier to the contrôle de légalité: read it, prove it, write what each collectivité transmits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError
from ctg_docs.limits import read_received
from ctg_docs.problems import Severity
from ctg_docs.signature.depot import (
    Depot,
    Piece,
    acte_d_assemblee,
    contrat,
    deposants,
    is_controlled,
    write_depot,
)
from ctg_docs.signature.donnees import extract
from ctg_docs.signature.manifeste import Manifeste, PieceManifeste
from ctg_docs.signature.verification import find_manifest
from ctg_docs.steps.given import Files, file_list
from ctg_docs.steps.load import load
from ctg_docs.steps.write import write_tree

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg

__all__ = ["deposit"]

_ACTES = ("convention", "avenant")


def deposit(
    folder: str | Path,
    out: str | Path,
    *,
    act: str | Path | None = None,
    annexes: Files = (),
    body: str | None = None,
    decision: str | None = None,
) -> tuple[Depot, ...]:
    """Write, for each collectivité, the folder that its télétransmission operator waits for; return what was written.

    Args:
        folder: a dossier de signature, or the folder it lies in; for a délibération, a dossier will do.
        out: folder to write into; one sub-folder per collectivité.
        act: the signed copy of the act, when it was signed on paper or elsewhere.
        annexes: the file or files to join.
        body: identifier of the only collectivité wanted.
        decision: identifier of a délibération to transmit instead of the contract; the copy that the dossier holds of it
            (`fichier`) is taken when `act` gives none.

    Raises:
        DataError: not a dossier de signature, a piece that changed, nobody to transmit, or what an operator would refuse.
        OutputError: a file exists or the folder can't be written.
    """
    more = [Piece(str(path), path.name, read_received(path)) for path in file_list(annexes)]
    copy = Piece(str(act), "", read_received(Path(act)), signee=True) if act else None
    depots = (
        _decision(Path(folder), decision, copy, more) if decision else _contract(Path(folder), copy, more)
    )
    wanted = tuple(depot for depot in depots if body in (None, depot.organisme))
    if not wanted:
        raise DataError("Aucune collectivité de ce dossier ne transmet cet acte au contrôle de légalité.")
    refused = [p for depot in wanted for p in depot.problems if p.severity is Severity.BLOCKING]
    if refused:
        raise DataError("Un opérateur refuserait ce dépôt.", refused)
    write_tree({f"{d.organisme}/{name}": data for d in wanted for name, data in d.files.items()}, Path(out))
    return wanted


def _contract(folder: Path, copy: Piece | None, more: Sequence[Piece]) -> list[Depot]:
    """Return the deposits of the convention or of the avenant of a dossier de signature."""
    place = find_manifest(folder)
    home = place.parent
    manifest = Manifeste.from_json(place.read_bytes())
    ctg = extract(home / "donnees.json")
    pieces = [p for p in manifest.fichiers if p.role == "piece" and p.fichier.endswith(".pdf")]
    entry = next((p for p in pieces if p.type in _ACTES), None)
    if entry is None:
        raise DataError("Ce dossier de signature n’a ni convention ni avenant à transmettre.")
    principal, others = _signed_act(home, manifest, entry, pieces)
    avenant = _avenant(ctg, entry)
    jour = _jour(ctg, avenant)
    files = [copy or principal, *others, *more]
    return [write_depot(o, contrat(ctg, d, entry.titre, jour), files) for o, d in deposants(ctg, avenant)]


def _signed_act(
    home: Path, manifest: Manifeste, entry: PieceManifeste, pieces: Sequence[PieceManifeste]
) -> tuple[Piece, list[Piece]]:
    """Return the act and its annexes: the complete file with what it leaves out when it is the one that was signed."""
    act = _piece(home, entry)
    whole = next((p for p in manifest.fichiers if p.role == "complet"), None)
    if not act.signee and whole and (signed := _piece(home, whole)).signee:
        return replace(signed, titre=entry.titre), [_piece(home, p) for p in pieces if not p.debut]
    return act, [_piece(home, p) for p in pieces if p is not entry]


def _decision(folder: Path, id: str, copy: Piece | None, more: Sequence[Piece]) -> list[Depot]:
    """Return the deposit of a délibération, from a dossier or from a dossier de signature."""
    try:
        ctg = extract(find_manifest(folder).parent / "donnees.json")
    except DataError:
        ctg = load(folder)
    acte = ctg.deliberation(id)
    organisme = ctg.organisme(acte.organisme) if acte else None
    if acte is None or organisme is None:
        raise DataError(f"Le dossier n’a pas d’acte « {id} ».")
    held = ctg.provenance.files.get(acte.fichier or "")
    piece = copy or (Piece(acte.fichier or "", "", held, signee=True) if held else None)
    if piece is None:
        raise DataError(
            f"Il manque l’extrait signé de l’acte « {id} » : donnez-en la copie, ou son « fichier » dans le dossier."
        )
    return (
        [write_depot(organisme, acte_d_assemblee(acte), [piece, *more])] if is_controlled(organisme) else []
    )


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
    data = read_received(home / entry.fichier)
    if not entry.is_whole_in(data):
        raise DataError(
            f"« {entry.fichier} » n’est plus la pièce qui a été faite : voir « ctg-docs verify {home.name} »."
        )
    return Piece(entry.fichier, entry.titre, data, signee=entry.is_start_of(data))
