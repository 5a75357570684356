"""Bilan annuel: what the comité de pilotage reads once a year, with charts it can edit."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Bilan annuel",
    description="La revue d’une année pour le comité de pilotage : avancement, indicateurs, budget, décisions.",
    ordre=60,
    developpe=True,
    besoins=("fiches_actions", "strategie", "territoire.nom", "equipements.activites"),
)
