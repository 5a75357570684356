"""The parties of a convention and of its avenants: names, agreement, appearance, signature boxes, articles."""
