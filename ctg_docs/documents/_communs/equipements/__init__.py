"""The services supported by the convention: one list for the kind of its own and the annexe of the convention."""
