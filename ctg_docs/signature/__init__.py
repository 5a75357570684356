"""Ready to sign, to send, to publish, to keep: the final gate of a dossier and what comes after it.

`donnees` makes documents carry the data they come from, `dossier` builds the dossier de signature, `verification` tells
what changed in one, `publication` masks personal data.
"""
