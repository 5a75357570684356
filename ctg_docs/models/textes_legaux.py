"""Legal texts met in the visas of a CTG: number, date, title, days in force. Source: legifrance.gouv.fr.

A text that is not listed is never called wrong: the list is for what is known, not for what is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = [
    "ARTICLES", "AUTRES_TEXTES", "CODES", "COG", "CONVENTIONS_CNAF", "DECISIONS", "LOIS", "LU", "SANS_SIGLE", "ArticleDeCode", "Cog", "Decision", "Loi",
]  # fmt: skip


Jour = date
"""The type of a day, for models that have a field « date »."""
SANS_SIGLE: Final = frozenset(["EDUC", "CT", "CRPM"])
"""Codes that a text names in full: their sigles are ours only."""
LEGIFRANCE: Final = "legifrance.gouv.fr"
NON_LU: Final = "article non lu dans une source ouverte ; legifrance.gouv.fr"
"""Source of an entry that a reading was tried for, in vain."""
LU: Final = date(2026, 11, 30)
"""Day of the last reading, entry by entry; a new reading changes the entry and nothing else."""


@dataclass(frozen=True, slots=True)
class Loi:
    """A law, an ordonnance, a décret, an arrêté or a circulaire.

    Attributes:
        nature: loi, ordonnance, décret…
        numero: `2015-991`.
        date: day of the text; it cannot be cited before.
        titre: what follows the date.
        verifie: day its words were last read in a source; None while nobody did.
        source: where.
    """

    nature: str
    numero: str
    date: date
    titre: str
    verifie: Jour | None = None
    source: str = LEGIFRANCE


@dataclass(frozen=True, slots=True)
class ArticleDeCode:
    """An article of a code as a CTG cites it.

    Attributes:
        numero: `L. 214-1-3`.
        code: key of `CODES`.
        debut: first day in force, when it matters.
        verifie, source: as for a law.
    """

    numero: str
    code: str
    debut: date | None = None
    verifie: Jour | None = None
    source: str = LEGIFRANCE


CODES: Final[dict[str, str]] = {
    "CSS": "code de la sécurité sociale",
    "CASF": "code de l’action sociale et des familles",
    "CGCT": "code général des collectivités territoriales",
    "CRPA": "code des relations entre le public et l’administration",
    "CSP": "code de la santé publique",
    "EDUC": "code de l’éducation",
    "CT": "code du travail",
    "CRPM": "code rural et de la pêche maritime",
}

_PUBLICITE = (
    "portant réforme des règles de publicité, d’entrée en vigueur et de conservation des actes pris par les collectivités "
    "territoriales et leurs groupements"
)

_LOIS = (
    Loi("loi", "82-213", date(1982, 3, 2), "relative aux droits et libertés des communes, des départements et des régions",
        LU, "admi.net, affaires-publiques.org"),
    Loi("loi", "2004-809", date(2004, 8, 13), "relative aux libertés et responsabilités locales", LU, "git.tricoteuses.fr"),
    Loi("loi", "2015-991", date(2015, 8, 7), "portant nouvelle organisation territoriale de la République", LU),
    Loi("loi", "2023-1196", date(2023, 12, 18), "pour le plein emploi", LU, "banquedesterritoires.fr, weka.fr"),
    Loi("loi", "2010-1563", date(2010, 12, 16), "de réforme des collectivités territoriales", LU, "affaires-publiques.org"),
    Loi("loi", "2014-58", date(2014, 1, 27),
        "de modernisation de l’action publique territoriale et d’affirmation des métropoles", LU),
    Loi("loi", "2005-102", date(2005, 2, 11),
        "pour l’égalité des droits et des chances, la participation et la citoyenneté des personnes handicapées",
        LU, "affaires-publiques.org"),
    Loi("loi", "78-17", date(1978, 1, 6), "relative à l’informatique, aux fichiers et aux libertés",
        LU, "formations-geomatiques.developpement-durable.gouv.fr"),
    Loi("loi", "98-657", date(1998, 7, 29), "d’orientation relative à la lutte contre les exclusions", LU, "admi.net"),
    Loi("loi", "2002-2", date(2002, 1, 2), "rénovant l’action sociale et médico-sociale", LU, "hosmoz.fr, ash.tm.fr"),
    Loi("loi", "2014-173", date(2014, 2, 21), "de programmation pour la ville et la cohésion urbaine", LU),
    Loi("loi", "2018-493", date(2018, 6, 20), "relative à la protection des données personnelles", LU, "affaires-publiques.org"),
    Loi("ordonnance", "2021-611", date(2021, 5, 19), "relative aux services aux familles", LU, "juriblio.fr, ash.tm.fr"),
    Loi("ordonnance", "2021-1310", date(2021, 10, 7), _PUBLICITE, LU, "legavox.fr, maisondescommunes85.fr"),
    Loi("décret", "2021-1311", date(2021, 10, 7), _PUBLICITE, LU, "legavox.fr, bricquebec.fr"),
    Loi("décret", "2021-1644", date(2021, 12, 14), "relatif à la gouvernance des services aux familles et au métier d’assistant maternel",
        LU, "juriblio.fr, lagazettedescommunes.com"),
    Loi("décret", "2024-719", date(2024, 7, 5), "relatif aux règles de publicité des actes pris par les communes et leurs groupements",
        LU, "maires41.fr, astenavocats.com"),
    Loi("décret", "2025-253", date(2025, 3, 20),
        "relatif au schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant",
        LU, "snppe.fr, banquedesterritoires.fr"),
)  # fmt: skip
LOIS: Final[dict[str, Loi]] = {loi.numero: loi for loi in _LOIS}
"""Known texts by number."""

AUTRES_TEXTES: Final[tuple[Loi, ...]] = (
    Loi("arrêté", "", date(2001, 10, 3), "relatif à l’action sociale des caisses d’allocations familiales", LU,
        "solidarites-sante.gouv.fr, BO n° 2001-41"),
    Loi("circulaire", "2020-01", date(2020, 1, 16),
        "de la Caisse nationale des allocations familiales relative au déploiement des conventions territoriales globales", LU,
        "copie publique de la circulaire"),
    Loi("règlement (UE)", "2016/679", date(2016, 4, 27), "relatif à la protection des données (RGPD)", LU,
        "affaires-publiques.org"),
)  # fmt: skip
"""Texts cited by their date, or whose numbers are not those of laws."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the Conseil d’État that a sentence of ours rests on."""

    numero: str
    date: date
    objet: str
    verifie: Jour | None = None
    source: str = "conseil-etat.fr"


