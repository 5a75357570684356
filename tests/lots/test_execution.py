"""Lost workers, late answers, poisoned requests: each request is answered once or told lost."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.lots.dossiers import find_dossiers
from ctg_docs.lots.executeurs import open_pool
from ctg_docs.lots.execution import Lost, run
from tests.lots.travail import square


def test_a_request_that_kills_its_worker_is_the_only_one_lost() -> None:
    pool = open_pool(None, 2)
    try:
        found = list(run(square, [1, 2, 3, 4, 6, 7], pool, patience=30))
    finally:
        pool.close()
    lost = [f for f in found if isinstance(f, Lost)]
    assert [f.request for f in lost] == [3]
    assert "s’est arrêté" in lost[0].reason
    assert sorted(f for f in found if not isinstance(f, Lost)) == [(n, n * n) for n in (1, 2, 4, 6, 7)]


def test_a_request_that_hangs_is_given_up_and_the_others_go_on() -> None:
    pool = open_pool(None, 2)
    try:
        found = list(run(square, [1, 5, 2, 4], pool, patience=8, tries=1))
    finally:
        pool.close()
    assert [f.request for f in found if isinstance(f, Lost)] == [5]
    assert sorted(f for f in found if not isinstance(f, Lost)) == [(1, 1), (2, 4), (4, 16)]


class Silent(Executor):
    """Forgets every request."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, args, kwargs
        return Future()


def test_an_executor_that_forgets_all_ends() -> None:
    found = list(run(square, [1, 2], open_pool(Silent(), 1), patience=0.05))
    assert sorted(f.request for f in found if isinstance(f, Lost)) == [1, 2]


def test_a_pool_shut_down_by_its_owner_ends() -> None:
    owner = ThreadPoolExecutor(1)
    owner.shutdown()
    found = list(run(square, [1, 2], open_pool(owner, None), patience=5))
    assert sorted(f.request for f in found if isinstance(f, Lost)) == [1, 2]


def test_requests_are_read_as_workers_get_free() -> None:
    read: list[int] = []

    def requests() -> Any:
        for number in range(100, 140):
            read.append(number)
            yield number

    gate = threading.Event()

    def wait(number: int) -> int:
        gate.wait(10)
        return number

    with ThreadPoolExecutor(2) as owner:
        answers = run(wait, requests(), open_pool(owner, None), patience=30)
        threading.Timer(0.2, gate.set).start()
        next(answers)
        assert len(read) <= 4
        assert len(list(answers)) == 39


def test_a_factory_in_the_folder_where_one_works_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the command as it is installed, whose folder is the one of its script."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor\ndef fils():\n    return ThreadPoolExecutor(3)\n"
    )
    (tmp_path / "ailleurs_essai.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [place for place in sys.path if place])
    pool = open_pool("ailleurs_essai:fils", None)
    assert pool.workers == 3
    pool.close()


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / "ctg.yaml").write_text("territoire: {nom: X}\n", encoding="utf-8")


def test_dossiers_are_found_at_any_depth_once_and_never_inside_another(tmp_path: Path) -> None:
    make(tmp_path, "a", "b/c", "b/d", ".cache/x", "a/sortie/y")
    (tmp_path / "lien").symlink_to(tmp_path / "a")
    assert [d.nom for d in find_dossiers([tmp_path])] == ["a", "b/c", "b/d"]
    assert [d.nom for d in find_dossiers([tmp_path / "a", tmp_path])] == ["a", "b/c", "b/d"]


def test_names_of_several_roots_never_collide(tmp_path: Path) -> None:
    make(tmp_path, "un/x", "deux/X", "trois/x/y")
    noms = [d.nom for d in find_dossiers([tmp_path / "un", tmp_path / "deux", tmp_path / "trois"])]
    assert len({n.casefold() for n in noms}) == 3
    folders = [tuple(n.casefold().split("/")) for n in noms]
    assert not [a for a in folders for b in folders if a != b and b[: len(a)] == a]


@pytest.mark.parametrize("name", ["", "vide"])
def test_a_place_without_dossier_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    from ctg_docs.errors import DataError

    with pytest.raises(DataError, match=r"ctg\.yaml"):
        find_dossiers([tmp_path / name])
