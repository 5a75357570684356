"""What an avenant joins: the fiches added or changed, the annexes added or replaced, by their names. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.avenants import base_de, changement_de, rang_annexe
from ctg_docs.french import accord, liste_et, majuscule_initiale
from ctg_docs.models.avenant import ChangementAnnexe, ChangementFiche
from ctg_docs.models.liste_annexes import list_annexes

if TYPE_CHECKING:
    from ctg_docs.documents._communs.parties.avenants import Base
    from ctg_docs.models.avenant import AnnexeAvenant, Avenant
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

__all__ = ["annexes_jointes", "fiches_jointes", "nommer_annexe", "nommer_jointes", "titre_fiches"]


def fiches_jointes(ctg: Ctg, avenant: Avenant) -> tuple[FicheAction, ...]:
    """Return the fiches that are joined whole: all but those withdrawn."""
    gardees = (f for f in avenant.fiches if f.changement is not ChangementFiche.RETIREE)
    return tuple(fiche for f in gardees if (fiche := ctg.fiche(f.fiche)))


def titre_fiches(ctg: Ctg, avenant: Avenant) -> str:
    """Return « Fiche action modifiée », « Fiches actions ajoutées et modifiées »."""
    n = len(fiches_jointes(ctg, avenant))
    nom = accord(n, ctg.strategie.nom_fiche, ctg.strategie.nom_fiche_pluriel)
    faits = {f.changement for f in avenant.fiches} - {ChangementFiche.RETIREE}
    etats = [f"{c.libelle.lower()}{accord(n, '', 's')}" for c in ChangementFiche if c in faits]
    return f"{majuscule_initiale(nom)} {liste_et(etats)}"


def annexes_jointes(ctg: Ctg, avenant: Avenant) -> tuple[AnnexeAvenant, ...]:
    """Return the annexes added or replaced."""
    base = base_de(ctg, avenant)
    retiree = ChangementAnnexe.RETIREE
    return tuple(a for a in avenant.annexes if changement_de(ctg, base, a) is not retiree)


def nommer_annexe(ctg: Ctg, avenant: Avenant, base: Base, annexe: AnnexeAvenant) -> str:
    """Return « annexe 3 – Plan d’actions »: its number in the convention, the next ones for what is added."""
    rang = 0
    if base.du_dossier and changement_de(ctg, base, annexe) is ChangementAnnexe.AJOUTEE:
        ajoutees = [a for a in avenant.annexes if changement_de(ctg, base, a) is ChangementAnnexe.AJOUTEE]
        deja = [a for a in list_annexes(ctg) if a.id not in [b.id for b in ajoutees]]
        rang = len(deja) + ajoutees.index(annexe) + 1
    elif base.du_dossier:
        rang = rang_annexe(ctg, annexe)
    return f"annexe\u00a0{rang} – {annexe.titre_effectif}" if rang else annexe.titre_effectif


def nommer_jointes(ctg: Ctg, avenant: Avenant) -> tuple[str, ...]:
    """Return all that is joined, in order: « Fiche action modifiée : FA 2.1 », « Annexe 3 – Plan d’actions »."""
    fiches, base = fiches_jointes(ctg, avenant), base_de(ctg, avenant)
    codes = liste_et(ctg.codes_fiches.get(f.id, f.intitule) for f in fiches)
    return (
        *([f"{titre_fiches(ctg, avenant)}\u00a0: {codes}"] if fiches else []),
        *(majuscule_initiale(nommer_annexe(ctg, avenant, base, a)) for a in annexes_jointes(ctg, avenant)),
    )
