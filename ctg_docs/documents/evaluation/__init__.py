"""Évaluation: questions by criterion, indicators over the years, lessons, towards the next CTG."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Évaluation",
    description="L’évaluation finale ou à mi-parcours : questions, résultats, enseignements, recommandations.",
    ordre=62,
    developpe=True,
    besoins=("evaluations", "dispositif_evaluation", "strategie", "territoire.nom"),
)
