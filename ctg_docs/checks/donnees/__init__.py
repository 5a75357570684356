"""Facts the rules compare with: legal texts, sigles, organs, themes. Data only; each module quotes its source."""
