"""Names of the field that changed: the one before, the one in force and the day it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ctg_docs.models.textes_legaux import LU

__all__ = ["NOMS_PERIMES", "NomPerime"]


@dataclass(frozen=True, slots=True)
class NomPerime:
    """A name out of use.

    Attributes:
        ancien: the name before, as a reader knows it.
        motif: pattern that finds it.
        nouveau: the name in force.
        depuis: first day of the new name: what is dated before may use the old one.
        source: where it was read; verifie: when.
    """

    ancien: str
    motif: str
    nouveau: str
    depuis: date
    source: str
    verifie: date | None = None


NOMS_PERIMES: Final[tuple[NomPerime, ...]] = (
    NomPerime("RAM", r"\bRAM\b|(?i:\brelais (?:d’|d'|des )?assistante?s maternel(?:le)?s\b)", "relais petite enfance (RPE)",
              date(2021, 5, 20), "ordonnance n° 2021-611 du 19 mai 2021 ; ash.tm.fr", LU),
    NomPerime("Pôle emploi", r"(?i)\bp[ôo]le[ -]emploi\b", "France Travail", date(2024, 1, 1),
              "loi n° 2023-1196 du 18 décembre 2023 ; mairesdefrance.com", LU),
    NomPerime("zone de revitalisation rurale (ZRR)", r"\bZRR\b|(?i:\bzones? de revitalisation rurale\b)",
              "France ruralités revitalisation (FRR)", date(2024, 7, 1),
              "loi de finances pour 2024, article 73 (article non lu) ; lalettredesfinanceslocales.com", LU),
    NomPerime("commission départementale de l’accueil des jeunes enfants",
              r"\bCDAJE\b|(?i:\bcommissions? départementales? de l[’']accueil (?:des jeunes enfants|du jeune enfant)\b)",
              "comité départemental des services aux familles (CDSF)", date(2021, 12, 16),
              "décret n° 2021-1644 du 14 décembre 2021", LU),
    NomPerime("schéma pluriannuel de développement des services d’accueil",
              r"(?i)\bschémas? pluriannuels? de développement des (?:services|modes) d[’']accueil\b",
              "schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant", date(2025, 1, 1),
              "CASF L. 214-2 (loi n° 2023-1196, article 17)", LU),
)  # fmt: skip
"""What recycled texts still say."""
