"""What the articles say about their parties and their annexes, worked out once. Pure: composes names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.parties import Partie, decrire_toutes, presenter_toutes
from ctg_docs.french import Groupe, accord, de, liste_et, minuscule_initiale, nombre_lettres
from ctg_docs.markdown import echapper
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.denomination import commun_connu
from ctg_docs.models.gouvernance import NatureInstance
from ctg_docs.models.liste_annexes import list_annexes
from ctg_docs.models.nature import FAMILLE, NatureOrganisme
from ctg_docs.models.passages import rediger
from ctg_docs.models.suites import jour_de, suite_de

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.annexe import Annexe
    from ctg_docs.models.convention import Convention
    from ctg_docs.models.ctg import Ctg

__all__ = ["Faits", "compter"]

_CAISSES = FAMILLE | {NatureOrganisme.MSA}


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
    def a_deux(self) -> bool:
        """True when two bodies sign: « l’autre partie », never « les autres »."""
        return len(self.parties) == 2 and not any(p.signataire.groupe for p in self.parties)

    @property
    def toutes(self) -> str:
        """« les deux parties », « toutes les parties »."""
        return "les deux parties" if self.a_deux else "toutes les parties"

    @cached_property
    def decrites(self) -> tuple[Partie, ...]:
        """The parties as prose describes them: those of one ensemble as one."""
        return decrire_toutes(self.ctg)

    @cached_property
    def caisses(self) -> tuple[Partie, ...]:
        """Caf and MSA, or the single fund."""
        return tuple(p for p in self.decrites if p.natures & _CAISSES)

    @cached_property
    def collectivites(self) -> tuple[Partie, ...]:
        """Communes, EPCI and syndicats."""
        return tuple(p for p in self.decrites if p.collectivite)

    @cached_property
    def partenaires(self) -> tuple[Partie, ...]:
        """Every party that is not a collectivité carrying the convention, funds first."""
        autres = [p for p in self.decrites if p not in self.caisses and p not in self.collectivites]
        return (*self.caisses, *autres)

    def de_nature(self, nature: NatureOrganisme) -> Partie | None:
        """Return the party of a kind, or None."""
        return next((p for p in self.decrites if nature in p.natures), None)

    @cached_property
    def jour(self) -> date | None:
        """The day that the convention speaks from."""
        return jour_de(self.ctg, self.situation.date_version)

    def passage(self, nom: str, **champs: str) -> str:
        """Return the wording of a dated passage."""
        suite, periode = suite_de(self.ctg)
        precedente = f" {periode.libelle}" if periode else " précédente"
        return rediger(nom, self.jour, suite, periode=precedente, **champs)

    @property
    def diagnostic(self) -> bool:
        """True when the dossier holds a diagnosis, written, summed up or joined."""
        return self.ctg.diagnostic is not None or bool(self.annexe(ContenuAnnexe.DIAGNOSTIC))

    @cached_property
    def pilotage(self) -> str:
        """« le comité de pilotage », or the deciding instance of a governance that has none."""
        instances = self.ctg.gouvernance.instances
        copil = next((i for i in instances if i.nature is NatureInstance.COPIL), None)
        if not instances or (copil and "pilotage" in copil.nom.lower()):
            return "le comité de pilotage"
        nom = (copil or instances[0]).nom
        if connu := commun_connu(nom):
            return echapper(str(Groupe.defini(minuscule_initiale(nom), feminin=connu[0], pluriel=connu[1])))
        return f"l’instance de pilotage ({echapper(nom)})"

    @property
    def territoire(self) -> str:
        """Name of the territory with its article: « Mellois en Poitou », « le Pays d’A »."""
        return str(self.ctg.territoire.groupe)

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
        return liste_et(p.de for p in parties)


def compter(n: int, singulier: str, pluriel: str, *, feminin: bool = False) -> str:
    """Return « trois enjeux », « une action », « 24 actions »: letters up to sixteen."""
    mot = nombre_lettres(n, feminin) if n <= 16 else str(n)
    return f"{mot} {accord(n, singulier, pluriel)}"
