"""Liste des délibérations: what a commune or a group of communes posts up within a week of a sitting."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Liste des délibérations",
    description="La liste des délibérations examinées, à afficher et à mettre en ligne dans la semaine, par séance.",
    ordre=32,
    besoins=("deliberations", "organismes"),
)
