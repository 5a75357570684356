"""Which acts to print: those of the dossier, then a projet for each body that has still to decide. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.avenants import actes_de, parties_de
from ctg_docs.documents._communs.parties.parties import Partie, presenter_toutes
from ctg_docs.models.deliberation import Deliberation
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.signataire import Representant

__all__ = ["Acte", "list_actes"]

_TERRITORIALES = frozenset([NatureOrganisme.DEPARTEMENT, NatureOrganisme.REGION])


@dataclass(frozen=True, slots=True)
class Acte:
    """An act to print.

    Attributes:
        acte: what the dossier says of it; nearly empty for one we propose.
        organisme: the body, None when the register lacks it.
        organe: « le conseil communautaire », empty when none is known.
        avenant: what it approves, None for the convention.
        partie: the party of the body, None when it signs nothing.
        propose: True when the dossier holds no such act.
    """

    acte: Deliberation
    organisme: Organisme | None
    organe: str
    avenant: Avenant | None
    partie: Partie | None
    propose: bool = False

    @property
    def pris(self) -> bool:
        """True for an act already taken, dated and voted or written: it prints what was recorded, not holes."""
        return self.acte.date is not None and bool(self.acte.dispositif or self.acte.vote)

    @property
    def jour(self) -> date | None:
        """The day of the act: its own, else that of its sitting."""
        return self.acte.date or (self.acte.seance.date if self.acte.seance else None)

    @property
    def feminin(self) -> bool:
        """True when the organ is feminine: « la commission permanente », « l’assemblée »."""
        return self.organe.lower().startswith(("la ", "l’assemblée", "l'assemblée"))

    @property
    def territoriale(self) -> bool:
        """True for the act of a collectivité: transmitted to the prefect, open to appeal."""
        return self.organisme is not None and (
            self.organisme.profil.collectivite or self.organisme.nature in _TERRITORIALES
        )

    @property
    def representants(self) -> tuple[tuple[Representant, Personne | None, Organisme | None], ...]:
        """Who signs for the body."""
        tous = self.partie.representants if self.partie else ()
        return tuple(t for t in tous if t[2] is not None and t[2].id == self.acte.organisme)


def list_actes(ctg: Ctg) -> tuple[Acte, ...]:
    """Return the acts of the dossier in order, then the projets: for the convention, then for each avenant."""
    return (*_enregistres(ctg), *_projets(ctg, None), *(p for a in ctg.avenants for p in _projets(ctg, a)))


def _enregistres(ctg: Ctg) -> Iterator[Acte]:
    for acte in ctg.deliberations:
        avenant = next((a for a in ctg.avenants if acte in actes_de(ctg, a)), None)
        partie = next((p for p in _parties(ctg, avenant) if acte.organisme in p.signataire.organismes), None)
        organisme = ctg.organisme(acte.organisme)
        organe = acte.organe_nomme or (organisme.organe if organisme else "")
        yield Acte(acte, organisme, organe, avenant, partie)


def _projets(ctg: Ctg, avenant: Avenant | None) -> Iterator[Acte]:
    cible = avenant.id if avenant else "convention"
    for partie in _parties(ctg, avenant):
        for manquant in partie.actes:
            organisme = manquant.organisme
            if manquant.acte is not None:
                continue
            acte = Deliberation(
                id=f"{cible}-{organisme.id}"[:80],
                organisme=organisme.id,
                nature=manquant.nature,
                avenant=avenant.id if avenant else None,
                departement=ctg.territoire.departement if organisme.profil.collectivite else None,
            )
            yield Acte(acte, organisme, manquant.organe, avenant, partie, propose=True)


def _parties(ctg: Ctg, avenant: Avenant | None) -> tuple[Partie, ...]:
    return parties_de(ctg, avenant) if avenant else presenter_toutes(ctg)
