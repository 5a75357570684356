"""Decisions of meetings as papers list them: number, who, when, how long open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from ctg_docs.documents._communs.noms import appellation_organisme, nom_personne
from ctg_docs.documents._communs.reunions.reunion import points_conclus
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import cle, compte, date_longue, majuscule_initiale
from ctg_docs.models.au_jour import decisions_le
from ctg_docs.models.reunion import StatutDecision, TypeDecision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Vote
    from ctg_docs.models.moments import Moment
    from ctg_docs.models.reunion import Decision, Reunion

__all__ = [
    "OUVERTES",
    "LigneDecision",
    "decisions_de",
    "decisions_en_attente",
    "decisions_ordonnees",
    "decisions_ouvertes",
    "phrase_vote",
]

OUVERTES = (StatutDecision.A_FAIRE, StatutDecision.EN_COURS)
"""States of what is still to be carried out."""


_RIEN: Final = "–"


class LigneDecision(Bloc):
    """A decision of a meeting."""

    numero: str = Field(title="Numéro", description="Rang dans sa réunion, dans l’ordre du jour")
    reunion: str = Field("", title="Réunion", description="Date de la réunion qui l’a prise")
    texte: str = Field(title="Décision", description="Ce qui est décidé")
    type: str = Field(title="Type", description="Catégorie de décision")
    responsable: str = Field(title="Responsable", description="Qui s’en charge")
    echeance: str = Field(title="Échéance", description="Pour quand")
    statut: str = Field(title="Statut", description="Suivi")
    age: str = Field("", title="Âge", description="« ouverte depuis 4 mois, en retard »")
    fiche: str = Field(title="Fiche", description="Code de la fiche concernée")
    vote: str = Field("", title="Vote", description="Résultat du vote en une phrase")
    suite: str = Field(
        "", title="Suite", description="« Responsable : Mme Roux – échéance : juin 2027 », ou vide"
    )


def decisions_ordonnees(reunion: Reunion) -> tuple[Decision, ...]:
    """Return the decisions of a meeting in the order of its agenda, those of no item last: rank gives number.

    What is decided on an item comes after its sub-items, whose exchanges led to it.
    """
    rangs = {point.id: rang for rang, point in enumerate(points_conclus(reunion.ordre_du_jour)) if point.id}
    return tuple(sorted(reunion.decisions, key=lambda d: rangs.get(d.point or "", len(rangs))))


def decisions_de(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[LigneDecision, ...]:
    """Return the decisions of a meeting, in the order of its agenda, numbered by rank."""
    ordonnees = decisions_ordonnees(reunion)
    return tuple(
        _ligne(ctg, reunion, d, situation, rang=rang, suivie=False) for rang, d in enumerate(ordonnees, 1)
    )


def decisions_ouvertes(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[LigneDecision, ...]:
    """Return the decisions still open of the earlier meetings of the same instance, oldest first."""
    if reunion.date is None:
        return ()
    avant = [r for r in ctg.reunions if r.date and r.date < reunion.date and r.instance == reunion.instance]
    return _ouvertes(ctg, avant, situation, jusqu_a=reunion.date)


def decisions_en_attente(ctg: Ctg, situation: Situation) -> tuple[LigneDecision, ...]:
    """Return the decisions of all meetings that are not carried out, oldest first."""
    return _ouvertes(ctg, [r for r in ctg.reunions if r.date], situation)


def _ouvertes(
    ctg: Ctg, reunions: Sequence[Reunion], situation: Situation, jusqu_a: date | None = None
) -> tuple[LigneDecision, ...]:
    return tuple(
        _ligne(ctg, reunion, decision, situation, rang=rang, jusqu_a=jusqu_a)
        for reunion in sorted(reunions, key=lambda r: (r.date, r.id))
        for rang, decision in enumerate(decisions_ordonnees(_alors(reunion, jusqu_a)), 1)
        if _a_suivre(decision)
    )


def _a_suivre(decision: Decision) -> bool:
    """True for what is still to be carried out: a review adopted, that charges nobody with anything, is done once taken."""
    charge = (
        decision.responsable or decision.responsable_organisme or decision.echeance or decision.date_statut
    )
    adopte = decision.type is TypeDecision.BILAN and not charge and "statut" not in decision.model_fields_set
    return decision.statut in OUVERTES and not adopte


def _alors(reunion: Reunion, jour: date | None) -> Reunion:
    """Return a meeting with the follow-up of its decisions that was known on a day; what is known now without a day."""
    return reunion.model_copy(update={"decisions": decisions_le(reunion, jour)}) if jour else reunion


def _ligne(
    ctg: Ctg,
    reunion: Reunion,
    decision: Decision,
    situation: Situation,
    *,
    rang: int,
    jusqu_a: date | None = None,
    suivie: bool = True,
) -> LigneDecision:
    """Return a decision; of one that is not followed yet, « à faire » says nothing, nor does « autre » of its type."""
    responsable = nom_personne(ctg, decision.responsable, situation, "") or appellation_organisme(
        ctg, decision.responsable_organisme, ""
    )
    a_faire = decision.statut is StatutDecision.A_FAIRE
    muet = a_faire and not suivie and decision.date_statut is None
    statut = _RIEN if muet else decision.statut.libelle
    if decision.date_statut:
        statut += f" (au {date_longue(decision.date_statut)})"
    return LigneDecision(
        numero=str(rang),
        reunion=date_longue(reunion.date) if reunion.date else "",
        texte=decision.texte,
        type=_RIEN if decision.type is TypeDecision.AUTRE else decision.type.libelle,
        responsable=responsable or _RIEN,
        echeance=decision.echeance.libelle if decision.echeance else "–",
        statut=statut,
        age=_age(reunion.date, jusqu_a, decision.echeance) if reunion.date and jusqu_a else "",
        fiche=ctg.codes_fiches.get(decision.fiche or "", "–"),
        vote=_vote(decision),
        suite=_suite(responsable, decision),
    )


def _suite(responsable: str, decision: Decision) -> str:
    parts = [f"responsable\u00a0: {responsable}"] if responsable else []
    parts += [f"échéance\u00a0: {decision.echeance.libelle}"] if decision.echeance else []
    return majuscule_initiale(" – ".join(parts))


def _vote(decision: Decision) -> str:
    """Return the vote in a sentence, unless the text of the decision says it already: « adopté à l’unanimité »."""
    phrase = phrase_vote(decision.vote) if decision.vote else ""
    unanime = phrase.startswith("Adoptée à l’unanimité") or phrase == "Adoptée"
    return "" if unanime and "unanimite" in cle(decision.texte) else phrase


def _age(depuis: date, jusqu_a: date, echeance: Moment | None) -> str:
    retard = ", en retard" if echeance and echeance.fin < jusqu_a else ""
    mois = (jusqu_a.year - depuis.year) * 12 + jusqu_a.month - depuis.month - (jusqu_a.day < depuis.day)
    if mois >= 1:
        return f"ouverte depuis {mois}\u00a0mois{retard}"
    return f"ouverte depuis {compte((jusqu_a - depuis).days, 'jour')}{retard}"


def phrase_vote(vote: Vote) -> str:
    """Return « Adoptée à l’unanimité » or « Adoptée par 12 voix pour, 2 contre et 1 abstention »."""
    issue = "Rejetée" if vote.adopte is False else "Adoptée"
    pour = vote.pour_calcules
    if pour is None:
        return f"{issue} à l’unanimité" if vote.unanime else issue
    if vote.unanime and vote.abstentions == 0:
        return f"{issue} à l’unanimité ({compte(pour, 'voix pour', 'voix pour')})"
    parts = [f"{pour}\u00a0voix pour", f"{vote.contre}\u00a0contre", compte(vote.abstentions, "abstention")]
    return f"{issue} par {', '.join(parts[:-1])} et {parts[-1]}"
