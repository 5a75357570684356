"""Relevé de décisions: the table of what a meeting decided, and what is still open before it."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Relevé de décisions",
    description="Les décisions de chaque réunion, précédées de celles qui restent ouvertes.",
    ordre=340,
    portee="reunion",
    besoins=("reunions", "territoire.nom"),
)
