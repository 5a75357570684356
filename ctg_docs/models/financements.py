"""What the branche Famille pays on activity, year by year: trajectory, ALSH hours, inclusion, young people, coordination.

Every rate is dated data (`baremes`); a group is a collectivité that cofinances, as the bonus is counted on its territory
(usage, to confirm with the Caf).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from ctg_docs.models.baremes import ObjetBareme, paliers, tarif
from ctg_docs.models.equipement import TypeEquipement

if TYPE_CHECKING:
    from ctg_docs.models.baremes import Bareme
    from ctg_docs.models.cooperation import PosteCooperation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import ActiviteAnnuelle, Equipement

__all__ = ["BASE_TRAJECTOIRE", "Financement", "annees_d_activite", "financements"]

BASE_TRAJECTOIRE: Final = 2023
"""Year whose places the trajectory is counted from (COG 2023-2027)."""

_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Financement:
    """A sum worked out, or what lacks to work it out.

    Attributes:
        objet: what is paid.
        qui: identifier of the body that it is counted for; the employer of a post.
        nom: the équipement or the post it is counted on; empty for a whole territory.
        annee: the year.
        quantite: places, hours or ETP that are paid.
        depart: places of the base year, or hours under contract.
        refuse: hours beyond the cap.
        suivant: what is still needed for the next step, or may still be added under the cap; None without next step.
        palier: the step of the trajectory reached, in %; 0 below the first.
        prochain: the next step, in %.
        bareme: the rate used; None while none is known.
        plafond: the cap on what is paid, where there is one.
    """

    objet: ObjetBareme
    qui: str
    annee: int
    quantite: Decimal
    nom: str = ""
    depart: Decimal = Decimal(0)
    refuse: Decimal = Decimal(0)
    suivant: Decimal | None = None
    palier: Decimal = Decimal(0)
    prochain: Decimal = Decimal(0)
    bareme: Bareme | None = None
    plafond: Bareme | None = None

    @property
    def depasses(self) -> tuple[Bareme, ...]:
        """Rates it rests on that are older than its year: whoever reads must know that nothing newer was given."""
        return tuple(b for b in (self.bareme, self.plafond) if b and b.annee < self.annee)

    @property
    def montant(self) -> Decimal | None:
        """Euros, to the cent; None when the rate is unknown, 0 below the first step."""
        if self.objet is ObjetBareme.TRAJECTOIRE and not self.palier:
            return Decimal(0)
        if self.bareme is None:
            return None
        return (self.quantite * self.bareme.valeur).quantize(Decimal("0.01"), ROUND_HALF_UP)


def annees_d_activite(ctg: Ctg) -> tuple[int, ...]:
    """Return the years whose activity the dossier tells."""
    return tuple(sorted({a.annee for e in ctg.equipements for a in e.activites}))


def financements(ctg: Ctg, annee: int) -> tuple[Financement, ...]:
    """Return what activity is worth in a year, by object."""
    if annee not in annees_d_activite(ctg):
        return ()
    trouves = [
        *(_trajectoire(ctg, c, annee) for c in _collectivites(ctg, TypeEquipement.EAJE)),
        *(_alsh(ctg, c, annee) for c in _collectivites(ctg, TypeEquipement.ALSH)),
        *_par_equipement(ctg, annee),
        *_coordination(ctg, annee),
    ]
    return tuple(f for f in trouves if f is not None)


def _collectivites(ctg: Ctg, kind: TypeEquipement) -> list[str]:
    return list(dict.fromkeys(e.collectivite for e in ctg.equipements if e.type is kind and e.collectivite))


def _activites(ctg: Ctg, kind: TypeEquipement, collectivite: str, annee: int) -> Iterator[ActiviteAnnuelle]:
    for equipement in ctg.equipements:
        if (
            equipement.type is kind
            and equipement.collectivite == collectivite
            and equipement.psu is not False
        ):
            yield from (a for a in equipement.activites if a.annee == annee)


def _trajectoire(ctg: Ctg, collectivite: str, annee: int) -> Financement | None:
    """Places with PSU against those of the base year; each step pays every place."""
    marches = paliers(ctg.parametres.baremes, annee)
    depart = sum(a.places or 0 for a in _activites(ctg, TypeEquipement.EAJE, collectivite, BASE_TRAJECTOIRE))
    places = sum(a.places or 0 for a in _activites(ctg, TypeEquipement.EAJE, collectivite, annee))
    if not (marches and depart and places):
        return None
    besoins = {
        m: (Decimal(depart) * (_CENT + (m.seuil_pourcent or 0)) / _CENT).to_integral_value(ROUND_CEILING)
        for m in marches
    }
    atteints = [m for m in marches if places >= besoins[m]]
    reste = [m for m in marches if places < besoins[m]]
    return Financement(
        ObjetBareme.TRAJECTOIRE,
        collectivite,
        annee,
        Decimal(places),
        depart=Decimal(depart),
        suivant=besoins[reste[0]] - places if reste else None,
        palier=(atteints[-1].seuil_pourcent or Decimal(0)) if atteints else Decimal(0),
        prochain=(reste[0].seuil_pourcent or Decimal(0)) if reste else Decimal(0),
        bareme=atteints[-1] if atteints else marches[0],
    )


def _alsh(ctg: Ctg, collectivite: str, annee: int) -> Financement | None:
    """New hours of accueil de loisirs, up to a share of those under contract."""
    plafond = tarif(ctg.parametres.baremes, ObjetBareme.PLAFOND_ALSH, annee)
    annuelles = list(_activites(ctg, TypeEquipement.ALSH, collectivite, annee))
    sous_contrat = sum((a.heures_contractualisees or Decimal(0) for a in annuelles), Decimal(0))
    heures = sum((a.heures or Decimal(0) for a in annuelles), Decimal(0))
    if plafond is None or not (sous_contrat and heures):
        return None
    nouvelles = max(heures - sous_contrat, Decimal(0))
    limite = sous_contrat * plafond.valeur / _CENT
    retenues = min(nouvelles, limite)
    return Financement(
        ObjetBareme.HEURE_ALSH,
        collectivite,
        annee,
        retenues,
        depart=sous_contrat,
        refuse=nouvelles - retenues,
        suivant=limite - retenues,
        bareme=tarif(ctg.parametres.baremes, ObjetBareme.HEURE_ALSH, annee),
        plafond=plafond,
    )


def _par_equipement(ctg: Ctg, annee: int) -> Iterator[Financement]:
    for equipement in ctg.equipements:
        for activite in (a for a in equipement.activites if a.annee == annee):
            if activite.heures_inclusives:
                yield _simple(
                    ctg, equipement, ObjetBareme.COMPLEMENT_INCLUSIF, annee, activite.heures_inclusives
                )
            if equipement.type is TypeEquipement.PS_JEUNES and activite.etp:
                yield _simple(ctg, equipement, ObjetBareme.JEUNES, annee, activite.etp)


def _simple(
    ctg: Ctg, equipement: Equipement, objet: ObjetBareme, annee: int, quantite: Decimal
) -> Financement:
    bareme = tarif(ctg.parametres.baremes, objet, annee)
    return Financement(
        objet, equipement.gestionnaire or "", annee, quantite, nom=equipement.nom, bareme=bareme
    )


def _coordination(ctg: Ctg, annee: int) -> Iterator[Financement]:
    """The share of each post given to the CTG, by the months it is held, paid to the employer."""
    bareme = tarif(ctg.parametres.baremes, ObjetBareme.COORDINATION, annee)
    for poste in ctg.cooperation.postes:
        mois = _mois(poste, annee)
        if bareme and poste.etp_ctg and mois and not poste.vacant:
            etp = (poste.etp_ctg * mois / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
            yield Financement(
                ObjetBareme.COORDINATION,
                poste.employeur or "",
                annee,
                etp,
                nom=poste.intitule_fonction,
                bareme=bareme,
            )


def _mois(poste: PosteCooperation, annee: int) -> int:
    """Return the months of a year in which a post is open; a post without dates is open all year."""
    debut = poste.debut.debut if poste.debut else None
    fin = poste.fin.fin if poste.fin else None
    premier = 1 if debut is None or debut.year < annee else debut.month if debut.year == annee else 13
    dernier = 12 if fin is None or fin.year > annee else fin.month if fin.year == annee else 0
    return max(0, dernier - premier + 1)
