"""Lettre de rappel: to the pilot of each late action."""

from ctg_docs.extension import Kind

KIND = Kind(
    titre="Lettre de rappel",
    description="Le rappel d’une action en retard à son pilote.",
    ordre=900,
    portee="action",
    publiable=False,
)
