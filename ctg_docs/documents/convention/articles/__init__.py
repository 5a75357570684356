"""The articles of the convention: one module each, whose `write` returns its text.

The strings of these modules hold true no-break blanks, as they are printed.
"""
