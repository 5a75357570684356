"""Relevé de décisions: the table of what a meeting decided, and what is still open before it."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Relevé de décisions",
    description="Les décisions de chaque réunion, précédées de ce qui reste ouvert ou en retard, et ce que chacun doit faire.",
    ordre=340,
    portee="reunion",
    besoins=("reunions", "territoire.nom"),
)
