"""Plans de financement as tables: lines of both sides, totals, what remains to be financed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import euros, nombre, parts, pourcent
from ctg_docs.holes import hole
from ctg_docs.models.finance import BaseMontant, PlanFinancement, SensLigne, Taxe, TypeDepense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.finance import LigneFinancement

__all__ = ["BlocBudget", "LigneBudget", "bloc_budget", "budget_court", "budget_detaille", "cout"]


class LigneBudget(Bloc):
    """A line of the table."""

    poste: str
    precisions: str
    part: str
    montant: str


class BlocBudget(Bloc):
    """A plan de financement; `phrase` alone when there is no line."""

    phrase: str = ""
    depenses: tuple[LigneBudget, ...] = ()
    recettes: tuple[LigneBudget, ...] = ()
    en_nature: tuple[LigneBudget, ...] = ()
    titre_depenses: str = "Dépenses"
    titre_recettes: str = "Recettes"
    total_depenses: str = ""
    total_recettes: str = ""
    total_nature: str = ""
    solde: str = ""


def cout(plan: PlanFinancement | None) -> Decimal | None:
    """Return the known cost: dépenses, else recettes; 0 without incidence, None when nothing is known, or prices of one only."""
    if plan is None:
        return None
    if plan.sans_incidence and not plan.chiffre:
        return Decimal(0)
    depenses = [ligne for ligne in plan.lignes if ligne.sens is SensLigne.DEPENSE]
    if not plan.chiffre or (depenses and all(ligne.prix is not None for ligne in depenses)):
        return None
    return plan.total(SensLigne.DEPENSE) or plan.total(SensLigne.RECETTE) or Decimal(0)


def budget_court(plan: PlanFinancement | None, vide: str = "–") -> str:
    """Return the cost for a narrow column: « 12 500 € », « sans incidence », « à définir »."""
    total = cout(plan)
    if plan is None or total is None:
        prix = [_prix(ligne) for ligne in plan.lignes if ligne.sens is SensLigne.DEPENSE] if plan else []
        if prix and all(prix):
            return ", ".join(prix)
        return "à chiffrer" if plan and (plan.lignes or plan.commentaire) else vide
    if not total and plan.sans_incidence:
        return "sans incidence"
    bas, haut = next(b for s in SensLigne if (b := plan.bornes(s))[1] == total)
    return euros(haut, "auto") if bas == haut else f"{nombre(bas)} à {euros(haut, 'auto')}"


def _prix(ligne: LigneFinancement) -> str:
    """Return « 4 500 € par session », or a range of such prices; nothing for a whole amount."""
    haut = ligne.prix
    if haut is None:
        return ""
    bas = ligne.montant_min_euros if ligne.montant_euros is None else None
    return f"{nombre(bas) + ' à ' if bas is not None else ''}{euros(haut, 'auto')} {ligne.base.libelle}"


def budget_detaille(plan: PlanFinancement) -> tuple[str, ...]:
    """Return the cost, then what each side is made of, for a cell of an opération."""
    cotes = []
    for sens, nom in ((SensLigne.DEPENSE, "Dépenses"), (SensLigne.RECETTE, "Recettes")):
        lignes = [_resume(ligne) for ligne in plan.lignes if ligne.sens is sens]
        cotes.append(f"{nom}\u00a0: {', '.join(lignes)}" if lignes else "")
    return tuple(t for t in (budget_court(plan), *cotes, plan.commentaire) if t)


def _resume(ligne: LigneFinancement) -> str:
    bornes = ligne.bornes
    montant = _prix(ligne) or "à chiffrer"
    if bornes:
        haut = euros(bornes[1], False)
        montant = haut if bornes[0] == bornes[1] else f"{nombre(bornes[0], 0)} à {haut}"
    precisions = [
        montant,
        _base(ligne) if ligne.quantite is not None else "",
        _realise(ligne),
        ligne.commentaire or "",
    ]
    return f"{ligne.nature} ({', '.join(p for p in precisions if p)})"


def _base(ligne: LigneFinancement) -> str:
    """Return « par an », « 8 400 € par session × 8 », nothing for a whole amount."""
    if ligne.base is BaseMontant.TOTAL:
        return ""
    unitaire = ligne.montant_euros if ligne.montant_euros is not None else ligne.montant_max_euros
    if ligne.quantite is None or unitaire is None:
        return ligne.base.libelle
    return f"{euros(unitaire, 'auto')} {ligne.base.libelle} × {nombre(ligne.quantite)}"


def _realise(ligne: LigneFinancement) -> str:
    return f"réalisé\u00a0: {euros(ligne.realise_euros, 'auto')}" if ligne.realise_euros is not None else ""


def _decimales(lignes: Iterable[LigneFinancement]) -> int:
    montants = [m for ligne in lignes for m in (ligne.montant_retenu, ligne.prix)]
    return 2 if any(m is not None and m % 1 for m in montants) else 0


def _montant(ligne: LigneFinancement, decimales: int) -> str:
    bas, haut = ligne.bornes or (ligne.montant_min_euros, ligne.montant_max_euros)
    if ligne.prix is not None:
        bas, haut = None if ligne.montant_euros is not None else bas, ligne.prix
    if haut is None:
        return "–"
    return _entre(haut if bas is None else bas, haut, decimales)


def _entre(bas: Decimal, haut: Decimal, decimales: int) -> str:
    return nombre(haut, decimales) if bas == haut else f"{nombre(bas, decimales)} à {nombre(haut, decimales)}"


def _total(plan: PlanFinancement, sens: SensLigne, decimales: int) -> str:
    """Return the total of a side, as a range when it holds one; a dash when nothing of it can be added."""
    lignes = [ligne for ligne in plan.lignes if ligne.sens is sens and not ligne.en_nature]
    if lignes and all(ligne.unitaire for ligne in lignes):
        return "–"
    return _entre(*plan.bornes(sens), decimales)


def _taxe(ligne: LigneFinancement) -> str:
    return ligne.taxe.libelle if ligne.taxe else ""


def _nature(ligne: LigneFinancement) -> tuple[str, ...]:
    """Return what lines often have in common: kind of spending, year, tax."""
    return (
        "investissement" if ligne.type is TypeDepense.INVESTISSEMENT else "",
        str(ligne.annee) if ligne.annee else "",
        _taxe(ligne),
    )


def _communs(lignes: Sequence[LigneFinancement]) -> tuple[str, ...]:
    """Return what all the lines of a side say alike: written once, on the row that names the side."""
    if len(lignes) < 2:
        return ("", "", "")
    return tuple(mots[0] if len(set(mots)) == 1 else "" for mots in zip(*map(_nature, lignes), strict=True))


_AU_PLURIEL: Final = {Taxe.NON_SOUMIS.libelle: Taxe.NON_SOUMIS.synonymes[0]}
"""What is said of « dépenses » and « recettes », not of an amount."""


def _titre(nom: str, lignes: Sequence[LigneFinancement]) -> str:
    communs = ", ".join(_AU_PLURIEL.get(mot, mot) for mot in _communs(lignes) if mot)
    return f"{nom} ({communs})" if communs else nom


def _precisions(ctg: Ctg, ligne: LigneFinancement, communs: tuple[str, ...]) -> str:
    nature, annee, taxe = (
        "" if mot == commun else mot for mot, commun in zip(_nature(ligne), communs, strict=True)
    )
    mots = [
        appellation_organisme(ctg, ligne.financeur, ""),
        ligne.etat.libelle.lower() if ligne.etat else "",
        nature,
        annee,
        _base(ligne),
        taxe,
        _realise(ligne),
        ligne.commentaire or "",
    ]
    return ", ".join(mot for mot in mots if mot) or "–"


def _lignes(
    ctg: Ctg, lignes: Sequence[LigneFinancement], total: Decimal, decimales: int
) -> tuple[LigneBudget, ...]:
    communs = _communs(lignes)
    retenus = [ligne.montant_retenu or Decimal(0) for ligne in lignes]
    toutes = bool(total) and sum(retenus, Decimal(0)) == total
    pourcents = parts(retenus) if toutes else tuple(round(r * 100 / total) if total else 0 for r in retenus)
    return tuple(
        LigneBudget(
            poste=ligne.nature,
            precisions=_precisions(ctg, ligne, communs),
            part=pourcent(part) if part else "–",
            montant=_montant(ligne, decimales),
        )
        for ligne, part in zip(lignes, pourcents, strict=True)
    )


def _partiel(plan: PlanFinancement) -> str:
    """Return why the two sides can't be compared; nothing when they can."""
    argent = [ligne for ligne in plan.lignes if not ligne.en_nature]
    raisons = (
        (
            any(ligne.unitaire for ligne in argent),
            "Les prix unitaires n’entrent pas dans les totaux\u00a0: leur nombre n’est pas précisé.",
        ),
        (
            any(ligne.montant_retenu is None for ligne in argent),
            "Tous les montants ne sont pas connus\u00a0: les totaux portent sur ceux qui le sont.",
        ),
        (not plan.total(SensLigne.RECETTE), "Seules les dépenses sont connues."),
        (not plan.total(SensLigne.DEPENSE), "Seules les recettes sont connues."),
    )
    return next((phrase for vrai, phrase in raisons if vrai), "")


