"""Bordereau: the list of the pieces of a dossier de signature, with their pages and fingerprints."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Bordereau des pièces",
    description="La liste des pièces d’un dossier de signature, avec leurs pages et leurs empreintes SHA-256.",
    ordre=900,
)
