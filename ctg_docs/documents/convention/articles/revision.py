"""Article « Exécution formelle et révision »: avenants, nullity of a clause, list of annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import majuscule_initiale
from ctg_docs.markdown import blocs, echapper, liste

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        f"Un avenant écrit, proposé par {f.pilotage} et signé par {f.toutes}, est nécessaire pour modifier les articles "
        "de la présente convention, notamment son objet, sa durée et les engagements des parties, et pour accueillir une "
        "nouvelle partie.",
        _sans_avenant(f),
        "Si l’une des stipulations de la convention est déclarée nulle ou sans objet, les autres gardent leur plein "
        "effet. Les parties se concertent pour la remplacer.",
        _annexes(f),
    )


def _sans_avenant(f: Faits) -> str:
    """Say what the deciding instance settles by itself: the plan and the data of the annexes, not what the parties owe."""
    fiches = " et ses fiches" if f.ctg.strategie.nom_fiche.startswith("fiche") else ""
    actualise = " et met à jour les données des autres annexes" if f.annexes else ""
    return (
        f"{majuscule_initiale(f.pilotage)} ajuste, sans avenant, le plan d’actions{fiches}{actualise}, dès lors que ni les "
        "objectifs de la convention ni les engagements des parties n’en sont modifiés. Il en est gardé trace dans le relevé "
        "de ses décisions."
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
