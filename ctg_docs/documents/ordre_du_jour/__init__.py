"""Ordre du jour: the agenda of a meeting of any instance."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Ordre du jour",
    description="L’ordre du jour de chaque réunion, avec les heures calculées et les décisions à suivre.",
    ordre=300,
    portee="reunion",
    besoins=("reunions", "territoire.nom", "contact", "gouvernance.instances.membres"),
)
