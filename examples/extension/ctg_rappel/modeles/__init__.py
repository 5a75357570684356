"""Word templates of the family « rappel-bref »: `rappel.docx`, written by `python -m ctg_rappel.modeles`."""
