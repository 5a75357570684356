"""The examples for web sites and scheduled jobs: each block compiles, what needs no other package runs for real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "exemples-python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:python|py)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
MEETING = "2026-05-21-copil"


def block(words: str) -> str:
    [found] = [b for b in BLOCKS if words in b]
    return str(found)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """`documents_ctg.py`, saved and imported as the page says."""
    (tmp_path / "documents_ctg.py").write_text(block("class Absent"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(ROOT)
    module = __import__("documents_ctg")
    yield module
    del sys.modules["documents_ctg"]


def is_word(data: bytes) -> bool:
    return "word/document.xml" in zipfile.ZipFile(BytesIO(data)).namelist()


@pytest.mark.parametrize("rank", range(len(BLOCKS)))
def test_each_block_is_python(rank: int) -> None:
    compile(BLOCKS[rank], f"bloc {rank + 1}", "exec")


def test_there_is_an_example_of_each_use() -> None:
    for words in ("from django", "from fastapi", "'█' * nombre", "PAPIERS ="):
        assert block(words)


def test_shared_module_gives_documents_and_refuses_in_french(shared: Any) -> None:
    name, data, mime = shared.papier("ordre_du_jour", MEETING)
    assert name.endswith(".docx")
    assert is_word(data)
    assert mime.endswith("wordprocessingml.document")
    assert shared.papier("presentation")[2].endswith("presentationml.presentation")
    with pytest.raises(shared.Absent, match="Aucun type de document"):
        shared.papier("../../secret")
    with pytest.raises(shared.Absent, match="Aucune réunion"):
        shared.papier("ordre_du_jour", "jamais")


@pytest.mark.usefixtures("shared")
def test_django_view() -> None:
    import django
    from django.conf import settings

    settings.configure(SECRET_KEY="essai", ROOT_URLCONF="vues", ALLOWED_HOSTS=["*"], DEFAULT_CHARSET="utf-8")
    django.setup()
    vues = ModuleType("vues")
    sys.modules["vues"] = vues
    exec(block("from django"), vars(vues))
    from django.test import Client

    client = Client()
    answer = client.get("/documents/ordre_du_jour", {"reunion": MEETING})
    assert answer.status_code == 200
    assert is_word(answer.content)
    assert MEETING in answer.headers["Content-Disposition"]
    assert client.get("/documents/inconnu").status_code == 404


@pytest.mark.usefixtures("shared")
def test_fastapi_view() -> None:
    from fastapi.testclient import TestClient

    names: dict[str, Any] = {"__name__": "application"}
    exec(block("from fastapi"), names)
    client = TestClient(names["app"])
    answer = client.get("/documents/ordre_du_jour", params={"reunion": MEETING})
    assert answer.status_code == 200
    assert is_word(answer.content)
    assert MEETING in unquote(answer.headers["content-disposition"])
    refused = client.get("/documents/inconnu")
    assert (refused.status_code, refused.json()["detail"][:5]) == (404, "Aucun")


def test_scheduled_job_writes_the_papers_of_the_next_copil(tmp_path: Path) -> None:
    names: dict[str, Any] = {"__name__": "travail"}
    exec(block("PAPIERS ="), names)
    folder = str(ROOT / "examples" / "pays-auvrelle")
    first = names["preparer"](folder, str(tmp_path), date(2026, 5, 12))
    assert {p.parent.name for p in first} == {MEETING}
    assert {p.suffix for p in first} == {".docx", ".ics"}
    kept = {p: p.read_bytes() for p in first}
    assert names["preparer"](folder, str(tmp_path), date(2026, 5, 12)) == first
    assert {p: p.read_bytes() for p in first} == kept
    assert names["preparer"](folder, str(tmp_path), date(2026, 6, 1)) == []


def test_scheduled_job_as_a_process(tmp_path: Path) -> None:
    script = tmp_path / "preparer_copil.py"
    script.write_text(block("PAPIERS ="), encoding="utf-8")

    def call(folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(script), str(folder), str(tmp_path / "sortie")],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    assert call(ROOT / "examples" / "pays-auvrelle").returncode == 0
    refused = call(tmp_path / "absent")
    assert refused.returncode == 3
    assert "absent" in refused.stderr
