"""The key figures of the diagnosis: as rows, as cards in large type, as charts, as small curves over the years."""
