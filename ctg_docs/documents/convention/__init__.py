"""The convention: cover, parties, visas, préambule, articles, signatures, annexes."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Convention territoriale globale",
    description="La convention complète : parties, visas, préambule, articles, signatures et annexes.",
    ordre=10,
    developpe=True,
)
