"""Shared layout: one visual identity for every document kind."""
