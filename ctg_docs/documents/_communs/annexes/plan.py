"""Annexe « Plan d’actions et moyens mobilisés »: the hierarchy, its actions, subtotals, who pays."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import Field

from ctg_docs.documents._communs.suivi.budgets import cout
from ctg_docs.documents._communs.suivi.statuts import statut_dessine
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, euros, liste_et, majuscule_initiale
from ctg_docs.models.finance import EtatFinancement, SensLigne

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.operation import Calendrier
    from ctg_docs.models.strategie import Objectif

__all__ = ["AnnexePlan", "build_plan", "lier"]

Ligne = TypeVar("Ligne", bound=Bloc)

_TIRET = "–"


class LignePlan(Bloc):
    """A row: an enjeu, an objectif, an action, or the subtotal of an enjeu."""

    genre: Literal["enjeu", "objectif", "action", "vide", "sous_total"]
    texte: str = Field("", title="Texte", description="Intitulé")
    code: str = ""
    pilote: str = ""
    partenaires: str = ""
    calendrier: str = ""
    budget: str = ""
    statut: str = ""
    lie: bool = Field(False, title="Lié", description="Vrai quand un total la suit : elle reste sur sa page")


class LigneFinanceur(Bloc):
    """What a body pays."""

    financeur: str
    acquis: str
    sollicite: str
    a_definir: str
    total: str


class AnnexePlan(Bloc):
    """What the annexe shows."""

    lignes: tuple[LignePlan, ...]
    total_actions: str
    total_budget: str
    financeurs: tuple[LigneFinanceur, ...]
    total_financeurs: str


def build_plan(ctg: Ctg) -> AnnexePlan:
    """Return the plan in the order of the hierarchy."""
    lignes = [ligne for o in ctg.strategie.objectifs for ligne in _enjeu(ctg, o)]
    isolees = [f for f in ctg.fiches_ordonnees if ctg.objectif(f.rattachement) is None]
    lignes += [_action(ctg, f) for f in isolees]
    financeurs, total = _financeurs(ctg)
    return AnnexePlan(
        lignes=lier(lignes, "genre"),
        total_actions=compte(len(ctg.fiches_actions), "action") if ctg.fiches_actions else "",
        total_budget=_montant(ctg.fiches_actions),
        financeurs=financeurs,
        total_financeurs=euros(total, centimes="auto"),
    )


def lier(lignes: Sequence[Ligne], genre: str) -> tuple[Ligne, ...]:
    """Return the rows, those before a subtotal or the total marked: none of these begins a page."""
    suivants = [*(getattr(ligne, genre) for ligne in lignes[1:]), "sous_total"]
    pairs = zip(lignes, suivants, strict=False)
    return tuple(ligne.model_copy(update={"lie": suivant == "sous_total"}) for ligne, suivant in pairs)


def _enjeu(ctg: Ctg, enjeu: Objectif) -> Iterator[LignePlan]:
    codes = ctg.strategie.codes()
    niveau = ctg.strategie.niveau_de(enjeu.id)
    nom = majuscule_initiale(niveau.nom) if niveau else ""
    yield LignePlan(genre="enjeu", texte=f"{nom} {codes[enjeu.id]} – {enjeu.intitule}")
    for objectif in enjeu.walk():
        if objectif is not enjeu:
            yield LignePlan(genre="objectif", code=codes[objectif.id], texte=objectif.intitule)
        for fiche in ctg.fiches_ordonnees:
            if fiche.rattachement == objectif.id:
                yield _action(ctg, fiche)
    fiches = ctg.fiches_de(enjeu.id)
    if not fiches:
        yield LignePlan(genre="vide", texte="Actions à définir avec les partenaires.")
        return
    yield LignePlan(genre="sous_total", texte=compte(len(fiches), "action"), budget=_montant(fiches))


def _action(ctg: Ctg, fiche: FicheAction) -> LignePlan:
    pilote = ctg.organisme(fiche.pilote)
    partenaires = [o.appellation for p in fiche.partenaires if (o := ctg.organisme(p.organisme))]
    return LignePlan(
        genre="action",
        code=ctg.codes_fiches.get(fiche.id, _TIRET),
        texte=fiche.intitule,
        pilote=majuscule_initiale(pilote.appellation) if pilote else _TIRET,
        partenaires=majuscule_initiale(liste_et(partenaires)) or _TIRET,
        calendrier=_calendrier(fiche.calendrier),
        budget=_budget(fiche),
        statut=statut_dessine(fiche.statut),
    )


def _calendrier(calendrier: Calendrier | None) -> str:
    if calendrier is None:
        return _TIRET
    bornes = dict.fromkeys(m.libelle for m in (calendrier.debut, calendrier.fin) if m)
    texte = " – ".join(bornes) or calendrier.texte or ""
    if calendrier.recurrente:
        texte = f"{texte} (chaque année)" if texte else "Chaque année"
    return texte or _TIRET


def _depense(fiche: FicheAction) -> Decimal | None:
    plan = fiche.plan
    return cout(plan) if plan and plan.chiffre else None


def _budget(fiche: FicheAction) -> str:
    montant = _depense(fiche)
    if montant is not None:
        return euros(montant, centimes="auto")
    if fiche.plan is not None and fiche.plan.sans_incidence:
        return "sans incidence"
    return "à définir"


def _montant(fiches: tuple[FicheAction, ...]) -> str:
    connus = [m for f in fiches if (m := _depense(f)) is not None]
    return euros(sum(connus, Decimal(0)), centimes="auto") if connus else _TIRET


def _financeurs(ctg: Ctg) -> tuple[tuple[LigneFinanceur, ...], Decimal]:
    sommes: dict[str, dict[EtatFinancement, Decimal]] = {}
    for fiche in ctg.fiches_actions:
        for ligne in fiche.plan.lignes if fiche.plan else ():
            if ligne.sens is SensLigne.RECETTE and not ligne.en_nature and ligne.montant_retenu:
                organisme = ctg.organisme(ligne.financeur)
                nom = organisme.nom if organisme else ligne.nature
                etats = sommes.setdefault(nom, dict.fromkeys(EtatFinancement, Decimal(0)))
                etats[ligne.etat or EtatFinancement.A_DEFINIR] += ligne.montant_retenu
    lignes = tuple(
        LigneFinanceur(
            financeur=nom,
            acquis=_ou_tiret(etats[EtatFinancement.ACQUIS]),
            sollicite=_ou_tiret(etats[EtatFinancement.SOLLICITE]),
            a_definir=_ou_tiret(etats[EtatFinancement.A_DEFINIR]),
            total=euros(sum(etats.values()), centimes="auto"),
        )
        for nom, etats in sorted(sommes.items(), key=lambda item: -sum(item[1].values()))
    )
    return lignes, sum((m for etats in sommes.values() for m in etats.values()), Decimal(0))


def _ou_tiret(montant: Decimal) -> str:
    return euros(montant, centimes="auto") if montant else _TIRET
