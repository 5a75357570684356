"""The map of the territory: contours that the user gives, drawn as native shapes, with its legend."""
