"""Fiche de mission: what a chargé de coopération does, for whom, how much of the time, paid by whom."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Fiche de mission",
    description="La fiche de mission de chaque chargé de coopération\u00a0: missions, temps, instances, actions, financement.",
    ordre=57,
    besoins=("cooperation", "organismes", "territoire.nom"),
)
