"""What the annexe of équipements shows: services by type, totals per type, the bonus year by year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.equipements.services import (
    GroupeType,
    LigneBonus,
    capacites,
    combien,
    groupes_par_type,
    ligne_bonus,
    par_type,
)
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.suivi.financements import GroupeFinancements, groupes_financements
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte, etp, euros, nombre
from ctg_docs.models.equipement import OffreEquipement
from ctg_docs.models.financements import annees_d_activite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import ActiviteAnnuelle, Equipement

__all__ = ["CONTEXTE", "Equipements", "build"]


class LigneType(Bloc):
    """A type in the synthesis."""

    type: str
    nombre: str
    nouvelles: str
    capacite: str
    bonus: str


class LigneAnnuelle(LigneBonus):
    """What a service offered year by year, and its bonus."""

    activites: tuple[str, ...] = Field(
        title="Activités", description="« 2025 : 39 places (Extension de trois places) », une par année"
    )


class TotalAnnee(Bloc):
    """The bonus of a year, over all services."""

    annee: str
    nombre: str
    montant: str


class Equipements(ContexteDeTableaux):
    """The services supported by the convention."""

    titre_document: str
    sous_titre: str
    resume: str
    annee_bonus: str = Field(title="Année du bonus", description="Année la mieux connue ; vide si aucune")
    synthese: tuple[LigneType, ...]
    total: LigneType
    groupes: tuple[GroupeType, ...]
    annuelles: tuple[LigneAnnuelle, ...]
    totaux: tuple[TotalAnnee, ...]
    financements: tuple[GroupeFinancements, ...]


CONTEXTE = Equipements


def build(ctg: Ctg, situation: Situation) -> Sequence[Equipements]:
    """Return the one annexe.

    Raises:
        Inapplicable: the dossier lists no service.
    """
    ctg = connu_le(ctg, situation)
    if not ctg.equipements:
        raise Inapplicable("le dossier n’a pas d’équipement")
    annees = sorted({b.annee for e in ctg.equipements for b in e.bonus})
    annee = max(annees, key=lambda a: (_beneficiaires(ctg.equipements, a), a), default=None)
    contexte = Equipements(
        **tete(
            ctg,
            situation,
            stem=build_stem("equipements", ctg.territoire.nom),
            titre=f"Équipements et bonus territoire – {nom_ctg(ctg)}",
            court="Équipements et bonus territoire",
        ),
        titre_document="Équipements et services soutenus",
        sous_titre=nom_ctg(ctg),
        resume=_resume(ctg.equipements),
        annee_bonus=str(annee) if annee else "",
        synthese=tuple(_synthese(t.libelle, reunis, annee) for t, reunis in par_type(ctg.equipements)),
        total=_synthese("Ensemble", ctg.equipements, annee).model_copy(update={"capacite": "–"}),
        groupes=groupes_par_type(ctg),
        annuelles=tuple(_annuelle(e) for e in ctg.equipements if e.activites or e.bonus),
        totaux=tuple(_total_annee(ctg.equipements, a) for a in annees),
        financements=groupes_financements(ctg, annees_d_activite(ctg)),
    )
    return [contexte]


def _beneficiaires(equipements: Sequence[Equipement], annee: int) -> int:
    return sum(any(b.annee == annee for b in e.bonus) for e in equipements)


def _resume(equipements: Sequence[Equipement]) -> str:
    communes = dict.fromkeys(e.commune for e in equipements if e.commune)
    lieux = f", dans {compte(len(communes), 'commune')}" if communes else ""
    nouvelles = sum(e.offre is OffreEquipement.NOUVELLE for e in equipements)
    offre = f", dont {compte(nouvelles, 'offre nouvelle', 'offres nouvelles')}" if nouvelles else ""
    return f"{combien(equipements)}{lieux}{offre}."


def _montant(equipements: Sequence[Equipement], annee: int | None) -> str:
    montants = [
        b.montant_euros
        for e in equipements
        for b in e.bonus
        if b.annee == annee and b.montant_euros is not None
    ]
    return euros(sum(montants, Decimal(0)), "auto") if montants else "–"


def _synthese(libelle: str, equipements: Sequence[Equipement], annee: int | None) -> LigneType:
    nouvelles = sum(e.offre is OffreEquipement.NOUVELLE for e in equipements)
    return LigneType(
        type=libelle,
        nombre=str(len(equipements)),
        nouvelles=str(nouvelles) if nouvelles else "–",
        capacite=", ".join(capacites(equipements)) or "–",
        bonus=_montant(equipements, annee),
    )


def _annuelle(equipement: Equipement) -> LigneAnnuelle:
    activites = map(_activite, sorted(equipement.activites, key=lambda a: a.annee))
    return LigneAnnuelle(**dict(ligne_bonus(equipement)), activites=tuple(activites))


def _activite(activite: ActiviteAnnuelle) -> str:
    heures = [f"{nombre(activite.heures)}\u00a0heures"] if activite.heures is not None else []
    if activite.heures_contractualisees is not None:
        heures.append(f"{'dont ' * bool(heures)}{nombre(activite.heures_contractualisees)} au contrat")
    if activite.heures_inclusives is not None:
        heures.append(f"{nombre(activite.heures_inclusives)}\u00a0heures inclusives")
    places = [compte(activite.places, "place")] if activite.places is not None else []
    postes = [f"{etp(activite.etp)}\u00a0ETP"] if activite.etp is not None else []
    dite = ", ".join([*places, *heures, *postes]) or "–"
    return f"{activite.annee}\u00a0: {dite}{f' ({activite.source})' if activite.source else ''}"


def _total_annee(equipements: Sequence[Equipement], annee: int) -> TotalAnnee:
    suivis = [e for e in equipements if e.activites or e.bonus]
    connus = sum(any(b.annee == annee and b.montant_euros is not None for b in e.bonus) for e in suivis)
    nombre = f"{compte(connus, 'montant connu', 'montants connus')} sur {len(suivis)}"
    return TotalAnnee(annee=str(annee), nombre=nombre, montant=_montant(equipements, annee))
