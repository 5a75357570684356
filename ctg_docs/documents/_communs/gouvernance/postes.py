"""Posts of coordination as documents tell them: who, what for, how much time, and their totals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import appellation_organisme, nom_organisme, nom_personne
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, etp, liste_et, majuscule_initiale, pourcent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.cooperation import PosteCooperation
    from ctg_docs.models.ctg import Ctg

__all__ = ["LignePoste", "LigneTotal", "lignes_postes", "phrase_total", "totaux"]

_SANS = "Non précisé"


class LignePoste(Bloc):
    """A post; `nom` says the vacancy when nobody holds it."""

    nom: str
    vacant: bool
    fonction: str
    perimetre: str
    missions: tuple[str, ...]
    direction: str
    employeur: str
    etp_poste: str
    etp_ctg: str
    periode: str
    cofinancement: str


class LigneTotal(Bloc):
    """A total of posts."""

    libelle: str
    postes: str
    vacants: str
    etp: str = Field(title="ETP", description="« – » tant qu’une part est inconnue")


def lignes_postes(ctg: Ctg, situation: Situation) -> tuple[LignePoste, ...]:
    """Return the posts in the order of the dossier."""
    return tuple(_poste(ctg, p, situation) for p in ctg.cooperation.postes)


def _poste(ctg: Ctg, poste: PosteCooperation, situation: Situation) -> LignePoste:
    bornes = [f"depuis {poste.debut.libelle}"] if poste.debut and not poste.fin else []
    if poste.fin:
        debut = poste.debut.libelle if poste.debut else ""
        bornes = [f"{debut} – {poste.fin.libelle}" if debut else f"jusqu’au {poste.fin.libelle}"]
    parts = [
        f"{appellation_organisme(ctg, c.financeur)}\u00a0: {pourcent(c.part_pourcent)}"
        for c in poste.cofinancements
    ]
    return LignePoste(
        nom=nom_personne(ctg, poste.personne, situation, poste.vacance or "Poste vacant"),
        vacant=poste.vacant,
        fonction=majuscule_initiale(poste.intitule_fonction),
        perimetre=poste.perimetre or "",
        missions=poste.missions,
        direction=poste.direction or "",
        employeur=nom_organisme(ctg, poste.employeur, "–"),
        etp_poste=etp(poste.etp_poste) if poste.etp_poste is not None else "–",
        etp_ctg=etp(poste.etp_ctg) if poste.etp_ctg is not None else "–",
        periode=majuscule_initiale(bornes[0]) if bornes else "–",
        cofinancement=", ".join(parts),
    )


def _total(libelle: str, postes: Sequence[PosteCooperation]) -> LigneTotal:
    parts = [p.etp_ctg for p in postes]
    connus = [p for p in parts if p is not None]
    vacants = sum(p.vacant for p in postes)
    return LigneTotal(
        libelle=libelle,
        postes=str(len(postes)),
        vacants=str(vacants) if vacants else "–",
        etp=etp(sum(connus, Decimal(0))) if postes and len(connus) == len(parts) else "–",
    )


def totaux(ctg: Ctg, champ: str) -> tuple[LigneTotal, ...]:
    """Return a line per `direction` or `employeur`, in the order met, then the whole; what is unsaid comes last."""
    postes = ctg.cooperation.postes
    cles: Iterable[str | None] = (getattr(p, champ) for p in postes)
    noms = [*(ctg.cooperation.directions if champ == "direction" else ()), *(c for c in cles if c)]
    lignes = [
        _total(
            nom if champ == "direction" else nom_organisme(ctg, nom),
            [p for p in postes if getattr(p, champ) == nom],
        )
        for nom in dict.fromkeys(noms)
    ]
    if reste := [p for p in postes if not getattr(p, champ)]:
        lignes.append(_total(_SANS, reste))
    ensemble = _total("Ensemble", postes)
    annonce = ctg.cooperation.etp_total
    return (*lignes, ensemble.model_copy(update={"etp": etp(annonce) if annonce is not None else "–"}))


def phrase_total(ctg: Ctg) -> str:
    """Return « 13 coopérateurs, 6,70 ETP, dont 1 poste vacant », what is announced beside what is listed."""
    cooperation = ctg.cooperation
    nombre = len(cooperation.postes)
    vacants = sum(p.vacant for p in cooperation.postes)
    total = cooperation.etp_total
    parts = [compte(nombre, "poste")]
    if total is not None:
        parts.append(f"{etp(total)}\u00a0ETP")
    if vacants:
        parts.append(f"dont {compte(vacants, 'poste vacant', 'postes vacants')}")
    phrase = f"{', '.join(parts)}."
    annonce = cooperation.nombre_annonce
    if annonce is not None and annonce != nombre:
        phrase += f" Le dossier annonce {compte(annonce, 'poste')}."
    if cooperation.directions:
        phrase += f" Directions concernées\u00a0: {liste_et(cooperation.directions)}."
    return phrase
