"""Dossier des fiches actions: the plan, enjeu by enjeu, one fiche per action on its own page."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Fiches actions",
    description="Le dossier des fiches actions, une par page, classées par enjeu.",
    ordre=40,
    developpe=True,
    besoins=("fiches_actions", "strategie", "territoire.nom"),
)
