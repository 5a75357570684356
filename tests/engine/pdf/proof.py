"""Outside validators: what they say of a PDF."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import page
import pikepdf


def failures(pdf: bytes, *, archive: bool = False) -> list[str]:
    """Every finding of page-validation and pdfua, errors and warnings of outloud."""
    found: list[str] = []
    for profile in ("3b" if archive else "2b", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile(profile))
        found += [f"{f.rule_id} {f.message}" for f in report.failures]
        assert report.rules.total > 50
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.pdf"
        path.write_bytes(pdf)
        import outloud
        import pdfua

        found += [f"{f.rule_id} {f.message}" for f in pdfua.validate(str(path)).findings]
        result = outloud.check(str(path))
        found += [f"{f.rule} {f.message}" for f in result.findings if f.severity != "info"]
    return found


def open_bytes(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))
