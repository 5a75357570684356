"""What several document kinds share: pure pieces for contexts, and their layout (`gabarit.py` of each folder)."""
