"""Work done by several threads at once, whose results come in the order in which it was given."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Result = TypeVar("_Result")
MOST: Final = 8
"""Results that may wait, or be waited for, before more work is taken."""


class SideBySide(Generic[_Result]):
    """So many `threads`, and the results in order."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads)
        self._coming: deque[Future[_Result]] = deque()

    def add(self, work: Callable[[], _Result]) -> Future[_Result]:
        """Have work done; return what will have its result."""
        self._coming.append(self._pool.submit(work))
        return self._coming[-1]

    def made(self) -> Iterator[_Result]:
        """Yield the results that are there, each once; wait for some where many are missing."""
        while self._coming and (self._coming[0].done() or len(self._coming) > MOST):
            yield self._coming.popleft().result()

    def rest(self) -> Iterator[_Result]:
        """Yield all results that were not yielded yet, waiting for them."""
        while self._coming:
            yield self._coming.popleft().result()

    def close(self) -> None:
        """Do no more work than has begun."""
        self._pool.shutdown(cancel_futures=True)
