"""Legal texts met in the visas of a CTG: number, date, title, days in force. Source: legifrance.gouv.fr.

A text that is not listed is never called wrong: the list is for what is known, not for what is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["ARTICLES", "CODES", "COG", "CONVENTIONS_CNAF", "LOIS", "ArticleDeCode", "Cog", "Loi"]


@dataclass(frozen=True, slots=True)
class Loi:
    """A law, an ordonnance or a circulaire.

    Attributes:
        nature: loi, ordonnance…
        numero: `2015-991`.
        date: day of the text; it cannot be cited before.
        titre: what follows the date.
    """

    nature: str
    numero: str
    date: date
    titre: str


@dataclass(frozen=True, slots=True)
class ArticleDeCode:
    """An article of a code as a CTG cites it.

    Attributes:
        numero: `L. 214-1-3`.
        code: key of `CODES`.
        debut: first day in force, when it matters.
    """

    numero: str
    code: str
    debut: date | None = None


CODES: Final[dict[str, str]] = {
    "CSS": "code de la sécurité sociale",
    "CASF": "code de l’action sociale et des familles",
    "CGCT": "code général des collectivités territoriales",
    "CRPA": "code des relations entre le public et l’administration",
    "CSP": "code de la santé publique",
    "EDUC": "code de l’éducation",
}

_LOIS = (
    Loi(
        "loi",
        "82-213",
        date(1982, 3, 2),
        "relative aux droits et libertés des communes, des départements et des régions",
    ),
    Loi("loi", "2004-809", date(2004, 8, 13), "relative aux libertés et responsabilités locales"),
    Loi("loi", "2015-991", date(2015, 8, 7), "portant nouvelle organisation territoriale de la République"),
    Loi("loi", "2023-1196", date(2023, 12, 18), "pour le plein emploi"),
    Loi("loi", "2010-1563", date(2010, 12, 16), "de réforme des collectivités territoriales"),
    Loi(
        "loi",
        "2014-58",
        date(2014, 1, 27),
        "de modernisation de l’action publique territoriale et d’affirmation des métropoles",
    ),
    Loi(
        "loi",
        "2005-102",
        date(2005, 2, 11),
        "pour l’égalité des droits et des chances, la participation et la citoyenneté des personnes handicapées",
    ),
    Loi("loi", "78-17", date(1978, 1, 6), "relative à l’informatique, aux fichiers et aux libertés"),
    Loi("loi", "98-657", date(1998, 7, 29), "d’orientation relative à la lutte contre les exclusions"),
    Loi("loi", "2002-2", date(2002, 1, 2), "rénovant l’action sociale et médico-sociale"),
    Loi("loi", "2014-173", date(2014, 2, 21), "de programmation pour la ville et la cohésion urbaine"),
    Loi("loi", "2018-493", date(2018, 6, 20), "relative à la protection des données personnelles"),
    Loi("ordonnance", "2021-611", date(2021, 5, 19), "relative aux services aux familles"),
)
LOIS: Final[dict[str, Loi]] = {loi.numero: loi for loi in _LOIS}
"""Known texts by number."""

_ARTICLES = (
    ArticleDeCode("L. 223-1", "CSS"),
    ArticleDeCode("L. 227-1", "CSS"),
    ArticleDeCode("L. 227-2", "CSS"),
    ArticleDeCode("L. 227-3", "CSS"),
    ArticleDeCode("L. 263-1", "CSS"),
    ArticleDeCode("L. 214-1", "CASF"),
    ArticleDeCode("L. 214-1-3", "CASF", date(2025, 1, 1)),
    ArticleDeCode("L. 214-2", "CASF"),
    ArticleDeCode("L. 214-2-1", "CASF"),
    ArticleDeCode("L. 214-5", "CASF"),
    ArticleDeCode("D. 214-10-1", "CASF"),
    ArticleDeCode("L. 551-1", "EDUC"),
    ArticleDeCode("R. 551-13", "EDUC"),
    ArticleDeCode("D. 521-12", "EDUC"),
    ArticleDeCode("L. 2121-15", "CGCT"),
    ArticleDeCode("L. 2121-29", "CGCT"),
    ArticleDeCode("L. 312-1-2", "CRPA"),
    ArticleDeCode("L. 1434-2", "CSP"),
    ArticleDeCode("L. 1434-10", "CSP"),
)
ARTICLES: Final[dict[str, ArticleDeCode]] = {article.numero: article for article in _ARTICLES}
"""Articles by number, with the code a CTG means. L. 263-1 exists in two codes: a CTG cites that of the CSS."""


@dataclass(frozen=True, slots=True)
class Cog:
    """A convention d'objectifs et de gestion between the État and the Cnaf.

    Attributes:
        annees: first and last year.
        signature: day it was signed; it cannot be cited before.
        verifie: True when the day was read in a source; else it only bounds, and is never printed.
    """

    annees: tuple[int, int]
    signature: date
    verifie: bool = True

    @property
    def periode(self) -> str:
        """« 2023-2027 »."""
        return f"{self.annees[0]}-{self.annees[1]}"


CONVENTIONS_CNAF: Final[tuple[Cog, ...]] = (
    Cog((2009, 2012), date(2009, 4, 9), verifie=False),
    Cog((2013, 2017), date(2013, 7, 16)),
    Cog((2018, 2022), date(2018, 7, 19), verifie=False),
    Cog((2023, 2027), date(2023, 7, 10)),
)
"""The national conventions in order. Sources: press of the Cnaf, caf.fr."""

COG: Final[tuple[tuple[int, int], ...]] = tuple(cog.annees for cog in CONVENTIONS_CNAF)
"""Their periods."""
