"""Two Word files to one with real tracked changes, and back to either. Knows Word, not what the files say."""

from ctg_docs.engine.redline.merge import redline
from ctg_docs.engine.redline.resolve import accept_all, reject_all

__all__ = ["accept_all", "redline", "reject_all"]
