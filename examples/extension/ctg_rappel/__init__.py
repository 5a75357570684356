"""Remind the pilots of late actions: an example of what another package adds to ctg-docs."""
