"""Présentation: the slides of the partners' meeting, made by python-pptx."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Présentation",
    description="Le diaporama de la réunion partenariale\u00a0: démarche, enjeux, gouvernance, calendrier.",
    ordre=60,
    extension=".pptx",
    besoins=(
        "presentation",
        "historique",
        "articulation",
        "strategie",
        "gouvernance",
        "cooperation",
        "retroplanning",
        "reunions",
        "territoire.nom",
    ),
)
