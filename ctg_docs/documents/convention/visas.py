"""The visas: texts of the national frame that were in force, one per act of the parties, those of the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.citations import normalise, sans_vu
from ctg_docs.documents._communs.parties.parties import acte_en_phrase
from ctg_docs.french import cle
from ctg_docs.markdown import echapper
from ctg_docs.models.organisme import NatureOrganisme as Nature

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["build_visas"]

_INTERCO = frozenset(
    [
        Nature.COMMUNAUTE_COMMUNES,
        Nature.COMMUNAUTE_AGGLOMERATION,
        Nature.COMMUNAUTE_URBAINE,
        Nature.METROPOLE,
        Nature.SYNDICAT,
    ]
)


@dataclass(frozen=True, slots=True)
class _Texte:
    """A text of the frame, cited between two days and, for some, only when a kind of party signs."""

    citation: str
    depuis: date | None = None
    jusque: date | None = None
    natures: frozenset[Nature] = frozenset()


_CADRE: tuple[_Texte, ...] = (
    _Texte("les articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1 du code de la sécurité sociale"),
    _Texte("le code de l’action sociale et des familles"),
    _Texte("le code général des collectivités territoriales"),
    _Texte(
        "l’arrêté du 3 octobre 2001 relatif à l’action sociale des caisses d’allocations familiales",
        natures=frozenset([Nature.CAF]),
    ),
    _Texte("la loi n° 82-213 du 2 mars 1982 relative aux droits et libertés des communes, des départements et des "
           "régions"),
    _Texte("la loi n° 2004-809 du 13 août 2004 relative aux libertés et responsabilités locales"),
    _Texte("la loi n° 2015-991 du 7 août 2015 portant nouvelle organisation territoriale de la République",
           natures=_INTERCO),
    _Texte("l’article L. 214-1-3 du code de l’action sociale et des familles, issu de l’article 17 de la loi "
           "n° 2023-1196 du 18 décembre 2023", depuis=date(2025, 1, 1)),
    _Texte("la convention d’objectifs et de gestion 2023-2027 signée le 10 juillet 2023 entre l’État et la Caisse "
           "nationale des allocations familiales", depuis=date(2023, 7, 10), jusque=date(2027, 12, 31),
           natures=frozenset([Nature.CAF])),
    _Texte("la circulaire n° 2020-01 du 16 janvier 2020 de la Caisse nationale des allocations familiales relative au "
           "déploiement des conventions territoriales globales", depuis=date(2020, 1, 16),
           natures=frozenset([Nature.CAF])),
)  # fmt: skip
"""Sources: §2.4 of the domain notes. A text is cited only if it was in force on the day of the signature."""


def build_visas(f: Faits) -> tuple[str, ...]:
    """Return the visas, each beginning with « Vu » and ending with its sign."""
    retires = [cle(sans_vu(texte)) for texte in f.convention.visas_retires]
    citations = [c for c in _cadre(f) if not any(cle(c).startswith(r) for r in retires if r)]
    citations += [normalise(sans_vu(texte)) for texte in f.convention.visas]
    citations = [echapper(c) for c in citations]
    citations += [acte_en_phrase(acte, de_qui=True) for p in f.parties for acte in p.actes]
    return tuple(f"Vu {citation.rstrip(' ;.')} ;" for citation in citations)


def _cadre(f: Faits) -> list[str]:
    jour = f.convention.date_signature_administrative or f.situation.date_version or f.ctg.version.date
    natures = {n for p in f.parties for n in p.natures}
    return [
        normalise(texte.citation)
        for texte in _CADRE
        if (not texte.natures or texte.natures & natures) and _en_vigueur(texte, jour)
    ]


def _en_vigueur(texte: _Texte, jour: date | None) -> bool:
    if jour is None:
        return texte.jusque is None
    return (texte.depuis is None or jour >= texte.depuis) and (texte.jusque is None or jour <= texte.jusque)
