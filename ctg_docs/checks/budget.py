"""Money: valid amounts, balanced plans, silent gaps, rules of the funders (CTG401 to CTG405)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import euros, nombre, pourcent
from ctg_docs.models.finance import BaseMontant, LigneFinancement, PlanFinancement, SensLigne
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []


def _plans(examen: Examen) -> Iterator[tuple[CheminDonnee, PlanFinancement]]:
    for champ in examen.champs:
        if isinstance(champ.valeur, PlanFinancement):
            yield champ.chemin, champ.valeur


def _decimales(montant: Decimal) -> int:
    exposant = montant.normalize().as_tuple().exponent
    return max(0, -exposant) if isinstance(exposant, int) else 0


@regle(
    "CTG401",
    Severity.BLOCKING,
    "montants positifs, deux décimales au plus, minimum ≤ maximum",
    source="équilibre d’un plan de financement",
)
def montants_valides(examen: Examen) -> Iterator[Finding]:
    """Traps of figures read from tables: a stray minus, 12,505 for 12 505, a range upside down."""
    for champ in examen.champs:
        montant = champ.valeur
        if champ.nom.endswith("_euros") and isinstance(montant, Decimal):
            if montant < 0:
                yield Finding("Un montant ne peut pas être négatif.", champ.chemin, montant)
            if _decimales(montant) > 2:
                yield Finding("Un montant a deux décimales au plus.", champ.chemin, montant)
        ligne = champ.modele
        if isinstance(ligne, LigneFinancement) and champ.nom == "montant_max_euros" and montant is not None:
            bas = ligne.montant_min_euros
            if bas is not None and bas > montant:
                yield Finding(
                    f"Le minimum ({euros(bas)}) dépasse le maximum ({euros(montant)}).", champ.chemin, montant
                )


def _comparable(ligne: LigneFinancement) -> bool:
    """True when the line gives one amount for the whole action."""
    fourchette = ligne.montant_euros is None and ligne.montant_max_euros is not None
    return (
        not fourchette
        and ligne.montant_retenu is not None
        and (ligne.base is BaseMontant.TOTAL or ligne.quantite is not None)
    )


@regle(
    "CTG402",
    Severity.BLOCKING,
    "dépenses = recettes, parts = 100 %",
    source="équilibre d’un plan de financement",
)
def plans_equilibres(examen: Examen) -> Iterator[Finding]:
    """Compared only when each line has one amount for the whole; autofinancement is a receipt. In-kind apart."""
    for chemin, plan in _plans(examen):
        for en_nature in (False, True):
            lignes = [ligne for ligne in plan.lignes if ligne.en_nature is en_nature]
            sens = {ligne.sens for ligne in lignes}
            if len(sens) < 2 or not all(map(_comparable, lignes)):
                continue
            depenses = plan.total(SensLigne.DEPENSE, en_nature=en_nature)
            recettes = plan.total(SensLigne.RECETTE, en_nature=en_nature)
            if depenses != recettes:
                ecart = euros(abs(depenses - recettes))
                yield Finding(
                    f"Dépenses {euros(depenses)}, recettes {euros(recettes)} : {ecart} d’écart"
                    f"{' (contributions en nature)' if en_nature else ''}.",
                    chemin,
                    ecart,
                    "L’autofinancement s’écrit comme une recette." if depenses > recettes else "",
                )
    for i, poste in enumerate(examen.ctg.cooperation.postes):
        total = sum((c.part_pourcent for c in poste.cofinancements), Decimal(0))
        if poste.cofinancements and abs(total - 100) > Decimal("0.5"):
            yield Finding(
                f"Les parts de « {poste.intitule_fonction} » font {pourcent(total)}, au lieu de 100 %.",
                ("cooperation", "postes", i, "cofinancements"),
                pourcent(total),
            )


@regle(
    "CTG403",
    Severity.WARNING,
    "montants complets : taxe, base, ou un commentaire",
    source="équilibre d’un plan de financement",
)
def montants_complets(examen: Examen) -> Iterator[Finding]:
    """A plan says its amounts, or why it has none. HT or TTC is asked of expenses only."""
    for chemin, plan in _plans(examen):
        if plan.sans_incidence:
            if plan.chiffre:
                yield Finding(
                    "« Sans incidence financière », avec des montants.", (*chemin, "sans_incidence"), "oui"
                )
            continue
        if not plan.lignes and not plan.commentaire:
            yield Finding(
                "Ni montant, ni commentaire, ni « sans incidence financière ».",
                chemin,
                suggestion="Écrire `commentaire: sur fonds propres` ou `sans_incidence: oui`.",
            )
        for j, ligne in enumerate(plan.lignes):
            yield from _ligne(ligne, (*chemin, "lignes", j))


def _ligne(ligne: LigneFinancement, chemin: CheminDonnee) -> Iterator[Finding]:
    if ligne.montant_retenu is None and not ligne.prix:
        if not ligne.commentaire:
            yield Finding(
                f"« {ligne.nature} » n’a ni montant ni commentaire.",
                chemin,
                ligne.nature,
                "Par exemple « à définir ».",
            )
        return
    if ligne.sens is SensLigne.DEPENSE and ligne.taxe is None and not ligne.en_nature:
        yield Finding(
            f"« {ligne.nature} » : HT, TTC ou non soumis ?",
            (*chemin, "taxe"),
            suggestion="`taxe: ttc`, par exemple.",
        )
    if ligne.base is not BaseMontant.TOTAL and ligne.quantite is None:
        effet = "aucun total ne le compte" if ligne.unitaire else "le total compte une seule fois ce montant"
        yield Finding(
            f"« {ligne.nature} » est donné {ligne.base.libelle} ; sans quantité, {effet}.",
            (*chemin, "quantite"),
            ligne.base.value,
        )


@regle(
    "CTG404",
    Severity.WARNING,
    "règles des financeurs (taux, minimum, recettes ≤ coût)",
    source="règlement de chaque financeur",
)
def regles_des_financeurs(examen: Examen) -> Iterator[Finding]:
    """The rules are data of the dossier (`parametres.regles_financeurs`); in-kind contributions do not count."""
    regles = examen.ctg.parametres.regles_financeurs
    for chemin, plan in _plans(examen):
        cout = plan.total(SensLigne.DEPENSE)
        recettes = plan.total(SensLigne.RECETTE)
        aides = {
            regle.financeur: sum(
                (
                    ligne.montant_retenu or Decimal(0)
                    for ligne in plan.lignes
                    if ligne.sens is SensLigne.RECETTE
                    and ligne.financeur == regle.financeur
                    and not ligne.en_nature
                ),
                Decimal(0),
            )
            for regle in regles
        }
        if cout and recettes > cout and any(aides.values()):
            yield Finding(
                f"Les recettes ({euros(recettes)}) dépassent le coût ({euros(cout)}).",
                chemin,
                euros(recettes),
            )
        for regle_ in regles:
            aide = aides[regle_.financeur]
            organisme = examen.ctg.organisme(regle_.financeur)
            qui = organisme.nom if organisme else regle_.financeur
            taux = regle_.taux_max_pourcent
            if aide and cout and taux is not None and aide * 100 > cout * taux:
                part = nombre(aide * 100 / cout, 1)
                yield Finding(
                    f"{qui} financerait {part} % du coût, pour {nombre(taux)} % au plus.", chemin, euros(aide)
                )
            if aide and regle_.montant_min_euros is not None and aide < regle_.montant_min_euros:
                yield Finding(
                    f"{qui} : demande de {euros(aide)}, pour {euros(regle_.montant_min_euros)} au moins.",
                    chemin,
                    euros(aide),
                )


@regle(
    "CTG405",
    Severity.WARNING,
    "le plan d’une action et ceux de ses opérations s’accordent",
    source="équilibre d’un plan de financement",
)
def operations_d_accord(examen: Examen) -> Iterator[Finding]:
    """An opération tells a share of the action: together they may not cost more than it, nor than nothing."""
    for i, fiche in enumerate(examen.ctg.fiches_actions):
        plans = [o.budget for o in fiche.operations if o.budget and o.budget.chiffre]
        if fiche.budget is None or not plans:
            continue
        parts = sum((plan.total(SensLigne.DEPENSE) for plan in plans), Decimal(0))
        if fiche.budget.sans_incidence:
            yield Finding(
                "L’action est « sans incidence financière », ses opérations ont des montants.",
                ("fiches_actions", i, "budget", "sans_incidence"),
                "oui",
            )
        elif 0 < fiche.budget.total(SensLigne.DEPENSE) < parts:
            total = euros(fiche.budget.total(SensLigne.DEPENSE))
            yield Finding(
                f"Les opérations coûtent {euros(parts)} ensemble, l’action {total}.",
                ("fiches_actions", i, "budget"),
                euros(parts),
                "Le total imprimé est celui de l’action ; sans ligne de sa part, c’est celui des opérations.",
            )
