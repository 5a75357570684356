"""Word templates: read, checked, compiled once, rendered as often as wanted. Knows Word and Jinja, no domain."""
