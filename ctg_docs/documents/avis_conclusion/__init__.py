"""Avis de conclusion: tells third parties that a contract was signed, from which their delay of appeal runs."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Avis de conclusion",
    description="L’avis à publier une fois la convention ou un avenant signé\u00a0: objet, parties, consultation, recours.",
    ordre=34,
    besoins=("convention", "avenants", "signataires", "organismes", "territoire.nom"),
)
