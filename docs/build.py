"""Write the pages that come from the code: `make docs`. Tests compare what they return with what is committed."""

from __future__ import annotations

from pathlib import Path

from ctg_docs.models.glossaire import build_glossary

__all__ = ["ROOT", "pages"]

ROOT = Path(__file__).resolve().parents[1]


def pages() -> dict[Path, str]:
    """Return the text of each generated page by its path."""
    return {ROOT / "ctg_docs" / "models" / "GLOSSAIRE.md": build_glossary()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
