"""Article « Communication »: joint decisions, validated supports, every logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.markdown import blocs

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    logos = "le logo des deux parties" if f.a_deux else "le logo de chacune des parties"
    return blocs(
        "Les parties décident d’un commun accord des actions de communication relatives à la convention. Les supports "
        f"sont validés par {f.pilotage} avant leur diffusion.",
        f"Toute communication qui porte sur la convention ou sur une action qui en relève en fait mention et comporte "
        f"{logos}. Dans ses propres publications, chaque partie fait état du partenariat.",
    )
