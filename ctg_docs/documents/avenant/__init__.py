"""Avenant: what changes in a signed convention, old and new wording side by side, signed by all."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Avenant",
    description="Chaque avenant : pourquoi, ce qui change, ancienne et nouvelle rédaction, signature de toutes les parties.",
    ordre=32,
    developpe=True,
    portee="avenant",
    besoins=(
        "avenants",
        "convention",
        "signataires",
        "deliberations",
        "organismes",
        "personnes",
        "fiches_actions",
        "territoire.nom",
    ),
)
