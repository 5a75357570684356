"""What the follow-up shows: progress, indicators, budgets, figures, and their layout."""
