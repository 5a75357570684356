"""Délibération: the act by which an assembly approves the convention or an avenant, or its projet."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Délibération",
    description="L’extrait de chaque délibération ou décision, et un projet pour chaque partie qui n’a pas encore délibéré.",
    ordre=30,
    developpe=True,
    besoins=(
        "deliberations",
        "signataires.representants",
        "organismes",
        "personnes",
        "territoire.nom",
        "convention.titre",
    ),
)