DECISIONS: Final[tuple[Decision, ...]] = (
    Decision("358994", date(2014, 4, 4), "recours des tiers contre un contrat administratif (Tarn-et-Garonne)", LU,
             "fallaitpasfairedudroit.fr, sarahbouetavocat.blogspot.com"),
    Decision("428845", date(2020, 6, 3), "contenu de la publicité qui fait courir ce délai", LU, "veille.riviereavocats.com"),
    Decision("465308", date(2023, 7, 19), "délai raisonnable à défaut de publicité (Seateam Aviation)", LU,
             "sarahbouetavocat.blogspot.com"),
    Decision("176873", date(1996, 6, 10), "avis préfet de la Côte-d’Or : pas de signature avant la transmission", LU,
             "legifrance.gouv.fr, commande-publique.legibase.fr"),
    Decision("141677", date(1993, 10, 13), "décompte des jours francs : un jour férié compte", LU, "juricaf.org, senat.fr"),
)  # fmt: skip

_VUS = "legavox.fr, maires41.fr"
_SPPE = "banquedesterritoires.fr, maires41.fr"

_ARTICLES = (
    ArticleDeCode("L. 223-1", "CSS", verifie=LU, source="visas de l’arrêté du 3 octobre 2001"),
    ArticleDeCode("L. 227-1", "CSS", verifie=LU, source="visas de l’arrêté du 3 octobre 2001"),
    ArticleDeCode("L. 227-2", "CSS", verifie=LU, source="visas de l’arrêté du 3 octobre 2001"),
    ArticleDeCode("L. 227-3", "CSS", verifie=LU, source="visas de l’arrêté du 3 octobre 2001"),
    ArticleDeCode("L. 263-1", "CSS", verifie=LU, source="visas de l’arrêté du 3 octobre 2001"),
    ArticleDeCode("L. 214-1", "CASF", source=NON_LU),
    ArticleDeCode("L. 214-1-3", "CASF", date(2025, 1, 1), LU, _SPPE),
    ArticleDeCode("L. 214-2", "CASF", verifie=LU, source=_SPPE),
    ArticleDeCode("L. 214-2-1", "CASF", verifie=LU, source="maires41.fr"),
    ArticleDeCode("L. 214-5", "CASF", verifie=LU, source="lagazettedescommunes.com"),
    ArticleDeCode("D. 214-3", "CASF", date(2021, 12, 16), LU, "ash.tm.fr"),
    ArticleDeCode("D. 214-10-1", "CASF", date(2025, 3, 22), LU, "familles-de-france.org, weka.fr"),
    ArticleDeCode("L. 551-1", "EDUC", verifie=LU, source="circulaire du 20 mars 2013 sur le PEDT (prisme-asso.org)"),
    ArticleDeCode("R. 551-13", "EDUC", source=NON_LU),
    ArticleDeCode("D. 521-12", "EDUC", verifie=LU, source="circulaire du 20 mars 2013 sur le PEDT (prisme-asso.org)"),
    ArticleDeCode("L. 2121-10", "CGCT", source=NON_LU),
    ArticleDeCode("L. 2121-23", "CGCT", date(2022, 7, 1), source=NON_LU),
    ArticleDeCode("L. 2121-11", "CGCT", verifie=LU, source="senat.fr"),
    ArticleDeCode("L. 2121-12", "CGCT", verifie=LU, source="admi.net, senat.fr"),
    ArticleDeCode("L. 2121-15", "CGCT", verifie=LU, source="123dok.net (tableau de l’ordonnance n° 2021-1310)"),
    ArticleDeCode("L. 2121-17", "CGCT", verifie=LU, source="lercoul-09.fr"),
    ArticleDeCode("L. 2121-18", "CGCT", verifie=LU, source="courrierdesmaires.fr, legibase.fr"),
    ArticleDeCode("L. 2121-20", "CGCT", verifie=LU, source="forum.lafeve.fr"),
    ArticleDeCode("L. 2121-29", "CGCT", verifie=LU, source="collectivites-locales.gouv.fr"),
    ArticleDeCode("L. 3121-11", "CGCT", source=NON_LU),
    ArticleDeCode("L. 3131-1", "CGCT", verifie=LU, source="littoral-landes.fr"),
    ArticleDeCode("L. 4141-1", "CGCT", source=NON_LU),
    ArticleDeCode("L. 5211-3", "CGCT", verifie=LU, source="essonne.gouv.fr"),
    ArticleDeCode("L. 2121-25", "CGCT", verifie=LU, source="orphin.fr, arvillard.fr"),
    ArticleDeCode("L. 2131-1", "CGCT", verifie=LU, source=_VUS),
    ArticleDeCode("R. 2131-1", "CGCT", verifie=LU, source=_VUS),
    ArticleDeCode("L. 5211-1", "CGCT", verifie=LU, source="apgl64.fr"),
    ArticleDeCode("L. 3133-1", "CT", verifie=LU, source="travail-emploi.gouv.fr"),
    ArticleDeCode("L. 312-1-2", "CRPA", verifie=LU, source="lexbase.fr, cada.data.gouv.fr"),
    ArticleDeCode("D. 312-1-3", "CRPA", verifie=LU, source="blog.landot-avocats.net, delsolavocats.com"),
    ArticleDeCode("L. 726-1", "CRPM", source=f"chapitre « Action sanitaire et sociale » (app.livv.eu)\u202f; {NON_LU}"),
    ArticleDeCode("L. 1434-2", "CSP", source=NON_LU),
    ArticleDeCode("L. 1434-10", "CSP", source=NON_LU),
)  # fmt: skip
ARTICLES: Final[dict[str, ArticleDeCode]] = {article.numero: article for article in _ARTICLES}
"""Articles by number, with the code a CTG means. L. 263-1 exists in two codes: a CTG cites that of the CSS."""


