"""From Word bytes to a PDF that can be signed, read aloud and kept. Knows PDF, not conventions.

`convertisseur` runs the office program, `conformite` makes its output PDF/UA-1 and PDF/A at once, `sommaire` writes
true page numbers in tables of contents, `assemblage` merges, `signature` prepares and checks signatures.
"""
