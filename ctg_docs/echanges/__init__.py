"""What comes from other tools and goes to them: workbooks, comparisons, open data. Knows no Word and no terminal."""
