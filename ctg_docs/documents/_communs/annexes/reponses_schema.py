"""The words and the rows that answer an element of the decree. Pure: reads the dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.equipements.services import capacite
from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.suivi.budgets import budget_court, cout
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord, euros, minuscule_initiale, nombre
from ctg_docs.markdown import blocs, echapper, points
from ctg_docs.models.finance import SensLigne
from ctg_docs.models.petite_enfance import ElementSchema
from ctg_docs.models.schema_petite_enfance import constats_du_schema, objectifs_du_schema, offre_du_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.schema_petite_enfance import Reponse

__all__ = [
    "LigneAction",
    "LigneIndicateur",
    "LigneOffre",
    "complement_de",
    "lignes_actions",
    "lignes_indicateurs",
    "lignes_offre",
    "texte_de",
]

_TIRET = "–"


class LigneOffre(Bloc):
    """A service for children under three."""

    nom: str
    gestionnaire: str
    commune: str
    capacite: str


class LigneAction(Bloc):
    """A fiche that serves an element."""

    code: str
    intitule: str
    pilote: str
    calendrier: str
    cout: str
    departemental: str


class LigneIndicateur(Bloc):
    """An indicator of a fiche, with its target."""

    fiche: str
    intitule: str
    depart: str
    cible: str


def texte_de(ctg: Ctg, reponse: Reponse) -> str:
    """Return what the rest of the dossier says of an element."""
    dits: list[str] = []
    if reponse.element is ElementSchema.BESOINS:
        for constat in constats_du_schema(ctg):
            dits += [constat.texte or "", points(constat.besoins)]
    if reponse.element is ElementSchema.OBJECTIFS:
        codes = ctg.strategie.codes()
        if objectifs := [f"{codes[o.id]} {o.intitule}" for o in objectifs_du_schema(ctg)]:
            suivants = accord(len(objectifs), "l’objectif suivant", "les objectifs suivants")
            dits += [
                f"La convention retient, pour l’accueil du jeune enfant, {suivants}\u00a0:",
                points(objectifs),
            ]
    if reponse.element is ElementSchema.MOYENS:
        dits.append(_couts(ctg, reponse.fiches))
    if reponse.element is ElementSchema.INDICATEURS:
        dits.append(ctg.dispositif_evaluation.texte or "")
    return blocs(*dits)


def complement_de(reponse: Reponse) -> str:
    """Return what the volets of an element add to the rest of the dossier."""
    return blocs(*(t for volet in reponse.volets for t in (volet.texte or "", points(volet.points))))


def _couts(ctg: Ctg, fiches: Sequence[FicheAction]) -> str:
    """Return what the fiches cost together and who pays, the most first; each fiche has its row in the table."""
    plans = [f.plan for f in fiches if f.plan]
    total = sum((cout(plan) or Decimal(0) for plan in plans), Decimal(0))
    parts: dict[str, Decimal] = {}
    for ligne in (x for plan in plans for x in plan.lignes):
        if ligne.sens is SensLigne.RECETTE and not ligne.en_nature and ligne.montant_retenu:
            qui = nom_organisme(ctg, ligne.financeur) if ligne.financeur else minuscule_initiale(ligne.nature)
            parts[qui] = parts.get(qui, Decimal(0)) + ligne.montant_retenu
    if not total:
        return ""
    payeurs = ", ".join(
        f"{echapper(qui)} {euros(montant, 'auto')}"
        for qui, montant in sorted(parts.items(), key=lambda p: -p[1])
    )
    finance = f" Il est financé comme suit\u00a0: {payeurs}." if payeurs else ""
    return f"Le coût prévisionnel de l’ensemble est de {euros(total, 'auto')}.{finance}"


def lignes_offre(ctg: Ctg) -> tuple[LigneOffre, ...]:
    """Return the services for children under three."""
    return tuple(
        LigneOffre(
            nom=e.nom,
            gestionnaire=nom_organisme(ctg, e.gestionnaire, _TIRET),
            commune=e.commune or _TIRET,
            capacite=capacite(e),
        )
        for e in offre_du_schema(ctg)
    )


def lignes_actions(ctg: Ctg, reponse: Reponse) -> tuple[LigneAction, ...]:
    """Return the fiches that serve an element."""
    return tuple(_action(ctg, f) for f in reponse.fiches)


def _action(ctg: Ctg, fiche: FicheAction) -> LigneAction:
    calendrier = fiche.calendrier
    bornes = [m.libelle for m in (calendrier.debut, calendrier.fin) if m] if calendrier else []
    return LigneAction(
        code=ctg.codes_fiches.get(fiche.id, _TIRET),
        intitule=echapper(fiche.intitule),
        pilote=nom_organisme(ctg, fiche.pilote, _TIRET),
        calendrier=" – ".join(dict.fromkeys(bornes)) or (calendrier.texte if calendrier else "") or _TIRET,
        cout=budget_court(fiche.plan, _TIRET),
        departemental=fiche.schema_departemental or _TIRET,
    )


def lignes_indicateurs(ctg: Ctg, reponse: Reponse) -> tuple[LigneIndicateur, ...]:
    """Return the indicators with a target of the fiches of early childhood."""
    return tuple(
        LigneIndicateur(
            fiche=ctg.codes_fiches.get(f.id, _TIRET),
            intitule=i.intitule,
            depart=nombre(i.valeur_initiale) if i.valeur_initiale is not None else _TIRET,
            cible=f"{nombre(i.cible)} ({i.date_cible.libelle})" if i.date_cible else nombre(i.cible),
        )
        for f in reponse.fiches
        for i in f.indicateurs
        if i.cible is not None
    )
