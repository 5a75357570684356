"""Évaluation: of the previous CTG, of this one, and how it will be done."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment

__all__ = [
    "Atteinte",
    "Critere",
    "DispositifEvaluation",
    "Evaluation",
    "NatureEvaluation",
    "QuestionEvaluative",
    "ResultatObjectif",
]


class NatureEvaluation(Choix):
    """When the evaluation takes place."""

    PRECEDENTE = "precedente", "Évaluation de la convention précédente"
    MI_PARCOURS = "mi_parcours", "Évaluation à mi-parcours"
    FINALE = "finale", "Évaluation finale"


class Critere(Choix):
    """Criterion of a question."""

    PERTINENCE = "pertinence", "Pertinence"
    COHERENCE = "coherence", "Cohérence"
    EFFICACITE = "efficacite", "Efficacité"
    EFFICIENCE = "efficience", "Moyens et adéquation"
    IMPACT = "impact", "Effets durables"
    GOUVERNANCE = "gouvernance", "Gouvernance"
    PARTICIPATION = "participation", "Participation"


class Atteinte(Choix):
    """Degree of achievement of an objective."""

    ATTEINT = "atteint", "Atteint"
    PARTIEL = "partiel", "Partiellement atteint"
    NON_ATTEINT = "non_atteint", "Non atteint"


class QuestionEvaluative(Modele):
    """A question, and what was found."""

    identite: ClassVar[Identite] = Identite("question")

    critere: Critere = Field(title="Critère", description="Pertinence, cohérence, efficacité…")
    question: Texte = Field(title="Question", description="Question évaluative.")
    methode: Texte | None = Field(default=None, title="Méthode", description="Comment y répondre.")
    constats: tuple[Texte, ...] = Field(default=(), title="Constats", description="Ce qui a été observé.")
    conclusion: Texte | None = Field(default=None, title="Conclusion", description="Réponse.")


class ResultatObjectif(Modele):
    """How far an objective was reached."""

    identite: ClassVar[Identite] = Identite("résultat pour", d_un_autre=True)

    objectif: Identifiant = Field(
        title="Objectif", description="Objectif jugé.", json_schema_extra=REFERENCE("objectifs")
    )
    atteinte: Atteinte | None = Field(
        default=None, title="Atteinte", description="Atteint, partiel, non atteint."
    )
    commentaire: Texte | None = Field(default=None, title="Commentaire", description="Pourquoi.")


class Evaluation(Modele):
    """An evaluation done or to come."""

    identite: ClassVar[Identite] = Identite("Évaluation")

    nature: NatureEvaluation = Field(title="Nature", description="Précédente, mi-parcours, finale.")
    periode: Moment | None = Field(default=None, title="Période évaluée", description="2018-2022.")
    date: Moment | None = Field(default=None, title="Date", description="Quand elle est faite.")
    methode: Texte | None = Field(default=None, title="Méthode", description="Comment.")
    questions: tuple[QuestionEvaluative, ...] = Field(
        default=(), title="Questions", description="Par critère."
    )
    resultats: tuple[ResultatObjectif, ...] = Field(
        default=(), title="Résultats", description="Par objectif."
    )
    constats: tuple[Texte, ...] = Field(
        default=(), title="Constats", description="Ce qu’elle a mis en évidence."
    )
    enseignements: tuple[Texte, ...] = Field(default=(), title="Enseignements", description="Leçons.")
    recommandations: tuple[Texte, ...] = Field(
        default=(), title="Recommandations", description="Vers la suite."
    )


class DispositifEvaluation(Modele):
    """How the convention will be evaluated."""

    texte: Texte | None = Field(
        default=None, title="Dispositif", description="Comment le suivi et l’évaluation sont organisés."
    )
    instance: Identifiant | None = Field(
        default=None, title="Instance", description="Qui suit.", json_schema_extra=REFERENCE("instances")
    )
    indicateurs_transversaux: tuple[Texte, ...] = Field(
        default=(), title="Indicateurs transversaux", description="Pour toute la convention."
    )
    questions: tuple[QuestionEvaluative, ...] = Field(
        default=(), title="Questions", description="Questions prévues."
    )
