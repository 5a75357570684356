"""The fiche action wherever it is printed: rows, codes, calendar, layout."""
