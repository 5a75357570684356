"""The papers of a meeting: facts, presence, decisions, layout."""
