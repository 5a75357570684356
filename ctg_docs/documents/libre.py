"""What any Word file may print of a dossier: all its fields, and the plain words of a meeting when one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import create_model

from ctg_docs.documents._communs.reunions.mots import MOTS, MotsReunion, mots_reunion
from ctg_docs.documents._communs.tete import nom_ctg
from ctg_docs.documents.contexte import Bloc
from ctg_docs.models.ctg import Ctg

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.reunion import Reunion

__all__ = ["DossierEtReunion", "dossier_et_reunion"]

_FIELDS = {**Ctg.model_fields, **{name: MotsReunion.model_fields[name] for name in MOTS}}
_FIELDS |= {name: MotsReunion.model_fields[name] for name in ("titre_courant", "pied", "mention", "projet")}
_LIGNES = MotsReunion.model_fields["points"]

DossierEtReunion: type[Bloc] = create_model(
    "DossierEtReunion",
    __base__=Bloc,
    lignes=(_LIGNES.annotation, _LIGNES),
    **{name: (field.annotation, field) for name, field in _FIELDS.items()},  # type: ignore[call-overload]  # names known at run time only
)
"""The fields of the dossier, and those of `MotsReunion` beside: `{{ convention.titre }}`, `{{ date }}`, `{{ lieu }}`.

`lignes` is another name of `points`, the one that the agenda of ours uses. Header and footer of a file made by
`template new` print here too; only the person who fills it knows whether it is a draft.
"""


def dossier_et_reunion(ctg: Ctg, reunion: Reunion, situation: Situation) -> Bloc:
    """Return what a file may print of a dossier and of one of its meetings."""
    words = mots_reunion(ctg, reunion, situation)
    edges = {"titre_courant": nom_ctg(ctg), "pied": reunion.titre, "mention": "", "projet": False}
    return DossierEtReunion.model_construct(**{**dict(ctg), **words, **edges, "lignes": words["points"]})
