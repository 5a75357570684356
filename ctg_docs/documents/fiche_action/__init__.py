"""Fiche action: one file per action, the same page as in the dossier."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Fiche action",
    description="Une fiche action seule, un fichier par fiche.",
    ordre=41,
    portee="action",
    besoins=("fiches_actions", "strategie", "territoire.nom"),
)
