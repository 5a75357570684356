"""Everything our sentences rest on, in one list: texts, articles, decisions, schemes, names, rates, with the day each was last read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french import date_longue, nombre
from ctg_docs.models.baremes import ObjetBareme, national
from ctg_docs.models.dispositifs import DISPOSITIFS
from ctg_docs.models.noms_perimes import NOMS_PERIMES
from ctg_docs.models.textes_legaux import ARTICLES, AUTRES_TEXTES, CODES, CONVENTIONS_CNAF, DECISIONS, LOIS

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.textes_legaux import Loi

__all__ = ["Entree", "entrees"]


@dataclass(frozen=True, slots=True)
class Entree:
    """An entry of the catalogue.

    Attributes:
        titre: « CASF L. 214-1-3 », « décret n° 2025-253 du 20 mars 2025 relatif… ».
        depuis, jusqu_a: days it may be cited from and to.
        source: where it is read.
        verifie: day of the last reading; None while nobody did.
    """

    titre: str
    depuis: date | None
    jusqu_a: date | None
    source: str
    verifie: date | None


def entrees() -> tuple[Entree, ...]:
    """Return the catalogue: what was never read first, then the oldest reading."""
    return tuple(sorted(_toutes(), key=lambda e: (e.verifie is not None, e.verifie or 0, e.titre)))


def _toutes() -> Iterator[Entree]:
    for loi in (*LOIS.values(), *AUTRES_TEXTES):
        yield Entree(_titre(loi), loi.date, None, loi.source, loi.verifie)
    for article in ARTICLES.values():
        titre = f"{CODES[article.code]}, article {article.numero}"
        yield Entree(titre, article.debut, None, article.source, article.verifie)
    for d in DECISIONS:
        numero = f", n° {d.numero}" if d.numero else ""
        titre = f"Conseil d’État, {date_longue(d.date)}{numero} – {d.objet}"
        yield Entree(titre, d.date, None, d.source, d.verifie)
    for dispositif in DISPOSITIFS.values():
        yield Entree(dispositif.nom, dispositif.debut, dispositif.fin, dispositif.source, dispositif.verifie)
    for cog in CONVENTIONS_CNAF:
        titre = f"convention d’objectifs et de gestion {cog.periode}"
        yield Entree(titre, cog.signature, None, cog.source, cog.verifie)
    for b in national():
        seuil = f", à partir de {nombre(b.seuil_pourcent)}\u00a0%" if b.seuil_pourcent else ""
        unite = "%" if b.objet is ObjetBareme.PLAFOND_ALSH else "€"
        titre = f"{b.objet.libelle}{seuil}\u00a0: {nombre(b.valeur)}\u00a0{unite} en {b.annee}"
        yield Entree(titre, None, None, b.source, b.verifie)
    for nom in NOMS_PERIMES:
        yield Entree(f"{nom.ancien} → {nom.nouveau}", nom.depuis, None, nom.source, nom.verifie)


def _titre(loi: Loi) -> str:
    numero = f" n° {loi.numero}" if loi.numero else ""
    return f"{loi.nature}{numero} du {date_longue(loi.date)} {loi.titre}"
