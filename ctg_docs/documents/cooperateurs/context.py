"""What the annexe of chargés de coopération shows: every post, the totals, the shared missions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.gouvernance.postes import (
    LignePoste,
    LigneTotal,
    lignes_postes,
    phrase_total,
    totaux,
)
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, liste_et, minuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "Cooperateurs", "build"]


class Cooperateurs(ContexteDeTableaux):
    """The posts of coordination."""

    titre_document: str
    sous_titre: str
    introduction: Rich | None
    resume: str = Field(title="Résumé", description="« 13 postes, 6,70 ETP, dont 1 poste vacant. »")
    base: str = Field(title="Origine", description="Origine des postes ; vide si inconnue")
    missions: str
    postes: tuple[LignePoste, ...]
    ensemble: LigneTotal
    nombre: str = Field(title="Nombre", description="« 13 postes »")
    directions: tuple[LigneTotal, ...]
    employeurs: tuple[LigneTotal, ...]
    manques: str = Field(title="Manques", description="« Part CTG inconnue pour 13 postes. » ; vide sinon")


CONTEXTE = Cooperateurs


def build(ctg: Ctg, situation: Situation) -> Sequence[Cooperateurs]:
    """Return the one annexe.

    Raises:
        Inapplicable: the dossier has no post.
    """
    ctg = connu_le(ctg, situation)
    cooperation = ctg.cooperation
    if not cooperation.postes:
        raise Inapplicable("le dossier n’a pas de poste de coopération")
    directions, employeurs = totaux(ctg, "direction"), totaux(ctg, "employeur")
    plusieurs = len(cooperation.postes) > 1  # the table of posts already says the total of one
    contexte = Cooperateurs(
        **tete(
            ctg,
            situation,
            stem=build_stem("charges-de-cooperation", ctg.territoire.nom),
            titre=f"Chargés de coopération – {nom_ctg(ctg)}",
            court="Chargés de coopération",
        ),
        titre_document="Les chargés de coopération",
        sous_titre=nom_ctg(ctg),
        introduction=Rich(cooperation.introduction) if cooperation.introduction else None,
        resume=phrase_total(ctg),
        base=f"{minuscule_initiale(cooperation.base).rstrip('.')}." if cooperation.base else "",
        missions=f"{liste_et(minuscule_initiale(m.rstrip('.')) for m in cooperation.missions)}."
        if cooperation.missions
        else "",
        postes=lignes_postes(ctg, situation),
        ensemble=directions[-1],
        nombre=compte(len(cooperation.postes), "poste"),
        directions=directions if plusieurs and any(p.direction for p in cooperation.postes) else (),
        employeurs=employeurs if plusieurs and any(p.employeur for p in cooperation.postes) else (),
        manques=_manques(ctg),
    )
    return [contexte]


def _manques(ctg: Ctg) -> str:
    """Say what the table can't show, so that a dash is understood."""
    postes = ctg.cooperation.postes
    champs = (("part CTG", "etp_ctg"), ("employeur", "employeur"), ("direction", "direction"))
    parts = [
        f"{nom} pour {compte(nombre, 'poste')}"
        for nom, champ in champs
        if (nombre := sum(getattr(p, champ) is None for p in postes))
    ]
    return f"Non renseigné\u00a0: {liste_et(parts)}." if parts else ""
