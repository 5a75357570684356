"""From Word bytes to a PDF that can be signed, read aloud and kept. Knows PDF, not conventions.

`converter` runs the office program, `conformance` makes its output PDF/UA-1 and PDF/A at once, `page_numbers` writes
true page numbers in tables of contents, `assembly` merges, `signature_fields` and `signatures` prepare and check
signatures.
"""
