"""One batch, whoever does the work: same bytes, same bordereau, each failure told once."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.errors import DataError, OutputError
from ctg_docs.lots.journal import JOURNAL
from ctg_docs.lots.lot import Avancement, Lot, batch
from ctg_docs.lots.tache import Bilan
from tests.lots.territoires import SOUND, make_territories, written

KINDS = ["historique"]


@pytest.fixture(scope="module")
def territories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_territories(tmp_path_factory.mktemp("territoires"))


@pytest.fixture(scope="module")
def expected(
    territories: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], list[list[object]]]:
    out = tmp_path_factory.mktemp("attendu")
    with ThreadPoolExecutor(1) as executor:
        batch(territories, KINDS, out=out, executor=executor)
    return written(out), bordereau(out)


def bordereau(out: Path) -> list[list[object]]:
    """Return the rows of both sheets, without the time they took."""
    book = openpyxl.load_workbook(out / "bordereau.xlsx", read_only=True)
    rows: list[list[object]] = [list(row[:7]) for row in book["Dossiers"].iter_rows(values_only=True)]
    rows += [list(row) for row in book["Fichiers"].iter_rows(values_only=True)]
    book.close()
    return rows


class Hostile(Executor):
    """Threads that lose requests, each twice at most, answer some twice, and answer in any order."""

    def __init__(self) -> None:
        self._pool, self._chance = ThreadPoolExecutor(2), random.Random(4)
        self._held: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._lock, self._lost = threading.Lock(), Counter[str]()

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:  # type: ignore[override]  # no keyword is ever sent
        future: Future[Any] = Future()
        fate, name = self._chance.random(), args[0].dossier.nom
        if fate < 0.5 and self._lost[name] < 2:
            self._lost[name] += 1
        else:
            fate = max(fate, 0.5)
        if fate < 0.3:
            future.set_exception(ConnectionError("ouvrier perdu"))
        elif fate < 0.5:
            future.cancel()
            future.set_running_or_notify_cancel()
        elif fate < 0.7:
            self._pool.submit(fn, *args)
            self._later(future, lambda: fn(*args))
        else:
            self._later(future, lambda: fn(*args))
        return future

    def _later(self, future: Future[Any], call: Callable[[], Any]) -> None:
        with self._lock:
            self._held.append((future, call))
            self._chance.shuffle(self._held)
        self._pool.submit(self._answer)

    def _answer(self) -> None:
        with self._lock:
            future, call = self._held.pop()
        future.set_result(call())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        del cancel_futures
        self._pool.shutdown(wait)


@contextmanager
def _threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@contextmanager
def _loky() -> Iterator[Executor]:
    import loky

    pool = loky.ProcessPoolExecutor(max_workers=2)
    yield pool
    pool.shutdown(wait=True, kill_workers=True)


@contextmanager
def _processes() -> Iterator[None]:
    yield None


@contextmanager
def _hostile() -> Iterator[Executor]:
    with Hostile() as pool:
        yield pool


@contextmanager
def _dask() -> Iterator[str]:
    yield "dask"


WAYS = {"threads": _threads, "processes": _processes, "loky": _loky, "dask": _dask, "hostile": _hostile}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("way", WAYS)
def test_whoever_works_the_same_is_made(
    way: str, territories: Path, expected: tuple[dict[str, str], list[list[object]]], tmp_path: Path
) -> None:
    with WAYS[way]() as executor:
        lot = batch(territories, KINDS, out=tmp_path, executor=executor, workers=2, shared=way != "dask")
    assert (lot.total, lot.faits, lot.en_echec) == (SOUND + 3, SOUND, 3)
    assert written(tmp_path) == expected[0]
    assert bordereau(tmp_path) == expected[1]
    failed = [bilan.nom for bilan in lot.bilans() if bilan.code]
    assert failed == ["hostile", "illisible", "incomplet"]
    assert left_aside(tmp_path) == []


def left_aside(out: Path) -> list[Path]:
    return sorted(out.glob(".ctg-lot-*"))


def by_name(lot: Lot) -> dict[str, Bilan]:
    return {bilan.nom: bilan for bilan in lot.bilans()}


@contextmanager
def one() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_each_failure_says_why(territories: Path, tmp_path: Path) -> None:
    with one() as executor:
        found = by_name(batch(territories, KINDS, out=tmp_path, executor=executor))
    assert "ctg.yaml:2:1" in found["illisible"].problemes[0]
    assert found["incomplet"].erreur.startswith("Historique")
    assert found["hostile"].code == 4


def test_resume_makes_again_only_what_changed(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=3), tmp_path / "out"
    with one() as executor:
        batch(root, KINDS, out=out, executor=executor)
        before = {p: p.stat().st_mtime_ns for p in out.rglob("*.docx") if p.parent != out}
        main = root / "2/commune-02/ctg.yaml"
        main.write_text(
            main.read_text(encoding="utf-8").replace("Commune 2", "Commune Deux"), encoding="utf-8"
        )
        told: list[Avancement] = []
        lot = batch(root, KINDS, out=out, executor=executor, progress=told.append)
    assert (lot.faits, lot.en_echec, lot.repris) == (3, 3, 2)
    same = [p for p in before if p.exists() and p.stat().st_mtime_ns == before[p]]
    assert len(same) == len(before) - 1
    assert any("deux" in p.name for p in (out / "2/commune-02").iterdir())
    assert (told[0].restants, told[-1].restants) == (6, 0)
    assert told[-1].faits == 3


def test_a_file_changed_by_somebody_is_never_replaced(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=1), tmp_path / "out"
    with one() as executor:
        batch(root, KINDS, out=out, executor=executor)
        made = next((out / "1/commune-01").iterdir())
        made.write_bytes(b"corrige a la main")
        found = by_name(batch(root, KINDS, out=out, executor=executor))["1/commune-01"]
        assert "rien n’est remplacé" in found.erreur
        assert made.read_bytes() == b"corrige a la main"
        assert not by_name(batch(root, KINDS, out=out, executor=executor, force=True))["1/commune-01"].code
    assert made.read_bytes()[:2] == b"PK"


def test_a_folder_that_holds_a_batch_is_refused_unless_resumed(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=1), tmp_path / "out"
    with one() as executor:
        batch(root, KINDS, out=out, executor=executor)
        with pytest.raises(OutputError, match="contient déjà un lot"):
            batch(root, KINDS, out=out, executor=executor, resume=False)


def test_a_journal_cut_in_its_last_line_is_taken_up(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=2), tmp_path / "out"
    with one() as executor:
        batch(root, KINDS, out=out, executor=executor)
        expected = written(out)
        journal = out / JOURNAL
        journal.write_bytes(journal.read_bytes()[:-40])
        lot = batch(root, KINDS, out=out, executor=executor)
    assert (lot.faits, written(out)) == (2, expected)


def test_something_else_than_a_journal_is_left_alone(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=1), tmp_path / "out"
    out.mkdir()
    (out / JOURNAL).write_text("mes notes\n", encoding="utf-8")
    with one() as executor, pytest.raises(OutputError, match="n’est pas le journal"):
        batch(root, KINDS, out=out, executor=executor)
    assert (out / JOURNAL).read_text(encoding="utf-8") == "mes notes\n"


def test_two_batches_never_share_a_folder(tmp_path: Path) -> None:
    root, out = make_territories(tmp_path / "t", sound=1), tmp_path / "out"

    def again(_: Avancement) -> None:
        with pytest.raises(OutputError, match="Un autre lot est en cours"):
            batch(root, KINDS, out=out, executor=executor)

    with one() as executor:
        batch(root, KINDS, out=out, executor=executor, progress=again)


@pytest.mark.parametrize("wanted", ["nulle_part:rien", "os:sep", "os"])
def test_an_executor_that_is_none_is_told(wanted: str, tmp_path: Path) -> None:
    root = make_territories(tmp_path / "t", sound=1)
    with pytest.raises(DataError, match="dask:tcp"):
        batch(root, KINDS, out=tmp_path / "out", executor=wanted)
