"""Answers that take long to make, remembered for a moment, and made one at a time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import BoundedSemaphore, Lock
from typing import Generic, TypeVar

from shilu.web.errors import Failed, Problem

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

#: For so many seconds an answer holds, whatever is put into the archive meanwhile.
HOLDS = 60
#: So many are remembered.
_MOST = 16
#: So many are made at a time; who waits longer than this for a turn is told to come again.
_AT_ONCE, _PATIENCE = 2, 2

_BUSY = ("正在编别的简报，请稍后再试", "Other briefs are being made; try again in a moment")


class Remembered(Generic[K, T]):
    """The newest answers, by what was asked.

    >>> remembered = Remembered[str, str]()
    >>> remembered.get("a", lambda: "first"), remembered.get("a", lambda: "second")
    ('first', 'first')
    """

    def __init__(self) -> None:
        self._found: OrderedDict[K, tuple[float, T]] = OrderedDict()
        self._lock = Lock()
        self._making = BoundedSemaphore(_AT_ONCE)

    def get(self, asked: K, make: Callable[[], T]) -> T:
        """What is remembered of a question, else what `make` makes."""
        known = self._known(asked)
        if known is not None:
            return known
        if not self._making.acquire(timeout=_PATIENCE):
            raise Failed(Problem(503, *_BUSY))
        try:
            known = self._known(asked)
            return known if known is not None else self._keep(asked, make())
        finally:
            self._making.release()

    def _known(self, asked: K) -> T | None:
        with self._lock:
            made, answer = self._found.get(asked, (0.0, None))
        return answer if time.monotonic() - made < HOLDS else None

    def _keep(self, asked: K, answer: T) -> T:
        with self._lock:
            self._found[asked] = (time.monotonic(), answer)
            self._found.move_to_end(asked)
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        return answer
