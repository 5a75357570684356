"""What keeps a Word file from being read by everybody. Knows Word, no template and no domain."""

from __future__ import annotations

from ctg_docs.engine.a11y.audit import RULES, check_accessibility

__all__ = ["RULES", "check_accessibility"]
