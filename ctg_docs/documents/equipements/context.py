"""What the annexe of équipements shows: services by type, totals per type, the bonus year by year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.suivi.financements import GroupeFinancements, groupes_financements
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Bloc, ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte, etp, euros, nombre
from ctg_docs.models.equipement import OffreEquipement, TypeEquipement
from ctg_docs.models.financements import annees_d_activite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import ActiviteAnnuelle, Equipement

__all__ = ["CONTEXTE", "Equipements", "build"]


class LigneEquipement(Bloc):
    """A service."""

    nom: str
    notes: tuple[str, ...] = Field(title="Notes", description="Observations, ouverture, cofinanceur")
    gestionnaire: str
    statut: str
    commune: str
    capacite: str
    convention: str
    offre: str


class GroupeType(Bloc):
    """The services of a type and their total."""

    type: str
    lignes: tuple[LigneEquipement, ...]
    total: str = Field(title="Total", description="« 4 équipements, 92 places » ; vide pour un seul")


class LigneType(Bloc):
    """A type in the synthesis."""

    type: str
    nombre: str
    nouvelles: str
    capacite: str
    bonus: str


class LigneAnnuelle(Bloc):
    """What a service offered year by year, and its bonus."""

    nom: str
    activites: tuple[str, ...] = Field(
        title="Activités", description="« 2025 : 39 places (Extension de trois places) », une par année"
    )
    bonus: tuple[str, ...] = Field(title="Bonus", description="« 2025 : 79 920 € », un par année")
    source: str = Field(title="Source", description="Où le bonus se lit")


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
    groupes = [(t, [e for e in ctg.equipements if e.type is t]) for t in TypeEquipement]
    groupes = [(t, equipements) for t, equipements in groupes if equipements]
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
        synthese=tuple(_synthese(t.libelle, equipements, annee) for t, equipements in groupes),
        total=_synthese("Ensemble", ctg.equipements, annee).model_copy(update={"capacite": "–"}),
        groupes=tuple(
            GroupeType(
                type=t.libelle,
                lignes=tuple(_ligne(ctg, e) for e in equipements),
                total=", ".join([_combien(equipements), *_capacites(equipements)])
                if len(equipements) > 1
                else "",
            )
            for t, equipements in groupes
        ),
        annuelles=tuple(_annuelle(e) for e in ctg.equipements if e.activites or e.bonus),
        totaux=tuple(_total_annee(ctg.equipements, a) for a in annees),
        financements=groupes_financements(ctg, annees_d_activite(ctg)),
    )
    return [contexte]


def _beneficiaires(equipements: Sequence[Equipement], annee: int) -> int:
    return sum(any(b.annee == annee for b in e.bonus) for e in equipements)


def _combien(equipements: Sequence[Equipement]) -> str:
    return compte(len(equipements), "équipement ou service", "équipements et services")


def _resume(equipements: Sequence[Equipement]) -> str:
    communes = dict.fromkeys(e.commune for e in equipements if e.commune)
    lieux = f", dans {compte(len(communes), 'commune')}" if communes else ""
    nouvelles = sum(e.offre is OffreEquipement.NOUVELLE for e in equipements)
    offre = f", dont {compte(nouvelles, 'offre nouvelle', 'offres nouvelles')}" if nouvelles else ""
    return f"{_combien(equipements)}{lieux}{offre}."


def _capacites(equipements: Sequence[Equipement]) -> list[str]:
    """Return the sums of places, hours and ETP, each only of those that say it."""
    unites: tuple[tuple[str, Callable[[Decimal], str]], ...] = (
        ("places", lambda n: compte(n, "place")),
        ("heures", lambda n: f"{nombre(n)}\u00a0heures par an"),
        ("etp", lambda n: f"{etp(n)}\u00a0ETP d’animation"),
    )
    dits = []
    for champ, dire in unites:
        valeurs = [Decimal(v) for e in equipements if (v := getattr(e, champ)) is not None]
        if valeurs:
            dits.append(dire(sum(valeurs, Decimal(0))))
    return dits


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
        capacite=", ".join(_capacites(equipements)) or "–",
        bonus=_montant(equipements, annee),
    )


def _ligne(ctg: Ctg, equipement: Equipement) -> LigneEquipement:
    gestionnaire = ctg.organisme(equipement.gestionnaire)
    statut = equipement.statut or (gestionnaire.statut_gestionnaire if gestionnaire else None)
    cofinanceur = equipement.collectivite != equipement.gestionnaire and equipement.collectivite
    notes = [
        equipement.observations or "",
        f"Ouverture\u00a0: {equipement.ouverture.libelle}" if equipement.ouverture else "",
        f"Cofinancement\u00a0: {nom_organisme(ctg, cofinanceur)}" if cofinanceur else "",
    ]
    capacites = [*_capacites([equipement]), equipement.capacite_texte or ""]
    return LigneEquipement(
        nom=equipement.nom,
        notes=tuple(n for n in notes if n),
        gestionnaire=nom_organisme(ctg, equipement.gestionnaire, "–"),
        statut=statut.libelle if statut else "",
        commune=equipement.commune or "–",
        capacite=", ".join(c for c in capacites if c) or "–",
        convention=equipement.numero_convention or "–",
        offre=equipement.offre.libelle.removeprefix("Offre ").capitalize() if equipement.offre else "–",
    )


def _annuelle(equipement: Equipement) -> LigneAnnuelle:
    bonus = sorted(equipement.bonus, key=lambda b: b.annee)
    return LigneAnnuelle(
        nom=equipement.nom,
        activites=tuple(map(_activite, sorted(equipement.activites, key=lambda a: a.annee))),
        bonus=tuple(
            f"{b.annee}\u00a0: {euros(b.montant_euros, 'auto') if b.montant_euros is not None else '–'}"
            for b in bonus
        ),
        source=", ".join(dict.fromkeys(b.source for b in bonus if b.source)),
    )


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
