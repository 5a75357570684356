"""Compiled templates kept on disk: quick, and never a way in."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.engine import Template
from ctg_docs.engine.template import cache
from tests.engine.words import make_docx, p, table

DOCX = make_docx("[[sommaire]]", p("{{ a }}", "Titre1"), table(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]),
                 "{%p for x in xs %}", "{{ x }}", p("un", "Numeros"), "{%p endfor %}", header="{{ a }}")  # fmt: skip
CONTEXT: dict[str, Any] = {"a": "été", "xs": ["1", "2"]}


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("*.bin"))


def load(folder: Path, docx: bytes = DOCX, **options: Any) -> Template:
    return Template.load(docx, cache=folder, **options)


def test_a_kept_template_renders_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    expected = Template.load(DOCX).render(CONTEXT)
    assert load(folder).render(CONTEXT) == expected
    assert len(kept(folder)) == 1
    again = load(folder)
    assert again.render(CONTEXT) == expected
    assert len(kept(folder)) == 1


def test_a_kept_template_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tmp_path)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr("ctg_docs.engine.template.loading.load_parts", never)
    assert load(tmp_path).render(CONTEXT)


def test_content_filters_and_options_make_other_templates(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, make_docx("{{ a }}"))
    load(tmp_path, tidy=False)
    load(tmp_path, filters={"crier": str.upper})
    load(tmp_path, palette={"1F4E79": "0A5F38"})
    assert len(kept(tmp_path)) == 5


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "swap"])
def test_a_damaged_or_forged_file_is_never_run(tmp_path: Path, damage: str) -> None:
    load(tmp_path)
    (path,) = kept(tmp_path)
    data = path.read_bytes()
    other = tmp_path / "other"
    load(other)
    forged = {
        "flip": data[:-1] + bytes([data[-1] ^ 1]),
        "cut": data[:50],
        "empty": b"",
        "swap": kept(other)[0].read_bytes(),  # sealed with another secret
    }[damage]
    path.write_bytes(forged)
    template = Template.load(DOCX)
    assert cache.fetch(tmp_path, path.stem, template.environment) is None
    assert load(tmp_path).render(CONTEXT) == template.render(CONTEXT)


def test_what_others_may_write_is_not_read(tmp_path: Path) -> None:
    load(tmp_path)
    (path,) = kept(tmp_path)
    path.chmod(0o666)
    assert cache.fetch(tmp_path, path.stem, Template.load(DOCX).environment) is None
    path.chmod(0o600)
    tmp_path.chmod(0o777)
    assert cache.fetch(tmp_path, path.stem, Template.load(DOCX).environment) is None
    tmp_path.chmod(0o700)
    assert cache.fetch(tmp_path, path.stem, Template.load(DOCX).environment) is not None


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    load(tmp_path)
    (path,) = kept(tmp_path)
    moved = path.rename(tmp_path / "elsewhere")
    path.symlink_to(moved)
    assert cache.fetch(tmp_path, path.stem, Template.load(DOCX).environment) is None


def test_a_folder_that_cannot_be_made_only_means_no_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert load(blocked / "cache").render(CONTEXT)


def test_concurrent_writers_leave_one_good_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: load(tmp_path).render(CONTEXT), range(16)))
    assert len(set(made)) == 1
    assert len(kept(tmp_path)) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == ["", ".bin"]


def test_a_kept_template_needs_neither_lxml_nor_docxtpl(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(DOCX)
    script = (
        "import sys; from pathlib import Path; from ctg_docs.engine import Template\n"
        f"d = Template.load({str(tmp_path / 't.docx')!r}, cache=Path({str(tmp_path / 'c')!r}))"
        ".render({'a': 'x', 'xs': ['1']})\n"
        "print(sorted({'lxml', 'docxtpl', 'docx', 'pydantic'} & set(sys.modules)))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "lxml" in runs[0].stdout
    assert runs[1].stdout.strip() == "[]"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files here")
def test_the_folder_or_the_file_of_another_user_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = Template.load(DOCX).environment
    load(tmp_path)
    (path,) = kept(tmp_path)
    mine = os.getuid()
    assert cache.fetch(tmp_path, path.stem, environment) is not None
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)  # who runs now is somebody else
    assert cache.fetch(tmp_path, path.stem, environment) is None
    before = sorted(tmp_path.iterdir())
    load(tmp_path, DOCX + b"")
    assert sorted(tmp_path.iterdir()) == before  # nothing is kept there either


def test_a_folder_that_is_a_link_is_neither_read_nor_written(tmp_path: Path) -> None:
    real, link = tmp_path / "ailleurs", tmp_path / "cache"
    real.mkdir(mode=0o700)
    link.symlink_to(real)
    load(link)
    assert list(real.iterdir()) == []
    load(real)
    (path,) = kept(real)
    assert cache.fetch(link, path.stem, Template.load(DOCX).environment) is None
