"""Parties that would say the same words share one heading and one paragraph. Pure: composes names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.french import Groupe, liste_et
from ctg_docs.models.nature import NatureOrganisme as Nature

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctg_docs.documents._communs.parties.parties import Partie

__all__ = ["CITEES", "nommer_ensemble", "reunir"]

CITEES: Final = 3
"""Parties named one by one in a heading; more are told by their kind."""

_PLURIELS: Final[dict[Nature, tuple[str, bool]]] = {
    Nature.COMMUNE: ("communes", True),
    Nature.SYNDICAT: ("syndicats", False),
    Nature.ASSOCIATION: ("associations", True),
}
_INTERCOMMUNALES: Final = frozenset(
    (
        Nature.COMMUNAUTE_COMMUNES,
        Nature.COMMUNAUTE_AGGLOMERATION,
        Nature.COMMUNAUTE_URBAINE,
        Nature.METROPOLE,
    )
)


def _espece(partie: Partie) -> tuple[str, bool]:
    """Return the plural by which parties of this kind are told together, and whether it is feminine."""
    nature = partie.organismes[0].nature if partie.organismes else Nature.AUTRE
    if nature in _INTERCOMMUNALES:
        return "intercommunalités", True
    return _PLURIELS.get(nature, ("partenaires", False))


def reunir(parties: Sequence[Partie], propre: Callable[[Partie], bool]) -> tuple[tuple[Partie, ...], ...]:
    """Return the parties by ensembles, in the order of their first members.

    Args:
        parties: those of an article, in order.
        propre: True for a party that has words of its own, or is several bodies already.
    """
    ensembles: dict[object, list[Partie]] = {}
    for partie in parties:
        seule = propre(partie) or len(partie.organismes) != 1
        ensembles.setdefault(partie.signataire.id if seule else _espece(partie), []).append(partie)
    return tuple(map(tuple, ensembles.values()))


def nommer_ensemble(ensemble: Sequence[Partie], parties: Sequence[Partie]) -> Groupe:
    """Return « la Commune », « Brion et Celle », « les communes signataires », « les autres communes signataires ».

    Args:
        ensemble: parties told together.
        parties: all those of the convention.
    """
    if len(ensemble) == 1:
        return ensemble[0].court
    nom, feminin = _espece(ensemble[0])
    if len(ensemble) <= CITEES:
        return Groupe(liste_et(str(p.court) for p in ensemble), "", feminin, pluriel=True)
    toutes = sum(_espece(p)[0] == nom and len(p.organismes) == 1 for p in parties)
    autres = "autres " if len(ensemble) < toutes else ""
    return Groupe.defini(f"{autres}{nom} signataires", feminin=feminin, pluriel=True)
