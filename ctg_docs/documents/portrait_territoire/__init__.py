"""Portrait du territoire: its figures, its services and its communes, on a few pages that one reads without being told to."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Portrait du territoire",
    description="Le territoire en quelques pages : chiffres clés, graphiques, évolutions, services aux familles, communes.",
    ordre=48,
    besoins=("diagnostic", "territoire", "equipements"),
)
