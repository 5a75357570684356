"""What the action plan shows: the hierarchy, a line per action, a subtotal per enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.annexes.plan import lier
from ctg_docs.documents._communs.fiches.calendriers import periode_action
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents._communs.suivi.avancement import somme
from ctg_docs.documents._communs.suivi.budgets import budget_court, cout
from ctg_docs.documents._communs.suivi.statuts import statut_dessine
from ctg_docs.documents._communs.tete import tete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte, euros, liste_et, majuscule_initiale, pourcent
from ctg_docs.models.operation import Statut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.finance import PlanFinancement
    from ctg_docs.models.strategie import Objectif

__all__ = ["CONTEXTE", "ContextePlanActions", "LignePlan", "LigneSynthese", "build"]


class LignePlan(Bloc):
    """A row: an enjeu, an objective, an action, the lack of one, or a subtotal."""

    nature: str = Field(title="Nature", description="enjeu, objectif, action, vide ou sous_total")
    code: str = ""
    intitule: str = ""
    operations: tuple[str, ...] = ()
    pilote: str = ""
    partenaires: str = ""
    calendrier: str = ""
    budget: str = ""
    statut: str = ""
    lie: bool = Field(False, title="Lié", description="Vrai quand un total la suit : elle reste sur sa page")


class LigneSynthese(Bloc):
    """An enjeu in the summary."""

    enjeu: str
    actions: str
    realisees: str
    budget: str
    part: str


class ContextePlanActions(Contexte):
    """The synthesis of the plan."""

    titre_document: str
    sous_titre: str
    chapeau: str = Field(title="Chapeau", description="Le plan en une phrase")
    nom_enjeu: str = Field(title="Nom du premier niveau", description="Enjeu, Axe, Orientation…")
    synthese: tuple[LigneSynthese, ...]
    total: LigneSynthese
    lignes: tuple[LignePlan, ...]
    total_lignes: LignePlan
    notes: tuple[str, ...]


def _total(fiches: Iterable[FicheAction]) -> Decimal | None:
    return somme(cout(f.plan) for f in fiches)


def _euros(total: Decimal | None) -> str:
    return "–" if total is None else euros(total, False)


def _action(ctg: Ctg, fiche: FicheAction) -> LignePlan:
    partenaires = [p.organisme for p in fiche.partenaires]
    acteurs = [appellation_organisme(ctg, o) for o in dict.fromkeys([*fiche.co_porteurs, *partenaires])]
    return LignePlan(
        nature="action",
        code=code_de(ctg, fiche),
        intitule=fiche.intitule,
        operations=tuple(o.intitule for o in fiche.operations),
        pilote=appellation_organisme(ctg, fiche.pilote),
        partenaires=", ".join(acteurs) or "–",
        calendrier=periode_action(fiche.calendrier) or "–",
        budget=budget_court(fiche.plan),
        statut=statut_dessine(fiche.statut),
    )


def _sous_total(libelle: str, fiches: Sequence[FicheAction], noms: tuple[str, str]) -> LignePlan:
    nombre = compte(len(fiches), *noms) if fiches else f"aucune {noms[0]}"
    return LignePlan(
        nature="sous_total", intitule=f"{libelle}\u00a0: {nombre}", budget=_euros(_total(fiches))
    )


def _nom_niveau(ctg: Ctg, objectif: Objectif) -> str:
    niveau = ctg.strategie.niveau_de(objectif.id)
    return majuscule_initiale(niveau.nom) if niveau else ""


def _lignes_enjeu(ctg: Ctg, enjeu: Objectif, codes: dict[str, str], noms: tuple[str, str]) -> list[LignePlan]:
    nom = _nom_niveau(ctg, enjeu)
    lignes = [LignePlan(nature="enjeu", intitule=f"{nom}\u00a0{codes[enjeu.id]} – {enjeu.intitule}")]
    for objectif in enjeu.walk():
        if objectif is not enjeu:
            lignes.append(LignePlan(nature="objectif", code=codes[objectif.id], intitule=objectif.intitule))
        lignes += [_action(ctg, f) for f in ctg.fiches_ordonnees if f.rattachement == objectif.id]
        if not ctg.fiches_de(objectif.id) and not objectif.sous_objectifs:
            lignes.append(LignePlan(nature="vide", intitule=f"Aucune {noms[0]} à ce jour."))
    lignes.append(_sous_total(f"Sous-total {nom.lower()} {codes[enjeu.id]}", ctg.fiches_de(enjeu.id), noms))
    return lignes


def _orphelines(ctg: Ctg) -> tuple[FicheAction, ...]:
    return tuple(f for f in ctg.fiches_ordonnees if ctg.objectif(f.rattachement) is None)


def _lignes(ctg: Ctg, codes: dict[str, str], noms: tuple[str, str]) -> tuple[LignePlan, ...]:
    lignes = [ligne for enjeu in ctg.strategie.objectifs for ligne in _lignes_enjeu(ctg, enjeu, codes, noms)]
    if orphelines := _orphelines(ctg):
        lignes.append(LignePlan(nature="enjeu", intitule=f"{majuscule_initiale(noms[1])} à rattacher"))
        lignes += [_action(ctg, f) for f in orphelines]
        lignes.append(_sous_total("Sous-total à rattacher", orphelines, noms))
    return lier(lignes, "nature")


def _synthese(enjeu: str, fiches: Sequence[FicheAction], total: Decimal | None) -> LigneSynthese:
    realisees, budget = sum(f.statut is Statut.REALISE for f in fiches), _total(fiches)
    return LigneSynthese(
        enjeu=enjeu,
        actions=str(len(fiches)),
        realisees=str(realisees),
        budget=_euros(budget),
        part=pourcent(budget * 100 / total, 0) if total and budget else "–",
    )


def _chapeau(ctg: Ctg, total: Decimal | None, noms: tuple[str, str]) -> str:
    fiches, strategie = ctg.fiches_actions, ctg.strategie
    niveau = strategie.niveaux[0]
    phrase = (
        f"{compte(len(fiches), *noms)} au service de "
        f"{compte(len(strategie.objectifs), niveau.nom, niveau.nom_pluriel)}"
    )
    if total:
        phrase += f", pour un budget prévisionnel de {euros(total, False)}"
    comptes = [(s, sum(f.statut is s for f in fiches)) for s in Statut]
    statuts = [f"{n} «\u00a0{s.libelle.lower()}\u00a0»" for s, n in comptes if n]
    if sans := sum(f.statut is None for f in fiches):
        statuts.append(f"{sans} sans statut")
    return f"{phrase}\u00a0: {liste_et(statuts)}."


def _notes(plans: Sequence[PlanFinancement | None]) -> tuple[str, ...]:
    notes = []
    connus = [cout(plan) is not None for plan in plans]
    if not all(connus):
        manquants = connus.count(False)
        notes.append(
            f"Budget de {compte(manquants, 'action')} non chiffré à ce jour\u00a0: "
            "les totaux portent sur les montants connus."
        )
    if any(montant % 1 for plan in plans if (montant := cout(plan)) is not None):
        notes.append("Montants arrondis à l’euro.")
    lignes = [ligne for plan in plans if plan for ligne in plan.lignes]
    if any(ligne.montant_euros is None and ligne.montant_max_euros is not None for ligne in lignes):
        notes.append("Une fourchette est comptée à son montant le plus haut.")
    if any(ligne.unitaire for ligne in lignes):
        notes.append("Un prix unitaire dont le nombre n’est pas précisé n’est pas compté dans les totaux.")
    if any(ligne.en_nature for ligne in lignes):
        notes.append("Les contributions en nature ne sont pas comptées dans les totaux.")
    return tuple(notes)


def build(ctg: Ctg, situation: Situation) -> Sequence[ContextePlanActions]:
    """Return the one synthesis.

    Raises:
        Inapplicable: the dossier has no fiche.
    """
    if not ctg.fiches_actions:
        raise Inapplicable("le dossier ne contient aucune fiche action")
    strategie, codes = ctg.strategie, ctg.strategie.codes()
    noms = ("action", "actions")
    total = _total(ctg.fiches_actions)
    groupes = [(f"{codes[e.id]}. {e.intitule}", ctg.fiches_de(e.id)) for e in strategie.objectifs]
    if orphelines := _orphelines(ctg):
        groupes.append(("À rattacher", orphelines))
    return [
        ContextePlanActions(
            **tete(
                ctg,
                situation,
                stem=build_stem("plan-actions", ctg.territoire.nom),
                titre=f"Plan d’actions – {ctg.territoire.nom}",
                court="Plan d’actions",
            ),
            titre_document="Plan d’actions",
            sous_titre=" – ".join(
                p for p in (ctg.territoire.nom, strategie.periode or ctg.convention.periode) if p
            ),
            chapeau=_chapeau(ctg, total, noms),
            nom_enjeu=majuscule_initiale(strategie.niveaux[0].nom),
            synthese=tuple(_synthese(nom, fiches, total) for nom, fiches in groupes),
            total=_synthese("Total", ctg.fiches_actions, total),
            lignes=_lignes(ctg, codes, noms),
            total_lignes=_sous_total("Total du plan", ctg.fiches_actions, noms),
            notes=_notes([f.plan for f in ctg.fiches_actions]),
        )
    ]


CONTEXTE = ContextePlanActions
