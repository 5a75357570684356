"""Decisions of meetings as papers list them: number, who, when, how long open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._blocs.noms import appellation_organisme, nom_personne
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import compte, date_longue
from ctg_docs.models.reunion import StatutDecision

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Vote
    from ctg_docs.models.reunion import Decision, Reunion

__all__ = ["LigneDecision", "decisions_de", "decisions_ouvertes", "phrase_vote"]

_OUVERTES = (StatutDecision.A_FAIRE, StatutDecision.EN_COURS)


class LigneDecision(Bloc):
    """A decision of a meeting."""

    numero: str = Field(title="Numéro", description="Rang dans sa réunion")
    reunion: str = Field("", title="Réunion", description="Date de la réunion qui l’a prise")
    texte: str = Field(title="Décision", description="Ce qui est décidé")
    type: str = Field(title="Type", description="Catégorie de décision")
    responsable: str = Field(title="Responsable", description="Qui s’en charge")
    echeance: str = Field(title="Échéance", description="Pour quand")
    statut: str = Field(title="Statut", description="Suivi")
    age: str = Field("", title="Âge", description="« ouverte depuis 4 mois »")
    fiche: str = Field(title="Fiche", description="Code de la fiche concernée")
    vote: str = Field("", title="Vote", description="Résultat du vote en une phrase")


def decisions_de(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[LigneDecision, ...]:
    """Return the decisions of a meeting, numbered by rank."""
    return tuple(_ligne(ctg, reunion, d, situation, rang=i) for i, d in enumerate(reunion.decisions, 1))


def decisions_ouvertes(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[LigneDecision, ...]:
    """Return the decisions still open of the earlier meetings of the same instance, oldest first."""
    if reunion.date is None:
        return ()
    avant = [r for r in ctg.reunions if r.date and r.date < reunion.date and r.instance == reunion.instance]
    lignes = []
    for ancienne in sorted(avant, key=lambda r: (r.date, r.id)):
        for i, decision in enumerate(ancienne.decisions, 1):
            if decision.statut in _OUVERTES:
                lignes.append(_ligne(ctg, ancienne, decision, situation, rang=i, jusqu_a=reunion.date))
    return tuple(lignes)


def _ligne(
    ctg: Ctg,
    reunion: Reunion,
    decision: Decision,
    situation: Situation,
    *,
    rang: int,
    jusqu_a: date | None = None,
) -> LigneDecision:
    responsable = nom_personne(ctg, decision.responsable, situation, "") or appellation_organisme(
        ctg, decision.responsable_organisme
    )
    statut = decision.statut.libelle
    if decision.date_statut:
        statut += f" (au {date_longue(decision.date_statut)})"
    return LigneDecision(
        numero=str(rang),
        reunion=date_longue(reunion.date) if reunion.date else "",
        texte=decision.texte,
        type=decision.type.libelle,
        responsable=responsable,
        echeance=decision.echeance.libelle if decision.echeance else "–",
        statut=statut,
        age=_age(reunion.date, jusqu_a) if reunion.date and jusqu_a else "",
        fiche=ctg.codes_fiches.get(decision.fiche or "", "–"),
        vote=phrase_vote(decision.vote) if decision.vote else "",
    )


def _age(depuis: date, jusqu_a: date) -> str:
    mois = (jusqu_a.year - depuis.year) * 12 + jusqu_a.month - depuis.month - (jusqu_a.day < depuis.day)
    if mois >= 1:
        return f"ouverte depuis {mois}\u00a0mois"
    return f"ouverte depuis {compte((jusqu_a - depuis).days, 'jour')}"


def phrase_vote(vote: Vote) -> str:
    """Return « Adoptée à l’unanimité » or « Adoptée par 12 voix pour, 2 contre et 1 abstention »."""
    issue = "Rejetée" if vote.adopte is False else "Adoptée"
    pour = vote.pour_calcules
    if pour is None:
        return f"{issue} à l’unanimité" if vote.unanime else issue
    if vote.unanime and vote.abstentions == 0:
        return f"{issue} à l’unanimité ({compte(pour, 'voix pour', 'voix pour')})"
    parts = [f"{pour} voix pour", f"{vote.contre} contre", compte(vote.abstentions, "abstention")]
    return f"{issue} par {', '.join(parts[:-1])} et {parts[-1]}"
