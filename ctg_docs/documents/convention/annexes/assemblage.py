"""Put the annexes in order, each with what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from ctg_docs.documents._communs.fiches.fiches import BlocFiche, bloc_fiche
from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.convention.annexes.diagnostic import AnnexeDiagnostic, build_diagnostic
from ctg_docs.documents.convention.annexes.equipements import AnnexeEquipements, build_equipements
from ctg_docs.documents.convention.annexes.pilotage import (
    AnnexeCooperateurs,
    AnnexeGouvernance,
    build_cooperateurs,
    build_gouvernance,
)
from ctg_docs.documents.convention.annexes.plan import AnnexePlan, build_plan
from ctg_docs.documents.convention.annexes.suivi import (
    AnnexeDeliberations,
    AnnexeEvaluation,
    build_deliberations,
    build_evaluation,
)
from ctg_docs.engine.values import Rich
from ctg_docs.holes import hole
from ctg_docs.models.annexe import Annexe, ContenuAnnexe, Orientation
from ctg_docs.models.liste_annexes import a_des_donnees, manque_de

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.fiche import FicheAction

__all__ = ["AnnexeImprimee", "build_annexes"]

_PAYSAGE = frozenset([ContenuAnnexe.EQUIPEMENTS, ContenuAnnexe.PLAN_ACTIONS])
"""The widest tables: always on landscape sheets."""


class AnnexeFiches(Bloc):
    """The fiches actions, whole, after their list."""

    fiches: tuple[BlocFiche, ...]
    pilotes: tuple[str, ...] = Field(title="Pilotes", description="Un par fiche, dans le même ordre")


class AnnexeImprimee(Bloc):
    """An annexe as printed; its number is its rank, given by the style. One of the last fields is filled."""

    titre: str = Field(title="Titre", description="Titre sans numéro")
    paysage: bool = Field(title="Paysage", description="Vrai sur des pages en largeur")
    texte: Rich | None = Field(title="Texte", description="Introduction, ou tout le texte")
    fichier: str = Field("", title="Fichier", description="Document joint, en une phrase, ou vide")
    diagnostic: AnnexeDiagnostic | None = None
    equipements: AnnexeEquipements | None = None
    plan: AnnexePlan | None = None
    fiches: AnnexeFiches | None = None
    gouvernance: AnnexeGouvernance | None = None
    cooperateurs: AnnexeCooperateurs | None = None
    evaluation: AnnexeEvaluation | None = None
    deliberations: AnnexeDeliberations | None = None


def build_annexes(f: Faits) -> tuple[AnnexeImprimee, ...]:
    """Return the annexes of the convention, in order."""
    return tuple(_annexe(f, a) for a in f.annexes)


def _annexe(f: Faits, annexe: Annexe) -> AnnexeImprimee:
    ctg, contenu = f.ctg, annexe.contenu
    texte = annexe.texte
    if contenu is not ContenuAnnexe.FICHIER and manque_de(ctg, annexe):
        texte = hole(f"contenu de l’annexe «\u00a0{annexe.titre_effectif}\u00a0»")
    champ, construire = _CONTENUS.get(contenu, ("", None))
    rempli = construire and a_des_donnees(ctg, contenu)
    return AnnexeImprimee(
        titre=annexe.titre_effectif,
        paysage=annexe.orientation is Orientation.PAYSAGE or contenu in _PAYSAGE,
        texte=Rich(texte) if texte else None,
        fichier=_fichier(annexe),
        **({champ: construire(f)} if construire and rempli else {}),
    )


def _fiches(f: Faits) -> AnnexeFiches:
    fiches = [_au_jour(fiche, f.convention.date_signature_administrative) for fiche in f.ctg.fiches_ordonnees]
    return AnnexeFiches(
        fiches=tuple(bloc_fiche(f.ctg, fiche, f.situation) for fiche in fiches),
        pilotes=tuple(appellation_organisme(f.ctg, fiche.pilote) for fiche in fiches),
    )


def _au_jour(fiche: FicheAction, signature: date | None) -> FicheAction:
    """Return a fiche without what its years brought after the signature: a convention doesn't tell what came later."""
    if signature is None:
        return fiche
    indicateurs = tuple(
        i.model_copy(update={"realisations": tuple(r for r in i.realisations if r.annee <= signature.year)})
        for i in fiche.indicateurs
    )
    suivi = tuple(s for s in fiche.suivi if s.annee <= signature.year)
    return fiche.model_copy(update={"indicateurs": indicateurs, "suivi": suivi})


_CONTENUS: Final[dict[ContenuAnnexe, tuple[str, Callable[[Faits], Any]]]] = {
    ContenuAnnexe.DIAGNOSTIC: ("diagnostic", lambda f: build_diagnostic(f.ctg)),
    ContenuAnnexe.EQUIPEMENTS: ("equipements", lambda f: build_equipements(f.ctg)),
    ContenuAnnexe.PLAN_ACTIONS: ("plan", lambda f: build_plan(f.ctg)),
    ContenuAnnexe.FICHES_ACTIONS: ("fiches", _fiches),
    ContenuAnnexe.GOUVERNANCE: ("gouvernance", lambda f: build_gouvernance(f.ctg)),
    ContenuAnnexe.COOPERATEURS: ("cooperateurs", lambda f: build_cooperateurs(f.ctg)),
    ContenuAnnexe.EVALUATION: ("evaluation", lambda f: build_evaluation(f.ctg)),
    ContenuAnnexe.DELIBERATIONS: ("deliberations", build_deliberations),
}
"""The field of each generated annexe, and what fills it."""


def _fichier(annexe: Annexe) -> str:
    """Return what a reader is told of the attached file: its title, never its path."""
    if annexe.fichier:
        return f"Le document «\u00a0{annexe.titre_effectif}\u00a0» est joint à la présente convention."
    return hole("fichier joint") if annexe.contenu is ContenuAnnexe.FICHIER else ""
