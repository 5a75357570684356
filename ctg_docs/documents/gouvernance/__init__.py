"""Gouvernance: who decides what, who sits where, by which rules, and when they meet."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Gouvernance",
    description="L’organigramme des instances, leur composition, leurs règles et le calendrier des réunions.",
    ordre=50,
    besoins=("gouvernance", "territoire.nom"),
)
