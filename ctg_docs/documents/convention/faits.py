"""What the articles say about their parties and their annexes, worked out once. Pure: composes names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.parties import Partie, presenter_toutes
from ctg_docs.documents.convention.annexes.liste import list_annexes
from ctg_docs.french import accord, de, liste_et, nombre_lettres
from ctg_docs.markdown import echapper
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.annexe import Annexe, ContenuAnnexe
    from ctg_docs.models.convention import Convention
    from ctg_docs.models.ctg import Ctg

__all__ = ["Faits", "compter"]

_CAISSES = (NatureOrganisme.CAF, NatureOrganisme.MSA)

_DERNIER_CEJ = 2022


@dataclass(frozen=True)
class Faits:
    """The dossier as the prose of the convention sees it."""

    ctg: Ctg
    situation: Situation

    @property
    def convention(self) -> Convention:
        """Title, dates, wording."""
        return self.ctg.convention

    @cached_property
    def parties(self) -> tuple[Partie, ...]:
        """Every party, in order."""
        return presenter_toutes(self.ctg)

    @cached_property
    def caisses(self) -> tuple[Partie, ...]:
        """Caf and MSA."""
        return tuple(p for p in self.parties if p.natures & set(_CAISSES))

    @cached_property
    def collectivites(self) -> tuple[Partie, ...]:
        """Communes, EPCI and syndicats."""
        return tuple(p for p in self.parties if p.collectivite)

    @cached_property
    def partenaires(self) -> tuple[Partie, ...]:
        """Every party that is not a collectivité carrying the convention, funds first."""
        autres = [p for p in self.parties if p not in self.caisses and p not in self.collectivites]
        return (*self.caisses, *autres)

    def de_nature(self, nature: NatureOrganisme) -> Partie | None:
        """Return the party of a kind, or None."""
        return next((p for p in self.parties if nature in p.natures), None)

    @property
    def suit_un_cej(self) -> bool:
        """True when contrats enfance jeunesse may still be in mind: the last ones ended with the year 2022."""
        debut = self.convention.date_debut
        return debut is None or debut.debut.year <= _DERNIER_CEJ + 2

    @property
    def territoire(self) -> str:
        """Name of the territory with its article: « Mellois en Poitou », « le Pays d’A »."""
        nom, article = self.ctg.territoire.nom, self.ctg.territoire.article
        if not article:
            return nom
        return f"{article}{nom}" if article.endswith("’") else f"{article} {nom}"

    @property
    def de_territoire(self) -> str:
        """« de Mellois en Poitou », « du Pays d’A »."""
        return de(self.territoire)

    @cached_property
    def annexes(self) -> tuple[Annexe, ...]:
        """The annexes in order; the number of each is its rank."""
        return list_annexes(self.ctg)

    def annexe(self, contenu: ContenuAnnexe) -> str:
        """Return « l’annexe 3 », empty when the convention has no such annexe."""
        ranks = (i for i, a in enumerate(self.annexes, start=1) if a.contenu is contenu)
        rank = next(ranks, 0)
        return f"l’annexe\u00a0{rank}" if rank else ""

    def renvoi(self, contenu: ContenuAnnexe) -> str:
        """Return « (annexe 3) » with a blank before, empty when the convention has no such annexe."""
        annexe = self.annexe(contenu)
        return f" ({annexe.removeprefix('l’')})" if annexe else ""

    @staticmethod
    def noms(parties: tuple[Partie, ...]) -> str:
        """Return « la Caf et la MSA »."""
        return liste_et(p.dit for p in parties)

    @staticmethod
    def noms_de(parties: tuple[Partie, ...]) -> str:
        """Return « de la Caf et de la MSA »."""
        return liste_et(echapper(de(p.court)) for p in parties)


def compter(n: int, singulier: str, pluriel: str, *, feminin: bool = False) -> str:
    """Return « trois enjeux », « une action », « 24 actions »: letters up to sixteen."""
    mot = nombre_lettres(n, feminin) if n <= 16 else str(n)
    return f"{mot} {accord(n, singulier, pluriel)}"
