"""Answers that take long to make, remembered while the archive stays as it is."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Generic, TypeVar

from shilu.archive.store import Archive, State
from shilu.web.errors import Failed, Problem

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

#: For so many seconds an answer holds even while more is put into the archive.
HOLDS = 60
#: So many are remembered.
_MOST = 16
#: So many are made at a time; who waits longer than this for a turn is told to come again.
_AT_ONCE, _PATIENCE = 2, 2

_BUSY = ("档案正忙，请稍后再试", "Other pages are being made; try again in a moment")


class Remembered(Generic[K, T]):
    """The newest answers, by what was asked and of which archive.

    >>> import tempfile
    >>> remembered = Remembered[str, str]()
    >>> with tempfile.NamedTemporaryFile() as file, Archive.open(file.name, write=True) as archive:
    ...     remembered.get(archive, "a", lambda: "first")
    ...     remembered.get(archive, "a", lambda: "second")
    'first'
    'first'
    """

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[Path, K], tuple[State, float, T]] = OrderedDict()
        self._lock = Lock()
        self._making = BoundedSemaphore(_AT_ONCE)

    def get(self, archive: Archive, question: K, make: Callable[[], T]) -> T:
        """What is remembered of a question, else what `make` makes."""
        asked, state = (archive.path, question), archive.state()
        known = self._known(asked, state)
        if known is not None:
            return known
        if not self._making.acquire(timeout=_PATIENCE):
            raise Failed(Problem(503, *_BUSY))
        try:
            known = self._known(asked, state)
            return known if known is not None else self._keep(asked, state, make())
        finally:
            self._making.release()

    def _known(self, asked: tuple[Path, K], state: State) -> T | None:
        with self._lock:
            found = self._found.get(asked)
        if found is None:
            return None
        of, made, answer = found
        return answer if of == state or time.monotonic() - made < HOLDS else None

    def _keep(self, asked: tuple[Path, K], state: State, answer: T) -> T:
        with self._lock:
            self._found[asked] = (state, time.monotonic(), answer)
            self._found.move_to_end(asked)
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        return answer
