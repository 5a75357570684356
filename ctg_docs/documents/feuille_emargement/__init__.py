"""Feuille d'émargement: the attendance sheet, printed and signed by hand."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Feuille d’émargement",
    description="La feuille de présence de chaque réunion, par structure, à imprimer et à signer.",
    ordre=320,
    portee="reunion",
    publiable=False,
    besoins=("reunions", "territoire.nom", "gouvernance.instances.membres"),
)
