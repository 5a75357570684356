"""Put the annexes in order, each with what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from ctg_docs.documents._communs.annexes.diagnostic import AnnexeDiagnostic, build_diagnostic
from ctg_docs.documents._communs.annexes.pilotage import (
    AnnexeCooperateurs,
    AnnexeGouvernance,
    build_cooperateurs,
    build_gouvernance,
)
from ctg_docs.documents._communs.annexes.plan import AnnexePlan, build_plan
from ctg_docs.documents._communs.annexes.schema import AnnexeSchema, build_schema
from ctg_docs.documents._communs.annexes.suivi import (
    AnnexeDeliberations,
    AnnexeEvaluation,
    build_deliberations,
    build_evaluation,
)
from ctg_docs.documents._communs.equipements.services import AnnexeEquipements, build_equipements
from ctg_docs.documents._communs.fiches.fiches import BlocFiche, bloc_fiche
from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents._communs.parties.avenants import nommer_avenant
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.french import de
from ctg_docs.holes import hole
from ctg_docs.models.annexe import Annexe, ContenuAnnexe, Orientation
from ctg_docs.models.au_jour import avenants_apres, is_ecrite_apres
from ctg_docs.models.liste_annexes import a_des_donnees, manque_de
from ctg_docs.models.parametres import RubriquesVides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

_SANS_LISTE = 4
"""Fiches that a list would leave alone on a page of a few lines."""

__all__ = ["AnnexeFiches", "AnnexeImprimee", "Sujet", "build_annexe", "build_fiches"]

_PAYSAGE = frozenset([ContenuAnnexe.EQUIPEMENTS, ContenuAnnexe.PLAN_ACTIONS, ContenuAnnexe.SCHEMA])
"""The widest tables: always on landscape sheets."""


class AnnexeFiches(Bloc):
    """The fiches actions, whole, after their list."""

    fiches: tuple[BlocFiche, ...]
    pilotes: tuple[str, ...] = Field(title="Pilotes", description="Un par fiche, dans le même ordre")

    @property
    def liste(self) -> bool:
        """True for enough fiches to be worth a page that lists them; else the first follows the heading."""
        return len(self.fiches) > _SANS_LISTE


class AnnexeImprimee(Bloc):
    """An annexe as printed; its number is its rank, given by the style. One of the last fields is filled."""

    titre: str = Field(title="Titre", description="Titre sans numéro")
    paysage: bool = Field(title="Paysage", description="Vrai sur des pages en largeur")
    texte: Rich | None = Field(title="Texte", description="Introduction, ou tout le texte")
    suite: bool = Field(False, title="Suite", description="Vrai quand elle commence sous la précédente")
    suivie: bool = Field(False, title="Suivie", description="Vrai quand la suivante commence sous elle")
    fichier: str = Field("", title="Fichier", description="Document joint, en une phrase, ou vide")
    diagnostic: AnnexeDiagnostic | None = None
    equipements: AnnexeEquipements | None = None
    plan: AnnexePlan | None = None
    fiches: AnnexeFiches | None = None
    gouvernance: AnnexeGouvernance | None = None
    cooperateurs: AnnexeCooperateurs | None = None
    evaluation: AnnexeEvaluation | None = None
    deliberations: AnnexeDeliberations | None = None
    schema_enfance: AnnexeSchema | None = None


@dataclass(frozen=True, slots=True)
class Sujet:
    """What the annexes of a convention or of an avenant are made from.

    Attributes:
        joint_a: « à la présente convention », « au présent avenant ».
        ctg: the dossier as it stood on the day of the signature.
        jour: that day; None while it is not known.
    """

    ctg: Ctg
    situation: Situation
    parties: tuple[Partie, ...]
    joint_a: str = "à la présente convention"
    jour: date | None = None


def build_annexe(sujet: Sujet, annexe: Annexe, titre: str = "") -> AnnexeImprimee:
    """Return an annexe as printed; one with nothing to show is a hole."""
    ctg, contenu = sujet.ctg, annexe.contenu
    texte = annexe.texte
    if contenu is not ContenuAnnexe.FICHIER and manque_de(ctg, annexe):
        texte = hole(
            f"contenu de l’annexe «\u00a0{annexe.titre_effectif}\u00a0»", f"convention.annexes.{annexe.id}"
        )
    champ, construire = _CONTENUS.get(contenu, ("", None))
    rempli = construire and a_des_donnees(ctg, contenu)
    return AnnexeImprimee(
        titre=titre or annexe.titre_effectif,
        paysage=annexe.orientation is Orientation.PAYSAGE or contenu in _PAYSAGE,
        texte=Rich(texte) if texte else None,
        fichier=_fichier(annexe, sujet.joint_a),
        **({champ: construire(sujet)} if construire and rempli else {}),
    )


def build_fiches(sujet: Sujet, fiches: Sequence[FicheAction]) -> AnnexeFiches:
    """Return fiches, whole; a version written after the signature is not told, but for the avenant that it comes from."""
    ctg = _comme_signee(sujet.ctg)
    blocs = [bloc_fiche(ctg, fiche, sujet.situation) for fiche in fiches]
    blocs = [
        bloc.model_copy(update={"version": _version(sujet.ctg, fiche, bloc.version, sujet.jour)})
        for bloc, fiche in zip(blocs, fiches, strict=True)
    ]
    if 0 < len(blocs) <= _SANS_LISTE:
        blocs[0] = blocs[0].model_copy(update={"suite": True})
    return AnnexeFiches(
        fiches=tuple(blocs),
        pilotes=tuple(appellation_organisme(sujet.ctg, fiche.pilote) for fiche in fiches),
    )


def _comme_signee(ctg: Ctg) -> Ctg:
    """Return the dossier without the rows that nobody filled, unless it asks for them: an act tells what is known."""
    if ctg.parametres.rubriques_vides is not None:
        return ctg
    parametres = ctg.parametres.model_copy(update={"rubriques_vides": RubriquesVides.RETIRER})
    return ctg.model_copy(update={"parametres": parametres})


def _version(ctg: Ctg, fiche: FicheAction, version: str, jour: date | None) -> str:
    modifiee = (a for a in avenants_apres(ctg, jour) if any(f.fiche == fiche.id for f in a.fiches))
    if avenant := next(modifiee, None):
        return f"Rédaction issue {de(nommer_avenant(avenant))}."
    return "" if is_ecrite_apres(fiche, jour) else version


_CONTENUS: Final[dict[ContenuAnnexe, tuple[str, Callable[[Sujet], Any]]]] = {
    ContenuAnnexe.DIAGNOSTIC: ("diagnostic", lambda s: build_diagnostic(s.ctg, s.situation)),
    ContenuAnnexe.EQUIPEMENTS: ("equipements", lambda s: build_equipements(s.ctg)),
    ContenuAnnexe.PLAN_ACTIONS: ("plan", lambda s: build_plan(s.ctg, s.situation)),
    ContenuAnnexe.FICHES_ACTIONS: ("fiches", lambda s: build_fiches(s, s.ctg.fiches_ordonnees)),
    ContenuAnnexe.GOUVERNANCE: ("gouvernance", lambda s: build_gouvernance(s.ctg, s.situation)),
    ContenuAnnexe.COOPERATEURS: ("cooperateurs", lambda s: build_cooperateurs(s.ctg, s.situation)),
    ContenuAnnexe.EVALUATION: ("evaluation", lambda s: build_evaluation(s.ctg)),
    ContenuAnnexe.DELIBERATIONS: ("deliberations", lambda s: build_deliberations(s.parties)),
    ContenuAnnexe.SCHEMA: ("schema_enfance", lambda s: build_schema(s.ctg)),
}
"""The field of each generated annexe, and what fills it."""


def _fichier(annexe: Annexe, joint_a: str) -> str:
    """Return what a reader is told of the attached file: its title, never its path."""
    if annexe.fichier:
        return f"Le document «\u00a0{annexe.titre_effectif}\u00a0» est joint {joint_a}."
    return (
        hole("fichier joint", f"convention.annexes.{annexe.id}.fichier")
        if annexe.contenu is ContenuAnnexe.FICHIER
        else ""
    )
