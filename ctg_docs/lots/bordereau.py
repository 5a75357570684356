"""The bordereau of a batch: what was made of each dossier, as a workbook to filter and a paper to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from ctg_docs.errors import OutputError
from ctg_docs.french import compte, nombre
from ctg_docs.lots.papiers import LigneLot, PapierLot, write_paper
from ctg_docs.lots.tableur import Champ, Feuille, save_book
from ctg_docs.lots.tache import Bilan
from ctg_docs.lots.template import build_bordereau

__all__ = ["empreinte", "etat_de", "write_bordereaux"]

STEM = "bordereau"

_COULEURS = {"Fait": "DDEBDD", "Incomplet": "FBE9C6", "Non fait": "F6D5CF"}
_DOSSIERS = (
    Champ("État", 12),
    Champ("Territoire", 36),
    Champ("Dossier", 36),
    Champ("Fichiers", 10, "0"),
    Champ("À compléter", 12, "0"),
    Champ("Problèmes", 80),
    Champ("Empreinte SHA-256", 68),
    Champ("Durée (s)", 11, "0.0"),
)
_FICHIERS = (
    Champ("Dossier", 36),
    Champ("Fichier", 60),
    Champ("Octets", 12, "#,##0"),
    Champ("À compléter", 12, "0"),
    Champ("Empreinte SHA-256", 68),
)


def etat_de(bilan: Bilan) -> str:
    """Return « Fait », « Incomplet » (some of its files are missing) or « Non fait »."""
    return ("Incomplet" if bilan.fichiers else "Non fait") if bilan.code else "Fait"


def empreinte(bilan: Bilan) -> str:
    """Return the SHA-256 of the list of the files of a dossier and of their own, "" when there is none."""
    if not bilan.fichiers:
        return ""
    listed = "".join(f"{f.sha256}  {f.nom}\n" for f in bilan.fichiers)
    return hashlib.sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()


def write_bordereaux(folder: Path, bilans: Callable[[], Iterable[Bilan]]) -> list[Path]:
    """Write `bordereau.xlsx` and `bordereau.docx` and return their paths; they replace those of an earlier run.

    Args:
        folder: that of the batch.
        bilans: gives what came of each dossier, in order, as often as asked: rows never wait in memory.

    Raises:
        MissingToolError: openpyxl is not installed.
        OutputError: the disk refuses.
    """
    book, paper = folder / f"{STEM}.xlsx", folder / f"{STEM}.docx"
    try:
        aside = folder / f".{STEM}.xlsx.tmp"
        save_book(aside, "Bordereau du lot", _feuilles(bilans))
        aside.replace(book)
        aside = folder / f".{STEM}.docx.tmp"
        aside.write_bytes(write_paper(_papier(bilans()), build_bordereau))
        aside.replace(paper)
    except OSError as fault:
        raise OutputError(
            f"Le bordereau ne peut pas être écrit dans « {folder} » ({fault.strerror})."
        ) from fault
    return [book, paper]


def _feuilles(bilans: Callable[[], Iterable[Bilan]]) -> list[Feuille]:
    return [
        Feuille("Dossiers", _DOSSIERS, (_dossier(b) for b in bilans()), _COULEURS),
        Feuille("Fichiers", _FICHIERS, _fichiers(bilans()), {}),
    ]


def _dossier(bilan: Bilan) -> list[object]:
    manques = sum(f.manques for f in bilan.fichiers)
    return [
        etat_de(bilan),
        bilan.territoire,
        bilan.nom,
        len(bilan.fichiers),
        manques,
        "\n".join(_problemes(bilan)),
        empreinte(bilan),
        round(bilan.duree, 1),
    ]


def _fichiers(bilans: Iterable[Bilan]) -> Iterator[list[object]]:
    for bilan in bilans:
        for fichier in bilan.fichiers:
            yield [bilan.nom, fichier.nom, fichier.taille, fichier.manques, fichier.sha256]


def _problemes(bilan: Bilan) -> list[str]:
    more = [f"… et {compte(bilan.autres, 'autre', 'autres')}."] if bilan.autres else []
    return [*([bilan.erreur] if bilan.erreur else []), *bilan.problemes, *more]


def _papier(bilans: Iterable[Bilan]) -> PapierLot:
    lignes, counts = [], {"Fait": 0, "Incomplet": 0, "Non fait": 0}
    files = 0
    for bilan in bilans:
        counts[etat_de(bilan)] += 1
        files += len(bilan.fichiers)
        lignes.append(_ligne(bilan))
    total = compte(len(lignes), "dossier")
    words = {
        "Fait": ("fait", "faits"),
        "Incomplet": ("incomplet", "incomplets"),
        "Non fait": ("non fait", "non faits"),
    }
    parts = [compte(number, *words[etat]) for etat, number in counts.items() if number]
    resume = f"{total}\u00a0: {', '.join(parts)}" if parts else total
    return PapierLot(
        file_stem=STEM,
        titre="Bordereau des documents",
        titre_courant="Bordereau des documents",
        projet=False,
        sous_titre="Un lot de conventions territoriales globales",
        resume=f"{resume}\u00a0; {compte(files, 'fichier')}.",
        lignes=tuple(lignes),
    )


def _ligne(bilan: Bilan) -> LigneLot:
    problemes = _problemes(bilan)
    said = problemes[0] if problemes else ""
    if len(problemes) > 1:
        said += f" ({compte(len(problemes) - 1 + bilan.autres, 'autre', 'autres')}, voir le classeur)"
    mark = empreinte(bilan)
    return LigneLot(
        territoire=bilan.territoire,
        etat=etat_de(bilan),
        fichiers=str(len(bilan.fichiers)),
        manques=str(sum(f.manques for f in bilan.fichiers)),
        problemes=said,
        empreinte=" ".join(mark[i : i + 8] for i in range(0, 32, 8)).strip() + ("…" if mark else ""),
        duree=f"{nombre(Decimal(f'{bilan.duree:.1f}'))}\u00a0s",
    )
