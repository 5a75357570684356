"""Historique: what happened in the démarche, year by year."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Historique",
    description="L’histoire de la démarche, année par année, avec la précision que l’on connaît.",
    ordre=54,
    besoins=("historique", "territoire.nom"),
)
