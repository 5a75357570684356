"""Article « Confidentialité »: secrecy of what the parties learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.markdown import blocs

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:  # noqa: ARG001 - same signature as the other articles
    """Return the text of the article."""
    return blocs(
        "Les parties, leurs agents et toute personne qui prend part aux travaux de la convention sont tenus au secret "
        "professionnel et à l’obligation de discrétion pour tous les faits, informations et documents dont ils ont "
        "connaissance à cette occasion, pendant la durée de la convention et après son terme.",
        "Cette obligation ne fait pas obstacle à la communication des documents administratifs ni à la publication des "
        "données prévues par la loi.",
    )
