"""Build every shipped template and its text copy: `python -m ctg_docs.documents [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from ctg_docs.documents import load_kinds
from ctg_docs.gabarit.copie import read_text

__all__ = ["build_all"]

_FOLDER = Path(__file__).resolve().parents[2] / "templates"


def build_all(folder: Path) -> list[Path]:
    """Write `<kind>.docx` and `<kind>.txt` of each kind that has a Word template; return the paths."""
    paths: list[Path] = []
    for kind in load_kinds():
        if not kind.has_template:
            continue
        data = kind.build_template()
        docx, txt = folder / f"{kind.nom}.docx", folder / f"{kind.nom}.txt"
        docx.write_bytes(data)
        txt.write_text(read_text(data), encoding="utf-8", newline="\n")
        paths += [docx, txt]
    return paths


def _remove_strangers(folder: Path) -> None:
    """Remove the template and the text copy of a kind that is no more."""
    known = {kind.nom for kind in load_kinds() if kind.has_template}
    for docx in folder.glob("*.docx"):
        if docx.stem not in known:
            docx.unlink()
            docx.with_suffix(".txt").unlink(missing_ok=True)


if __name__ == "__main__":
    for path in build_all(Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER):
        print(path.name)  # noqa: T201 - the only output of a build command
    if len(sys.argv) == 1:
        _remove_strangers(_FOLDER)
