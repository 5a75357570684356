"""One file per command: a module holds `command` and its `RANK` in the list."""
