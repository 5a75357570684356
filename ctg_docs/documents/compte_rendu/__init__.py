"""Compte rendu: the minutes of a meeting."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Compte rendu",
    description="Le compte rendu de chaque réunion tenue : présences, échanges, décisions, actions à faire.",
    ordre=330,
    developpe=True,
    portee="reunion",
    besoins=("reunions", "territoire.nom", "gouvernance.instances.membres"),
)
