"""The action plan as rows: the hierarchy, a line per action, a subtotal per enjeu; of the kind and of the annexe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.fiches.calendriers import periode_action
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.noms import nom_organisme, nom_personne
from ctg_docs.documents._communs.suivi.avancement import somme
from ctg_docs.documents._communs.suivi.budgets import budget_court, cout
from ctg_docs.documents._communs.suivi.statuts import statut_dessine
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, euros, majuscule_initiale
from ctg_docs.models.finance import SensLigne

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.finance import LigneFinancement, PlanFinancement
    from ctg_docs.models.strategie import Objectif

__all__ = [
    "LignePlan", "euros_ou_tiret", "fiches_a_rattacher", "lignes_du_plan", "notes_du_plan", "total_du_plan", "total_fiches"
]  # fmt: skip


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


def lignes_du_plan(ctg: Ctg, situation: Situation, operations: bool = True) -> tuple[LignePlan, ...]:
    """Return the rows in the order of the hierarchy, actions without an enjeu last.

    Rows before a subtotal or the total are marked: none of these begins a page.

    Args:
        ctg: the dossier.
        situation: persons are masked in what is published.
        operations: True to list the opérations under their action.
    """
    lignes = [
        ligne for enjeu in ctg.strategie.objectifs for ligne in _enjeu(ctg, situation, enjeu, operations)
    ]
    if orphelines := fiches_a_rattacher(ctg):
        lignes.append(LignePlan(nature="enjeu", intitule="Actions à rattacher"))
        lignes += [_action(ctg, situation, f, operations) for f in orphelines]
        lignes.append(_sous_total("Sous-total à rattacher", orphelines))
    suivantes = [*(ligne.nature for ligne in lignes[1:]), "sous_total"]
    pairs = zip(lignes, suivantes, strict=False)
    return tuple(ligne.model_copy(update={"lie": suivante == "sous_total"}) for ligne, suivante in pairs)


def total_du_plan(ctg: Ctg) -> LignePlan:
    """Return the last row."""
    return _sous_total("Total du plan", ctg.fiches_actions)


def total_fiches(fiches: Iterable[FicheAction]) -> Decimal | None:
    """Return the known cost of some actions, None when no cost is known."""
    return somme(cout(f.plan) for f in fiches)


def euros_ou_tiret(total: Decimal | None) -> str:
    """Return an amount, with its cents if it has any, a dash for an unknown one: rounded ones would not add up."""
    return "–" if total is None else euros(total, "auto")


def fiches_a_rattacher(ctg: Ctg) -> tuple[FicheAction, ...]:
    """Return the actions that hang on no objective."""
    return tuple(f for f in ctg.fiches_ordonnees if ctg.objectif(f.rattachement) is None)


def _court(ctg: Ctg, id: str | None) -> str:
    """Return the short name that the dossier gives a body, « Caf de la Nièvre », else its sigle, else its name."""
    organisme = ctg.organisme(id)
    return organisme.appellation if organisme else nom_organisme(ctg, id, "")


def _action(ctg: Ctg, situation: Situation, fiche: FicheAction, operations: bool) -> LignePlan:
    organismes = dict.fromkeys([*fiche.co_porteurs, *(p.organisme for p in fiche.partenaires)])
    acteurs = [*(_court(ctg, o) for o in organismes), fiche.partenaires_texte or ""]
    personnes = dict.fromkeys([fiche.pilote_personne, *fiche.pilotes_personnes])
    return LignePlan(
        nature="action",
        code=code_de(ctg, fiche),
        intitule=fiche.intitule,
        operations=tuple(o.intitule for o in fiche.operations) if operations else (),
        pilote=majuscule_initiale(_court(ctg, fiche.pilote))
        or ", ".join(nom_personne(ctg, p, situation) for p in personnes if p)
        or majuscule_initiale(fiche.pilote_service or "–"),
        partenaires=_enumerer(acteurs) or "–",
        calendrier=periode_action(fiche.calendrier) or "–",
        budget=budget_court(fiche.plan),
        statut=statut_dessine(fiche.statut),
    )


def _enumerer(acteurs: Iterable[str]) -> str:
    nommes = [acteur for acteur in acteurs if acteur]
    return ("\u00a0; " if any("," in acteur for acteur in nommes) else ", ").join(nommes)


def _sous_total(libelle: str, fiches: Sequence[FicheAction]) -> LignePlan:
    nombre = compte(len(fiches), "action") if fiches else "aucune action"
    return LignePlan(
        nature="sous_total",
        intitule=f"{libelle}\u00a0: {nombre}",
        budget=euros_ou_tiret(total_fiches(fiches)),
    )


def _enjeu(ctg: Ctg, situation: Situation, enjeu: Objectif, operations: bool) -> Iterator[LignePlan]:
    codes, niveau = ctg.strategie.codes(), ctg.strategie.niveau_de(enjeu.id)
    nom = majuscule_initiale(niveau.nom) if niveau else ""
    yield LignePlan(nature="enjeu", intitule=f"{nom}\u00a0{codes[enjeu.id]} – {enjeu.intitule}")
    for objectif in enjeu.walk():
        if objectif is not enjeu:
            yield LignePlan(nature="objectif", code=codes[objectif.id], intitule=objectif.intitule)
        yield from (
            _action(ctg, situation, f, operations)
            for f in ctg.fiches_ordonnees
            if f.rattachement == objectif.id
        )
        if not ctg.fiches_de(objectif.id) and not objectif.sous_objectifs:
            yield LignePlan(nature="vide", intitule="Aucune action à ce jour.")
    yield _sous_total(f"Sous-total {nom.lower()} {codes[enjeu.id]}", ctg.fiches_de(enjeu.id))


def _cote_compte(plan: PlanFinancement) -> list[LigneFinancement]:
    """Return the lines of the side that the cost is made of: of the other no total of the page says anything."""
    recettes = plan.total(SensLigne.RECETTE) and not plan.total(SensLigne.DEPENSE)
    sens = SensLigne.RECETTE if recettes else SensLigne.DEPENSE
    return [ligne for ligne in plan.lignes if ligne.sens is sens]


def notes_du_plan(ctg: Ctg) -> tuple[str, ...]:
    """Return what a reader must know to add the amounts up."""
    notes, plans = [], [f.plan for f in ctg.fiches_actions]
    connus = [cout(plan) is not None for plan in plans]
    if not all(connus):
        notes.append(
            f"{compte(connus.count(False), 'action')} sans budget chiffré à ce jour\u00a0: "
            "les totaux portent sur les montants connus."
        )
    lignes = [ligne for plan in plans if plan for ligne in _cote_compte(plan)]
    argent = [ligne for ligne in lignes if not ligne.en_nature]
    if any(ligne.montant_euros is None and ligne.montant_max_euros is not None for ligne in argent):
        notes.append("Une fourchette est comptée à son montant le plus haut.")
    if any(ligne.unitaire for ligne in lignes):
        notes.append("Un prix unitaire dont le nombre n’est pas précisé n’est pas compté dans les totaux.")
    if any(ligne.en_nature for plan in plans if plan for ligne in plan.lignes):
        notes.append("Les contributions en nature ne sont pas comptées dans les totaux.")
    return tuple(notes)
