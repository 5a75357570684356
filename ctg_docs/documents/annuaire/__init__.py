"""Annuaire: the bodies and persons of the dossier, how to reach them, the territory and its sigles."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Annuaire des partenaires",
    description="Les organismes et les personnes de la démarche, avec leurs coordonnées, les communes et les sigles.",
    ordre=59,
    besoins=("organismes", "personnes", "territoire"),
)
