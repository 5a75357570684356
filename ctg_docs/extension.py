"""What the author of an extension imports: a document kind, a check, a Word filter of another package.

The layout kit is `ctg_docs.gabarit`; French sentences are in `ctg_docs.french`, the domain in `ctg_docs.models`; `hole` marks what the dossier does not say yet. The
package `examples/extension` shows all four doors, and the guide tells how.
"""

from __future__ import annotations

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, Contexte, ContexteLong
from ctg_docs.documents.kind import Inapplicable, Kind, Situation
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.holes import hole
from ctg_docs.problems import Severity

__all__ = [
    "Bloc",
    "Contexte",
    "ContexteLong",
    "Examen",
    "Finding",
    "Inapplicable",
    "Kind",
    "Picture",
    "Rich",
    "Severity",
    "Situation",
    "build_stem",
    "hole",
    "nom_ctg",
    "regle",
    "tete",
]
