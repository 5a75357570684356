"""Tasks to any `concurrent.futures.Executor`, a window at a time; what a lost worker held is tried again.

Only `submit` and `wait` are used. Knows no dossier: requests and answers are whatever the caller gives and gets.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

__all__ = ["Lost", "Pool", "run"]

R = TypeVar("R")
A = TypeVar("A")

TRIES = 3
"""A request is made once and tried again twice: a worker lost three times in a row with it is no accident."""


class Pool(Protocol):
    """Where tasks run: an executor that can be had again when it broke."""

    @property
    def workers(self) -> int:
        """Number of tasks that run at the same time."""

    def executor(self) -> Executor:
        """Return the executor, started when it is not."""

    def restart(self) -> bool:
        """End the executor with what runs in it; False when nothing can replace it."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[R]):
    """A request that no worker could answer, and why, a French sentence."""

    request: R
    reason: str


@dataclass(slots=True)
class _Try(Generic[R]):
    """A request on its way: how often it was given, since when, and whether nothing else may run beside it."""

    request: R
    number: int = 1
    since: float = field(default_factory=time.monotonic)
    alone: bool = False


def run(
    function: Callable[[R], A], requests: Iterable[R], pool: Pool, *, patience: float, tries: int = TRIES
) -> Iterator[tuple[R, A] | Lost[R]]:
    """Yield the answer to each request as it comes, each once, in any order.

    At most twice as many requests as workers are under way, so that thousands never wait in memory. The function
    must answer even of its failures: an exception means a lost worker. When a worker takes the whole pool with it,
    whoever was under way is a suspect, and suspects run alone: the one that kills its worker again is the guilty one.

    Args:
        function: what a worker does; picklable.
        requests: read as workers get free.
        pool: where it is done.
        patience: seconds after which a request under way is held to be lost.
        tries: how often a request is given before it is told lost.
    """
    yield from _Run(function, iter(requests), pool, patience, tries).answers()


class _Run(Generic[R, A]):
    def __init__(
        self, function: Callable[[R], A], requests: Iterator[R], pool: Pool, patience: float, tries: int
    ) -> None:
        self._function, self._requests, self._pool = function, requests, pool
        self._patience, self._tries = patience, tries
        self._pending: dict[Future[A], _Try[R]] = {}
        self._again: deque[_Try[R]] = deque()

    def answers(self) -> Iterator[tuple[R, A] | Lost[R]]:
        """Yield answers until nothing is left to ask nor to wait for."""
        try:
            while self._fill():
                yield from self._collect()
        finally:
            for future in self._pending:
                future.cancel()

    def _fill(self) -> bool:
        """Keep the window full; False when nothing is under way any more."""
        while len(self._pending) < 2 * self._pool.workers and not any(
            t.alone for t in self._pending.values()
        ):
            attempt = self._next()
            if attempt is None:
                break
            self._submit(attempt)
        return bool(self._pending)

    def _next(self) -> _Try[R] | None:
        if self._again:
            return None if self._again[0].alone and self._pending else self._again.popleft()
        for request in self._requests:
            return _Try(request)
        return None

    def _submit(self, attempt: _Try[R]) -> None:
        attempt.since = time.monotonic()
        try:
            future = self._pool.executor().submit(self._function, attempt.request)
        except RuntimeError as fault:  # a pool that is broken, or was shut down by its owner
            future = Future()
            future.set_exception(fault if isinstance(fault, BrokenExecutor) else BrokenExecutor(str(fault)))
        self._pending[future] = attempt

    def _collect(self) -> Iterator[tuple[R, A] | Lost[R]]:
        """Wait for the next answers; what takes too long is given up."""
        oldest = min(attempt.since for attempt in self._pending.values())
        left = max(0.0, oldest + self._patience - time.monotonic())
        done, _ = wait(list(self._pending), timeout=left, return_when=FIRST_COMPLETED)
        if not done:
            yield from self._expire()
            return
        alone, broken = len(self._pending) == 1, False
        for future in sorted(done, key=lambda f: self._pending[f].since):
            attempt = self._pending.pop(future)
            fault = CancelledError() if future.cancelled() else future.exception()
            if fault is None:
                yield attempt.request, future.result()
            elif isinstance(fault, BrokenExecutor):
                broken = True
                yield from self._lose(attempt, _reason(fault), guilty=alone, suspect=True)
            else:
                yield from self._lose(attempt, _reason(fault))
        if broken:
            self._rebuild(suspect=True)

    def _lose(
        self, attempt: _Try[R], reason: str, *, guilty: bool = True, suspect: bool = False
    ) -> Iterator[Lost[R]]:
        if guilty and attempt.number >= self._tries:
            yield Lost(attempt.request, reason)
            return
        attempt.number += guilty
        attempt.alone = suspect
        self._again.append(attempt)

    def _expire(self) -> Iterator[Lost[R]]:
        """Give up what is under way for too long; a worker that hangs is ended with its pool, the others go on."""
        now = time.monotonic()
        late = [f for f, attempt in self._pending.items() if now - attempt.since >= self._patience]
        for future in late:
            future.cancel()
            yield from self._lose(self._pending.pop(future), "il a dépassé le temps accordé")
        if late:
            self._rebuild(suspect=False)

    def _rebuild(self, *, suspect: bool) -> None:
        """Start a new pool, when there is one; what the old one had not answered yet is asked again."""
        if not self._pool.restart():
            return
        for future, attempt in list(self._pending.items()):
            if future.cancelled() or not future.done() or future.exception() is not None:
                del self._pending[future]
                attempt.alone = suspect
                self._again.append(attempt)


def _reason(fault: BaseException) -> str:
    if isinstance(fault, CancelledError):
        return "l’exécuteur l’a abandonné"
    if isinstance(fault, BrokenExecutor):
        return "le processus qui le faisait s’est arrêté"
    return f"l’exécuteur a échoué ({type(fault).__name__} : {fault})"
