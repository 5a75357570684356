"""How an act becomes public: online, posted up or on paper, by body, population and day.

Sources: CGCT L. 2131-1, III and IV, R. 2131-1, L. 5211-3, L. 3131-1, L. 4141-1 (ordonnance n° 2021-1310, décret
n° 2021-1311, in force since 1 July 2022); L. 2121-25 and L. 5211-1 for the list of délibérations.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from ctg_docs.models.dispositifs import en_cours
from ctg_docs.models.nature import INTERCOMMUNAUX, ModePublicite, NatureOrganisme

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.organisme import Organisme

__all__ = ["AVEC_LISTE", "DELAI_LISTE_JOURS", "choisit_son_mode", "fin_au_plus_tot", "mode_de"]

DELAI_LISTE_JOURS: Final = 7
"""Days after the sitting in which the list is posted up and put online: « dans un délai d'une semaine »."""

_SEUIL: Final = 3_500
"""Inhabitants from which a commune has no choice but online."""

_EN_LIGNE: Final = (INTERCOMMUNAUX - {NatureOrganisme.SYNDICAT}) | {
    NatureOrganisme.DEPARTEMENT,
    NatureOrganisme.REGION,
    NatureOrganisme.COLLECTIVITE,
}
_AU_CHOIX: Final = frozenset([NatureOrganisme.SYNDICAT, NatureOrganisme.CCAS, NatureOrganisme.CIAS])

AVEC_LISTE: Final = INTERCOMMUNAUX | {NatureOrganisme.COMMUNE}
"""Assemblies whose list of délibérations is posted up (L. 2121-25, by L. 5211-1 for groups of communes)."""


def choisit_son_mode(ctg: Ctg, organisme: Organisme) -> bool | None:
    """True for a body that chooses its mode by a délibération; None when its acts have none or its population is unknown."""
    if organisme.nature in _AU_CHOIX:
        return True
    if organisme.nature in _EN_LIGNE:
        return False
    if organisme.nature is not NatureOrganisme.COMMUNE:
        return None
    lues = (c.population for c in ctg.territoire.communes if c.organisme == organisme.id)
    population = organisme.population if organisme.population is not None else next(lues, None)
    return None if population is None else population < _SEUIL


def mode_de(ctg: Ctg, organisme: Organisme | None, jour: date | None) -> ModePublicite | None:
    """Return how the acts of a body are published on that day: as it chose, else online; None when the law says nothing."""
    concerne = _EN_LIGNE | _AU_CHOIX | {NatureOrganisme.COMMUNE}
    if organisme is None or organisme.nature not in concerne or not en_cours("publicite", jour):
        return None
    permis = choisit_son_mode(ctg, organisme) is not False
    return organisme.publicite if organisme.publicite and permis else ModePublicite.EN_LIGNE


def fin_au_plus_tot(debut: date) -> date:
    """Return the last day of the two months that an act stays published at least."""
    annee, mois = debut.year + debut.month // 11, (debut.month + 1) % 12 + 1
    return date(annee, mois, min(debut.day, monthrange(annee, mois)[1]))
