"""Article « Évaluation »: each year, and before the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.french import a, cle
from ctg_docs.markdown import blocs, echapper, liste
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.gouvernance import NatureInstance

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]

_QUESTIONS = (
    "la cohérence et la pertinence des objectifs au regard des besoins",
    "le degré d’atteinte des objectifs et les résultats des actions",
    "les moyens mobilisés et leur adéquation",
    "les effets durables pour les habitants et pour la coopération entre les acteurs",
    "le fonctionnement de la gouvernance et la participation des partenaires et des habitants",
)


def write(f: Faits) -> str:
    """Return the text of the article: what the dossier announces is completed, never announced again."""
    texte = f.ctg.dispositif_evaluation.texte or ""
    return blocs(texte, _bilan(f, cle(texte)), _finale(cle(texte)), liste(_QUESTIONS), _suites(f, cle(texte)))


def _bilan(f: Faits, dit: str) -> str:
    renvoi = f.renvoi(ContenuAnnexe.EVALUATION)
    debut = (
        "Le bilan annuel rend"
        if "bilan" in dit
        else f"Un bilan est présenté chaque année {_instance(f)}. Il rend"
    )
    return (
        f"{debut} compte, pour chaque action, de son avancement, des résultats au regard des indicateurs{renvoi}, des "
        "moyens mobilisés et des ajustements proposés."
    )


def _finale(dit: str) -> str:
    if re.search(r"evaluation (finale|est conduite|au terme|en fin)", dit):
        return "L’évaluation finale porte sur :"
    return (
        "Une évaluation finale est conduite par les parties dans les mois qui précèdent le terme de la convention. Elle "
        "porte sur :"
    )


def _suites(f: Faits, dit: str) -> str:
    actualise = f.diagnostic and "diagnostic" not in dit
    avec = "s’accompagne de l’actualisation du diagnostic et " if actualise else ""
    return f"Elle {avec}fonde, le cas échéant, le renouvellement de la convention."


def _instance(f: Faits) -> str:
    voulue = f.ctg.instance(f.ctg.dispositif_evaluation.instance)
    if voulue is None or voulue.nature is NatureInstance.COPIL:
        return a(f.pilotage)
    return f"à l’instance de suivi désignée ({echapper(voulue.nom)})"
