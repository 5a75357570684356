"""Rétroplanning: the steps of the démarche over the months, drawn as a real Word table."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Rétroplanning",
    description="Le calendrier de la démarche\u00a0: pistes parallèles, dates clés, « Nous en sommes là ».",
    ordre=52,
    besoins=("retroplanning", "territoire.nom"),
)
