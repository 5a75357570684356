"""A kind that is removed leaves nothing behind: each file that still speaks of it is named."""

from __future__ import annotations

import re
from pathlib import Path

from ctg_docs.documents import load_kinds

ROOT = Path(__file__).parents[2]
KINDS = frozenset(kind.nom for kind in load_kinds())
SHARED = frozenset({"contexte", "kind", "options"})
IMPORTED = re.compile(r"^\s*(?:from|import) ctg_docs\.documents\.([a-z]\w*)", re.MULTILINE)


def leftovers(root: Path, kinds: frozenset[str]) -> list[str]:
    """Return the templates, reviewed texts and tests of kinds that have no folder any more."""
    found = [p for ext in ("docx", "txt") for p in root.glob(f"templates/*.{ext}") if p.stem not in kinds]
    found += [p for p in root.glob("tests/documents/snapshots/*/*.txt") if p.stem not in kinds]
    for path in root.glob("tests/**/*.py"):
        named = set(IMPORTED.findall(path.read_text(encoding="utf-8")))
        if named - kinds - SHARED:
            found.append(path)
    return sorted(str(path.relative_to(root)) for path in found)


def test_no_file_is_left_of_a_removed_kind() -> None:
    assert len(KINDS) >= 10
    assert not (left := leftovers(ROOT, KINDS)), f"of no kind any more, remove: {', '.join(left)}"


def test_every_file_of_a_removed_kind_is_named(tmp_path: Path) -> None:
    for name, text in {
        "templates/ancien.docx": "",
        "templates/ancien.txt": "",
        "templates/present.docx": "",
        "tests/documents/snapshots/un-exemple/ancien.txt": "",
        "tests/documents/snapshots/un-exemple/present.txt": "",
        "tests/documents/test_ancien.py": "from ctg_docs.documents.ancien.context import build\n",
        "tests/documents/test_present.py": "from ctg_docs.documents.present.context import build\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert leftovers(tmp_path, frozenset({"present"})) == [
        "templates/ancien.docx",
        "templates/ancien.txt",
        "tests/documents/snapshots/un-exemple/ancien.txt",
        "tests/documents/test_ancien.py",
    ]
