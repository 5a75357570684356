"""Files to models, with every problem and its place in one pass. Knows no Word and no check of the catalogue."""

from ctg_docs.sources.diagnose import Diagnostic, Source, diagnose

__all__ = ["Diagnostic", "Source", "diagnose"]
