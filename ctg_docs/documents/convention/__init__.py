"""The convention: cover, parties, visas, préambule, articles, signatures, annexes."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Convention territoriale globale",
    description="La convention complète : parties, visas, préambule, articles, signatures et annexes.",
    ordre=10,
    developpe=True,
    besoins=(
        "convention",
        "signataires",
        "deliberations",
        "organismes",
        "personnes",
        "strategie",
        "fiches_actions",
        "gouvernance",
        "cooperation",
        "equipements",
        "diagnostic",
        "dispositif_evaluation",
        "evaluations",
        "historique",
        "articulation",
        "presentation",
        "territoire",
        "parametres",
    ),
)
