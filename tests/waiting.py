"""Waiting for what others do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Takes = Callable[[Callable[[], None]], None]

PATIENCE = 60.0
"""Seconds after which nobody waits any more; a machine of two cores with much to do is slow."""


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Return as soon as the condition holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
