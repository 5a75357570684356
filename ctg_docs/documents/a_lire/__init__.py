"""À lire: the first page to open in a dossier de signature."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="À lire",
    description="Une page dans le dossier de signature\u00a0: quel fichier signer, qui, dans quel ordre, quoi garder, la suite.",
    ordre=899,
)
