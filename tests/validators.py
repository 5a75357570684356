"""Outside judges of a Word file or of slides: what they find, as text. A document of ours gives none."""

from __future__ import annotations

from pathlib import Path

__all__ = ["word_findings"]


def word_findings(path: Path) -> list[str]:
    """Return what openxml-audit and ooxml-integrity say against a file."""
    import ooxml_integrity
    from openxml_audit import OpenXmlValidator

    found = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    check = ooxml_integrity.check_pptx if path.suffix == ".pptx" else ooxml_integrity.check
    return found + [
        f"{f.code} {f.message}" for f in check(str(path)) if f.severity is ooxml_integrity.Severity.ERROR
    ]
