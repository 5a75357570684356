"""One reconciliation for workbooks, CSV, forms, generated fiches, foreign plans and comparisons.

Record linkage: `Pairs` matches two lists one to one, the surest sign first (`paires`).
Three-way merge: base = what the dossier said when the file was made, theirs = the dossier now, ours = the file (`fusion`).
Entity resolution: `Index` gives the identifiers that a name stands for, and `suggestion` what was probably meant (`noms`);
`People` knows persons by how people call them (`personnes`).
Every threshold stands in `seuils`, with its reason.
"""

from ctg_docs.rapprochement.fusion import Fate, base_of, three_way
from ctg_docs.rapprochement.noms import KEYS, Index, body_key, nearest, suggestion
from ctg_docs.rapprochement.paires import Pairs
from ctg_docs.rapprochement.personnes import PEOPLE, People, names_in

__all__ = [
    "KEYS",
    "PEOPLE",
    "Fate",
    "Index",
    "Pairs",
    "People",
    "base_of",
    "body_key",
    "names_in",
    "nearest",
    "suggestion",
    "three_way",
]