@dataclass(frozen=True, slots=True)
class Cog:
    """A convention d'objectifs et de gestion between the État and the Cnaf.

    Attributes:
        annees: first and last year.
        signature: day it was signed; it cannot be cited before.
        verifie: day on which it was read in a source; None: it only bounds, and is never printed.
        source: where.
    """

    annees: tuple[int, int]
    signature: date
    verifie: Jour | None = None
    source: str = "caf.fr"

    @property
    def periode(self) -> str:
        """« 2023-2027 »."""
        return f"{self.annees[0]}-{self.annees[1]}"


CONVENTIONS_CNAF: Final[tuple[Cog, ...]] = (
    Cog((2009, 2012), date(2009, 4, 9), source="igas.gouv.fr (période lue, jour de signature non lu)"),
    Cog((2013, 2017), date(2013, 7, 16), date(2026, 11, 23)),
    Cog((2018, 2022), date(2018, 7, 19), source="acepp83.fr (période lue, jour de signature non lu)"),
    Cog((2023, 2027), date(2023, 7, 10), LU),
)
"""The national conventions in order. Sources: press of the Cnaf, caf.fr."""

COG: Final[tuple[tuple[int, int], ...]] = tuple(cog.annees for cog in CONVENTIONS_CNAF)
"""Their periods."""
