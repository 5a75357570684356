"""Many territories at once: where each stands, and the documents of all, on one machine or on a cluster."""