def _solde(plan: PlanFinancement) -> str:
    """Return what remains to be financed: an amount, or a range when a side is one."""
    (bas, depenses), (moins, recettes) = plan.bornes(SensLigne.DEPENSE), plan.bornes(SensLigne.RECETTE)
    if bas != depenses or moins != recettes:
        reste, plus = max(bas - recettes, Decimal(0)), depenses - moins
        if plus <= 0:
            return "Les recettes couvrent les dépenses."
        return f"Il reste de {nombre(reste)} à {euros(plus, 'auto')} à financer."
    if depenses == recettes:
        return "Plan équilibré\u00a0: les recettes couvrent les dépenses."
    if depenses > recettes:
        return f"Il reste {euros(depenses - recettes, 'auto')} à financer."
    return f"Les recettes dépassent les dépenses de {euros(recettes - depenses, 'auto')}."


def bloc_budget(ctg: Ctg, plan: PlanFinancement | None, chemin: str) -> BlocBudget:
    """Return what the page shows of a plan; a missing plan is a hole, which `chemin` places."""
    if plan is None:
        return BlocBudget(phrase=hole("plan de financement", chemin))
    if not plan.lignes:
        return BlocBudget(phrase=_sans_ligne(plan, chemin))
    argent = [ligne for ligne in plan.lignes if not ligne.en_nature]
    nature = [ligne for ligne in plan.lignes if ligne.en_nature]
    decimales = _decimales(plan.lignes)
    depenses, recettes = plan.total(SensLigne.DEPENSE), plan.total(SensLigne.RECETTE)
    dons = {s: [ligne for ligne in nature if ligne.sens is s] for s in SensLigne}
    sommes = {s: sum((d.montant_retenu or Decimal(0) for d in dons[s]), Decimal(0)) for s in SensLigne}
    solde = _partiel(plan) or _solde(plan)
    cotes = {s: [ligne for ligne in argent if ligne.sens is s] for s in SensLigne}
    return BlocBudget(
        depenses=_lignes(ctg, cotes[SensLigne.DEPENSE], depenses, decimales),
        recettes=_lignes(ctg, cotes[SensLigne.RECETTE], recettes, decimales),
        en_nature=_lignes(ctg, nature, max(sommes.values()), decimales),
        titre_depenses=_titre("Dépenses", cotes[SensLigne.DEPENSE]),
        titre_recettes=_titre("Recettes", cotes[SensLigne.RECETTE]),
        total_depenses=_total(plan, SensLigne.DEPENSE, decimales),
        total_recettes=_total(plan, SensLigne.RECETTE, decimales),
        total_nature=" / ".join(
            dict.fromkeys(nombre(somme, decimales) for s, somme in sommes.items() if dons[s])
        ),
        solde=f"{solde} {plan.commentaire}" if plan.commentaire else solde,
    )


def _sans_ligne(plan: PlanFinancement, chemin: str) -> str:
    if not plan.sans_incidence:
        return plan.commentaire or hole("plan de financement", chemin)
    phrase = "Action sans incidence financière."
    return f"{phrase} {plan.commentaire}" if plan.commentaire else phrase
