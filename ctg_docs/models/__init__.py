"""The domain in French nouns: what a Convention territoriale globale is made of. No file, no clock, no Word."""

from ctg_docs.models.ctg import Ctg

__all__ = ["Ctg"]
