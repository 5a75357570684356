"""The visas: texts of the national frame that were in force, one per act of the parties, those of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.citations import fusionner, normalise, sans_vu, viser
from ctg_docs.documents._communs.parties.parties import acte_en_phrase
from ctg_docs.french import cle, date_longue
from ctg_docs.markdown import echapper
from ctg_docs.models.dispositifs import VISAS, cog_en_cours

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.dispositifs import Visa

__all__ = ["build_visas"]


def build_visas(f: Faits) -> tuple[str, ...]:
    """Return the visas, each beginning with « Vu » and ending with its sign."""
    retires = [cle(sans_vu(texte)) for texte in f.convention.visas_retires]
    cadre = [c for c in _cadre(f) if not any(cle(c).startswith(r) for r in retires if r)]
    ajouts = [normalise(sans_vu(texte)) for texte in f.convention.visas]
    citations = [echapper(c) for c in fusionner(cadre, ajouts)]
    citations += [acte_en_phrase(acte, de_qui=True) for p in f.parties for acte in p.actes]
    return viser(citations)


def _cadre(f: Faits) -> list[str]:
    natures = {n for p in f.parties for n in p.natures}
    retenus = [v for v in VISAS if not v.natures or v.natures & natures]
    return [normalise(texte) for v in retenus if (texte := _citer(f, v))]


def _citer(f: Faits, visa: Visa) -> str:
    """Return the citation, empty when the text did not exist yet or is no more."""
    if visa.depuis and f.jour and f.jour < visa.depuis:
        return ""
    if "{cog}" not in visa.citation:
        return visa.citation
    cog = cog_en_cours(f.jour)
    if cog is None:
        return ""
    signee = f"signée le {date_longue(cog.signature)}" if cog.verifie else "conclue"
    return visa.citation.format(cog=f"{cog.periode} {signee}")
