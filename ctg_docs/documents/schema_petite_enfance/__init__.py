"""Schéma de l’accueil du jeune enfant: made from what the dossier holds, with its table of conformity to the decree."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Schéma de l’accueil du jeune enfant",
    description="Le schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant, que la "
    "convention peut valoir, et son tableau de conformité au décret.",
    ordre=59,
    besoins=("petite_enfance", "territoire", "convention.vaut_schema"),
    developpe=True,
)
