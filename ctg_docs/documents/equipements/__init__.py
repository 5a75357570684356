"""Équipements: the services that the convention supports, and their bonus territoire."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Équipements et bonus territoire",
    description="L’annexe des équipements et services soutenus, par type, avec capacités et bonus territoire.",
    ordre=58,
    besoins=("equipements", "territoire.nom"),
)
