"""What the history shows: events by year, landmarks marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.calendrier.annees import Annee, annees_historique
from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import nom_ctg, tete
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "Historique", "build"]


class Historique(Contexte):
    """The history of the démarche."""

    titre_document: str
    sous_titre: str
    resume: str = Field(title="Résumé", description="« 22 faits, de 2016 à 2024 »")
    annees: tuple[Annee, ...]
    marquants: bool = Field(title="Marquants", description="Vrai si des faits sont mis en avant")


CONTEXTE = Historique


def build(ctg: Ctg, situation: Situation) -> Sequence[Historique]:
    """Return the one document.

    Raises:
        Inapplicable: the dossier tells no event.
    """
    ctg = connu_le(ctg, situation)
    if not ctg.historique:
        raise Inapplicable("l’historique est vide")
    contexte = Historique(
        **tete(
            ctg,
            situation,
            stem=build_stem("historique", ctg.territoire.nom),
            titre=f"Historique – {nom_ctg(ctg)}",
            court="Historique",
        ),
        titre_document="L’histoire de la démarche",
        sous_titre=nom_ctg(ctg),
        resume=_resume(ctg),
        annees=annees_historique(ctg),
        marquants=any(e.marquant for e in ctg.historique),
    )
    return [contexte]


def _resume(ctg: Ctg) -> str:
    debut = min(e.date.debut.year for e in ctg.historique)
    fin = max(e.date.fin.year for e in ctg.historique)
    marquants = sum(e.marquant for e in ctg.historique)
    periode = f"en {debut}" if debut == fin else f"de {debut} à {fin}"
    suite = f", dont {compte(marquants, 'étape marquante', 'étapes marquantes')}" if marquants else ""
    return f"{compte(len(ctg.historique), 'fait')}, {periode}{suite}."
