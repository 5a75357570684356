"""Office packages: opened, bounded, read, changed and written. Knows zip and parts, no template and no domain."""
