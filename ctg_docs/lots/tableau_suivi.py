"""The table of the territories as files: a workbook to sort and filter, a page for the meeting, plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctg_docs.french import compte, date_courte, date_longue
from ctg_docs.lots.situation import Suivi, Urgence
from ctg_docs.lots.tableur import Champ, Feuille, save_book

if TYPE_CHECKING:
    from ctg_docs.lots.papiers import LigneTerritoire

__all__ = ["COULEURS", "noms", "resume", "suivi_data", "suivi_word", "write_suivi_book"]

COULEURS = {
    Urgence.ILLISIBLE: "F6D5CF",
    Urgence.ECHUE: "F6D5CF",
    Urgence.RETARD: "FBE9C6",
    Urgence.ECHEANCE: "FBE9C6",
    Urgence.A_COMPLETER: "E3EBF4",
    Urgence.A_JOUR: "DDEBDD",
}
"""Background of each urgency, dark text stays readable on all; the word always says the same."""

_CHAMPS = (
    Champ("Urgence", 17),
    Champ("Territoire", 34),
    Champ("État", 13),
    Champ("Fin", 12),
    Champ("Jours restants", 10, "0"),
    Champ("Actes", 34),
    Champ("Prochaine réunion", 12),
    Champ("Objet de la réunion", 34),
    Champ("Actions", 9, "0"),
    Champ("Actions en retard", 9, "0"),
    Champ("Indicateurs en retard", 11, "0"),
    Champ("Décisions en retard", 10, "0"),
    Champ("Dernier compte rendu", 13),
    Champ("Erreurs", 9, "0"),
    Champ("Points bloquants", 11, "0"),
    Champ("Manques de la convention", 13, "0"),
    Champ("À voir", 70),
    Champ("Dossier", 34),
)


def noms(rows: Sequence[Suivi]) -> list[str]:
    """Return the name of each territory, with its dossier where several have the same."""
    times = Counter(row.territoire for row in rows)
    return [row.territoire if times[row.territoire] == 1 else f"{row.nom} – {row.territoire}" for row in rows]


def resume(rows: Sequence[Suivi]) -> str:
    """Return « 14 territoires : 2 illisibles, 3 en retard, 9 à jour. »."""
    parts = []
    for urgence in Urgence:
        number = sum(row.urgence is urgence for row in rows)
        if number:
            parts.append(f"{number} {_PLURIELS[urgence][number > 1]}")
    return f"{compte(len(rows), 'territoire')}\u00a0: {', '.join(parts)}." if parts else "Aucun territoire."


_PLURIELS = {
    Urgence.ILLISIBLE: ("illisible", "illisibles"),
    Urgence.ECHUE: ("échu", "échus"),
    Urgence.RETARD: ("en retard", "en retard"),
    Urgence.ECHEANCE: ("à échéance proche", "à échéance proche"),
    Urgence.A_COMPLETER: ("à compléter", "à compléter"),
    Urgence.A_JOUR: ("à jour", "à jour"),
}


def suivi_data(rows: Sequence[Suivi], jour: date) -> dict[str, Any]:
    """Return the table as plain JSON values."""
    return {
        "date": jour.isoformat(),
        "resume": resume(rows),
        "territoires": [_plain(asdict(row)) | {"urgence": row.urgence.libelle} for row in rows],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def write_suivi_book(path: Path, rows: Sequence[Suivi], jour: date) -> None:
    """Write the table as a workbook with its filter, its dates as dates, its totals.

    Raises:
        MissingToolError: openpyxl is not installed.
        OSError: the file can't be written.
    """
    couleurs = {urgence.libelle: colour for urgence, colour in COULEURS.items()}
    numbers = ("actions", "actions_en_retard", "indicateurs_en_retard", "decisions_en_retard")
    ends = ("erreurs", "bloquants", "manques")
    total = [sum(getattr(row, name) for row in rows) for name in (*numbers, *ends)]
    totaux = ["Total", compte(len(rows), "territoire"), *[""] * 6, *total[:4], "", *total[4:], "", ""]
    title = f"Suivi des conventions au {date_longue(jour)}"
    save_book(path, title, [Feuille("Suivi", _CHAMPS, map(_cells, rows), couleurs, totaux)])


def _cells(row: Suivi) -> list[object]:
    return [
        row.urgence.libelle,
        row.territoire,
        row.etat,
        row.fin or "",
        "" if row.jours is None else row.jours,
        "\n".join(f"{a.nom}\u00a0: {date_courte(a.fin) if a.fin else 'fin inconnue'}" for a in row.actes),
        row.prochaine_reunion or "",
        row.reunion,
        row.actions,
        row.actions_en_retard,
        row.indicateurs_en_retard,
        row.decisions_en_retard,
        row.compte_rendu or "",
        row.erreurs,
        row.bloquants,
        row.manques,
        "\n".join(row.alertes),
        row.nom,
    ]


def suivi_word(rows: Sequence[Suivi], jour: date) -> bytes:
    """Return the table as a Word file, landscape, for the meeting of the department."""
    from ctg_docs.lots.papiers import PapierSuivi, write_paper
    from ctg_docs.lots.template import build_suivi

    titre = "Suivi des conventions territoriales globales"
    paper = PapierSuivi(
        file_stem="suivi",
        titre=titre,
        titre_courant=titre,
        projet=False,
        sous_titre=f"Situation au {date_longue(jour)}",
        resume=resume(rows),
        lignes=tuple(map(_ligne, noms(rows), rows)),
    )
    return write_paper(paper, build_suivi, jour=jour)


def _ligne(nom: str, row: Suivi) -> LigneTerritoire:
    from ctg_docs.lots.papiers import LigneTerritoire

    late = row.actions_en_retard + row.indicateurs_en_retard + row.decisions_en_retard
    return LigneTerritoire(
        territoire=nom,
        urgence=row.urgence.libelle,
        etat=row.etat or "–",
        fin=date_courte(row.fin) if row.fin else "–",
        reunion=date_courte(row.prochaine_reunion) if row.prochaine_reunion else "–",
        retards=str(late) if late else "–",
        alertes=" ".join(row.alertes) or "–",
    )
