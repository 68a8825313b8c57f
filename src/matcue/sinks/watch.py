"""A watch over a device, which never tells itself that it is gone."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

GLANCE: Final = 0.1
"""Seconds between two looks."""
PATIENCE: Final = 10
"""Looks in a row without a request after which a device is taken for gone.

Looks are counted, not seconds: a process that was stopped has not looked.
"""
SELDOM: Final = 5
"""Looks from one question to the sound system to the next."""
NAP: Final = 1.0
"""Seconds of sleep of the machine after which a device has to be opened anew."""
GONE: Final = "the sound device is gone"


def slept() -> float:
    """Seconds that this machine has slept since it was started; 0 where nobody tells."""
    if sys.platform != "linux":
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


class Watch:
    """Looks at one device, ten times a second.

    `doubtful` are the frames asked for since the sound system last had the device, where something
    else than the device asked for them.

    Args:
        there: whether the sound system still has the device.
        slept: seconds that the machine has slept so far.
    """

    def __init__(self, there: Callable[[], bool], slept: Callable[[], float] = slept) -> None:
        self._there = there
        self._slept = slept
        self._slept_before = slept()
        self._asked = -1
        self._quiet = 0
        self._looks = 0
        self._sure = 0
        self.doubtful = 0

    def trouble(self, asked: int) -> str:
        """What is wrong, as a part of a sentence; empty while all is well.

        Args:
            asked: the frames that the device has asked for by now.
        """
        self._looks += 1
        self._quiet = self._quiet + 1 if asked == self._asked else 0
        self._asked = asked
        if self._slept() - self._slept_before > NAP:
            return "this machine slept"
        if self._quiet >= PATIENCE or not self._looked_for(asked):
            return GONE
        return ""

    def _looked_for(self, asked: int) -> bool:
        """Whether the device is there, as far as is known now."""
        if self._looks % SELDOM:
            return True
        if not self._there():
            self.doubtful = asked - self._sure
            return False
        self._sure = asked
        return True
