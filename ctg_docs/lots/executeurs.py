"""Where a batch runs: processes of this machine, a Dask cluster, or the executor of somebody else."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from multiprocessing.connection import wait as wait_for
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from ctg_docs.collector import collect_rarely
from ctg_docs.errors import DataError, MissingToolError

__all__ = ["ClosablePool", "open_pool"]

_GRACE = 2.0
"""Seconds that a process has to end by itself. One that is stopped while it reads the queue leaves half a message to the next."""

_CONNECTION = 20.0
"""Seconds that the scheduler of a cluster has to answer."""

_HELP = "Écrire « dask », « dask:tcp://adresse:8786 » ou « module:fabrique »."


class ClosablePool(Protocol):
    """A pool of workers that the batch must close."""

    @property
    def workers(self) -> int:
        """Number of tasks that run at the same time."""

    def executor(self) -> Executor:
        """Return the executor, started when it is not."""

    def restart(self) -> bool:
        """End the executor with what runs in it; False when nothing can replace it."""

    def close(self) -> None:
        """End what this pool started, and nothing else."""


def open_pool(wanted: Executor | Callable[[], Executor] | str | None, workers: int | None) -> ClosablePool:
    """Return where tasks will run.

    Args:
        wanted: an executor, what makes one, « dask », « dask:ADRESSE », « module:fabrique », or None for processes of
            this machine.
        workers: how many tasks at the same time; for processes as many as cores, and never more.

    Raises:
        DataError: the text names nothing that gives an executor.
        MissingToolError: Dask is not installed.
    """
    if wanted is None:
        return _Processes(max(1, min(_cores() if workers is None else workers, _cores())))
    if isinstance(wanted, str):
        if wanted.partition(":")[0] == "dask":
            return _Dask(wanted.partition(":")[2], workers)
        wanted = _factory(wanted)
    if callable(wanted) and not isinstance(wanted, Executor):
        return _Made(wanted, workers)
    if isinstance(wanted, Executor) or hasattr(wanted, "submit"):
        return _Given(wanted, workers)
    raise DataError(f"« {type(wanted).__name__} » n’est pas un exécuteur de concurrent.futures.")


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _factory(text: str) -> Callable[[], Executor]:
    module, _, name = text.partition(":")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.append(here)  # the guide’s file beside the dossiers, after whatever else has its name
    try:
        made = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as fault:
        raise DataError(f"Exécuteur « {text} » introuvable ({fault}). {_HELP}") from fault
    if not callable(made):
        raise DataError(f"« {text} » n’est pas une fonction qui rend un exécuteur. {_HELP}")
    return made  # type: ignore[no-any-return]  # what it returns is judged by its first use


class _Given:
    """An executor of the caller, who closes it."""

    def __init__(self, executor: Executor, workers: int | None) -> None:
        self._executor = executor
        self.workers = workers or getattr(executor, "_max_workers", None) or _cores()

    def executor(self) -> Executor:
        return self._executor

    def restart(self) -> bool:
        return False

    def close(self) -> None:
        """Leave it to its owner."""


class _Made:
    """Executors made by a function, one after the other when one breaks."""

    def __init__(self, make: Callable[[], Executor], workers: int | None) -> None:
        self._make, self._workers = make, workers
        self._executor: Executor | None = None

    @property
    def workers(self) -> int:
        return self._workers or getattr(self.executor(), "_max_workers", None) or _cores()

    def executor(self) -> Executor:
        self._executor = self._executor or self._make()
        return self._executor

    def restart(self) -> bool:
        self._end()
        return True

    def close(self) -> None:
        self._end()

    def _end(self) -> None:
        executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=False)


class _Processes(_Made):
    """Processes of this machine. They end with it: each watches its parent, and takes its converter along."""

    def __init__(self, workers: int) -> None:
        super().__init__(self._start, workers)
        self._known: set[int | None] = set()

    def _start(self) -> Executor:
        self._known = {child.pid for child in multiprocessing.active_children()}
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_watch_parent)

    def _end(self) -> None:
        started = [c for c in multiprocessing.active_children() if c.pid not in self._known]
        super()._end()
        busy = _still_alive(started, _GRACE)
        for child in busy:
            child.terminate()
        for child in _still_alive(busy, _GRACE):
            child.kill()


def _still_alive(children: Sequence[BaseProcess], seconds: float) -> list[BaseProcess]:
    """Return the processes that have not ended after so many seconds."""
    left, end = {child.sentinel: child for child in children}, time.monotonic() + seconds
    while left and (rest := end - time.monotonic()) > 0:
        for sentinel in wait_for(list(left), rest):
            del left[sentinel]  # type: ignore[arg-type]  # only sentinels were given
    return list(left.values())


def _watch_parent() -> None:
    """Prepare a worker: it ends when its parent does, and an interruption is the parent's business."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _leave(signum: int, frame: object) -> None:
    """Unwind as an interruption does, so that converters are stopped and temporary files removed."""
    del signum, frame
    raise SystemExit(1)


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(5)
    os._exit(1)


class _Dask(_Made):
    """A Dask cluster: the one at an address, or one of this machine that lasts as long as the batch."""

    def __init__(self, address: str, workers: int | None) -> None:
        super().__init__(self._connect, workers)
        self._address = address
        self._client: Any = None

    def _connect(self) -> Executor:
        try:
            client: Any = import_module("distributed").Client
        except ImportError as absent:
            raise MissingToolError('Dask n’est pas installé : pip install "ctg-docs[distribue]".') from absent
        here = {
            "n_workers": min(self._workers or _cores(), _cores()),
            "threads_per_worker": 1,
            "silence_logs": logging.ERROR,
            "dashboard_address": "127.0.0.1:0",  # two batches on one machine would both ask for Dask’s usual port
        }
        try:
            self._client = client(self._address, timeout=_CONNECTION) if self._address else client(**here)
        except (OSError, ValueError) as fault:
            raise DataError(f"Aucun ordonnanceur Dask ne répond à « {self._address} ».") from fault
        executor: Executor = self._client.get_executor(retries=0, pure=False)
        return executor

    @property
    def workers(self) -> int:
        self.executor()
        return self._workers or max(1, sum(self._client.nthreads().values()))

    def restart(self) -> bool:
        """Leave the cluster as it is: its scheduler replaces workers by itself."""
        return False

    def _end(self) -> None:
        super()._end()
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(OSError, TimeoutError):
                client.close()
