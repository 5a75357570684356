"""Where the shipped files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["COMPLETE_EXAMPLE", "example", "examples", "template_path", "templates_folder"]

_PACKAGE = Path(__file__).resolve().parent
COMPLETE_EXAMPLE = "pays-auvrelle"
"""Folder of the complete, invented dossier that `ctg-docs init --exemple` copies."""


def templates_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder of the shipped Word templates."""
    return _first(package / "templates", package.parent / "templates")


def template_path(kind: str, package: Path = _PACKAGE) -> Path:
    """Return the shipped Word template of a kind."""
    return templates_folder(package) / f"{kind}.docx"


def example(name: str = COMPLETE_EXAMPLE, package: Path = _PACKAGE) -> Path:
    """Return the folder of an example dossier; an installed package has only the complete one."""
    return _first(package / "exemples" / name, package.parent / "examples" / name)


def examples(package: Path = _PACKAGE) -> list[Path]:
    """Return the folders of every example dossier there is."""
    return sorted(path.parent for path in example("", package).glob("*/ctg.yaml"))


def _first(inside: Path, beside: Path) -> Path:
    return inside if inside.is_dir() else beside
