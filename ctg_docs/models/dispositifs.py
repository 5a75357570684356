"""What our sentences rest on, with its days: schemes, national texts, visas of the frame.

One dated catalogue beside the legal texts: a document cites what existed on its day, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ctg_docs.models.organisme import NatureOrganisme as Nature
from ctg_docs.models.textes_legaux import CONVENTIONS_CNAF, LU, Cog

__all__ = ["DISPOSITIFS", "VISAS", "Dispositif", "Visa", "cog_en_cours", "en_cours"]


@dataclass(frozen=True, slots=True)
class Dispositif:
    """A scheme, a law or a right that a sentence of ours rests on.

    Attributes:
        nom: how a sentence names it; whoever reads a document finds it by these words.
        debut: first day it may be spoken of.
        fin: last day it may be spoken of as in force; None while it lasts.
        source: where the days were read.
        verifie: day on which these days were last read in a source; None while nobody did.
    """

    nom: str
    debut: date
    fin: date | None = None
    source: str = ""
    verifie: date | None = None


DISPOSITIFS: Final[dict[str, Dispositif]] = {
    "cej": Dispositif(
        "contrat enfance jeunesse", date(2006, 6, 22), date(2022, 12, 31),
        "lettre circulaire Cnaf 2006-076 du 22 juin 2006 (lue) ; dernier jour non lu",
    ),
    "bonus": Dispositif("bonus territoire", date(2020, 1, 16), source="circulaire Cnaf n° 2020-01", verifie=LU),
    "gmr": Dispositif(
        "Grandir en milieu rural", date(2021, 1, 1), source="plans d’action sanitaire et sociale des MSA 2021-2025",
        verifie=date(2026, 11, 23),
    ),
    "rgpd": Dispositif(
        "règlement (UE) 2016/679", date(2018, 5, 25), source="article 99 du règlement (UE) 2016/679",
        verifie=date(2026, 11, 23),
    ),
    "autorite": Dispositif(
        "autorité organisatrice de l’accueil du jeune enfant", date(2025, 1, 1),
        source="loi n° 2023-1196, article 17 ; CASF L. 214-1-3", verifie=LU,
    ),
    "relais": Dispositif(
        "relais petite enfance", date(2026, 1, 1), source="loi n° 2023-1196, article 17 ; CASF L. 214-2-1",
        verifie=LU,
    ),
    "publicite": Dispositif(
        "publication des actes sous forme électronique", date(2022, 7, 1),
        source="ordonnance n° 2021-1310 et décret n° 2021-1311 du 7 octobre 2021", verifie=LU,
    ),
}  # fmt: skip
"""By the short name that passages ask for. A scheme that ended stays: its days say when it may be cited."""


def en_cours(nom: str, jour: date | None) -> bool:
    """True when a scheme exists on that day; without a day, when it still lasts."""
    dispositif = DISPOSITIFS[nom]
    if jour is None:
        return dispositif.fin is None
    return dispositif.debut <= jour and (dispositif.fin is None or jour <= dispositif.fin)


def cog_en_cours(jour: date | None) -> Cog | None:
    """Return the convention of the Cnaf in force on that day, None between two or when none is known yet."""
    if jour is None:
        return CONVENTIONS_CNAF[-1]
    signees = (c for c in CONVENTIONS_CNAF if c.signature <= jour and jour.year <= c.annees[1])
    return next(signees, None)


@dataclass(frozen=True, slots=True)
class Visa:
    """A text of the frame, cited from a day on and, for some, only when a kind of party signs."""

    citation: str
    depuis: date | None = None
    natures: frozenset[Nature] = frozenset()


_INTERCO = frozenset(
    [
        Nature.COMMUNAUTE_COMMUNES,
        Nature.COMMUNAUTE_AGGLOMERATION,
        Nature.COMMUNAUTE_URBAINE,
        Nature.METROPOLE,
        Nature.SYNDICAT,
    ]
)
_CAF, _MSA = frozenset([Nature.CAF]), frozenset([Nature.MSA])

VISAS: Final[tuple[Visa, ...]] = (
    Visa("les articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1 du code de la sécurité sociale"),
    Visa("l’article L. 726-1 du code rural et de la pêche maritime", natures=_MSA),
    Visa("le code de l’action sociale et des familles"),
    Visa("le code général des collectivités territoriales"),
    Visa("l’arrêté du 3 octobre 2001 relatif à l’action sociale des caisses d’allocations familiales",
         date(2001, 10, 3), _CAF),
    Visa("la loi n° 82-213 du 2 mars 1982 relative aux droits et libertés des communes, des départements et des "
         "régions"),
    Visa("la loi n° 2004-809 du 13 août 2004 relative aux libertés et responsabilités locales", date(2004, 8, 13)),
    Visa("la loi n° 2015-991 du 7 août 2015 portant nouvelle organisation territoriale de la République",
         date(2015, 8, 7), _INTERCO),
    Visa("l’article L. 214-1-3 du code de l’action sociale et des familles, issu de l’article 17 de la loi "
         "n° 2023-1196 du 18 décembre 2023", date(2025, 1, 1)),
    Visa("la convention d’objectifs et de gestion {cog} entre l’État et la Caisse nationale des allocations "
         "familiales", natures=_CAF),
    Visa("la circulaire n° 2020-01 du 16 janvier 2020 de la Caisse nationale des allocations familiales relative au "
         "déploiement des conventions territoriales globales", date(2020, 1, 16), _CAF),
)  # fmt: skip
"""The visas of the frame, in order. `{cog}` is the convention of the day: without any, the visa is left out."""
