"""What each run of a fuzzer takes, and that it is not too much."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Gauge:
    """Measures runs, and ends the fuzzer at one that takes too much.

    Args:
        seconds: of the processor that a run may take: two cores are shared.
        kilobytes: that the process may take.
    """

    def __init__(self, seconds: float, kilobytes: int) -> None:
        self._seconds = seconds
        self._kilobytes = kilobytes
        self._slowest = 0.0
        self._runs = 0

    def run(self, judge: Callable[[], object], name: object) -> None:
        """Measure a run; `name` is what the message calls it.

        Raises:
            SystemExit: it took too much.
        """
        begun = time.process_time()
        judge()
        self._slowest = max(self._slowest, time.process_time() - begun)
        self._runs += 1
        if self._slowest > self._seconds or _memory() > self._kilobytes:
            raise SystemExit(f"too much: {self}: {name}")

    def __str__(self) -> str:
        slowest = f"{self._slowest * 1000:.0f} ms the slowest"
        return f"{self._runs} runs, {slowest}, {_memory() / 1000:.0f} MB"


def _memory() -> int:
    """Return the most kilobytes that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
