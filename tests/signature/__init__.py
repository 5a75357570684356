"""The final gate: dossier de signature, verification, publication, data carried by documents."""
