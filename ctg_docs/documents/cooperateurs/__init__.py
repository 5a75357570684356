"""Coopérateurs: the chargés de coopération, their time, their missions, the vacant posts."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Chargés de coopération",
    description="L’annexe des postes de coopération\u00a0: ETP, missions, vacances, totaux par direction et employeur.",
    ordre=56,
    besoins=("cooperation", "territoire.nom"),
)
