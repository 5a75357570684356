"""Article « Recours »: amicable first, then the court."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.actes import juge_de
from ctg_docs.markdown import blocs, echapper

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        "Les parties recherchent une solution amiable à tout différend né de l’interprétation ou de l’exécution de la "
        f"présente convention, au besoin en réunissant {f.pilotage}.",
        f"À défaut d’accord, le différend est porté devant {echapper(juge_de(f.convention))}.",
    )
