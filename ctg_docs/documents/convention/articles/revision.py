"""Article « Exécution formelle et révision »: avenants, nullity of a clause, list of annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.markdown import blocs, echapper, liste

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        f"Toute modification de la présente convention{' ou de ses annexes' if f.annexes else ''} fait l’objet d’un "
        f"avenant écrit, proposé par {f.pilotage} et signé par {f.toutes}. L’adhésion d’une nouvelle partie est soumise à la même "
        f"règle. Les ajustements du plan d’actions qui n’en modifient pas les objectifs sont validés par {f.pilotage}, "
        "qui en garde trace dans le relevé de ses décisions.",
        "Si l’une des stipulations de la convention est déclarée nulle ou sans objet, les autres gardent leur plein "
        "effet. Les parties se concertent pour la remplacer.",
        _annexes(f),
    )


def _annexes(f: Faits) -> str:
    if not f.annexes:
        return ""
    if len(f.annexes) == 1:
        return f"L’annexe suivante fait partie intégrante de la convention : {echapper(f.annexes[0].titre_effectif)}."
    return blocs(
        "Les annexes suivantes font partie intégrante de la convention :",
        liste(f"annexe {i} – {echapper(a.titre_effectif)}" for i, a in enumerate(f.annexes, start=1)),
    )
