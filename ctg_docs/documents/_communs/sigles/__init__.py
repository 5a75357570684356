"""Sigles and legal texts, named in full where a reader meets them first; the table of the sigles."""
