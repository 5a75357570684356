"""What the reminder shows."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from ctg_docs.extension import Contexte, Inapplicable, Situation, build_stem, tete
from ctg_docs.models import Ctg, FicheAction
from ctg_rappel.retards import fiches_en_retard, fin_prevue

__all__ = ["CONTEXTE", "Rappel", "build"]


class Rappel(Contexte):
    """One letter."""

    destinataire: tuple[str, ...] = Field(title="Destinataire", description="Lignes de l’adresse")
    action: str = Field(title="Action", description="Intitulé de l’action")
    code: str = Field(default="", title="Code", description="Numéro de la fiche")
    jours: int = Field(default=0, title="Jours", description="Jours de retard, 0 si la fin n’est pas connue")


CONTEXTE = Rappel


def build(ctg: Ctg, situation: Situation) -> Sequence[Rappel]:
    """Return one letter per late action, or that of the action asked for.

    Raises:
        Inapplicable: no action is late.
    """
    late = fiches_en_retard(ctg, situation.date_version)
    chosen = [fiche for fiche in late if situation.action in (None, fiche.id)]
    if not chosen:
        raise Inapplicable("aucune action n’est en retard")
    return [_lettre(ctg, situation, fiche) for fiche in chosen]


def _lettre(ctg: Ctg, situation: Situation, fiche: FicheAction) -> Rappel:
    fin, jour = fin_prevue(fiche), situation.date_version
    late = (jour - fin).days if fin is not None and jour is not None and fin < jour else 0
    return Rappel(
        **tete(ctg, situation, stem=build_stem("rappel", fiche.id), titre="Rappel"),
        destinataire=_adresse(ctg, fiche),
        action=fiche.intitule,
        code=ctg.codes_fiches.get(fiche.id) or "",
        jours=late,
    )


def _adresse(ctg: Ctg, fiche: FicheAction) -> tuple[str, ...]:
    personne = ctg.personne(fiche.pilote_personne) if fiche.pilote_personne else None
    organisme = ctg.organisme(fiche.pilote) if fiche.pilote else None
    lines = (
        f"{personne.prenom or ''} {personne.nom}".strip() if personne else "",
        organisme.nom if organisme else "",
    )
    return tuple(line for line in lines if line)
