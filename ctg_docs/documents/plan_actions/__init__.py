"""Plan d'actions: the synthesis of all fiches on landscape sheets."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Plan d’actions",
    description="Le tableau de synthèse des actions, avec un sous-total par enjeu.",
    ordre=42,
    besoins=("fiches_actions", "strategie", "territoire.nom"),
)
