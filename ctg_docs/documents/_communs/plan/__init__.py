"""The action plan as a table, for the kind of its own and the annexe of the convention."""
