"""A source as the generator of blocks that an audio callback wants, and the wait for its end."""

from __future__ import annotations

import sys
import time
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from matcue.audio.samples import pull, to_pcm
from matcue.errors import DeviceLost
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from matcue.audio.samples import Source


LONGEST_GAP: Final = HOUSE_RATE
"""Frames from which on sound that stays away was stopped by somebody; no busy machine does that."""


class Stream:
    """One source on its way to one device: `blocks` runs in the callback, `wait` elsewhere.

    `gaps` counts how often the device ran dry: it asked later than what it holds lasts.

    Args:
        source: what is played.
        channels: of the source.
        tail: frames of silence asked for after the source's last one, until that has been heard.
        held: frames that the device has at most, handed over and not heard yet.
        clock: seconds since some moment, while the machine is awake.
    """

    def __init__(
        self,
        source: Source,
        channels: int,
        tail: int,
        held: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._channels = channels
        self._tail = tail
        self._held = held
        self._clock = clock
        self._asked = 0
        self._silent = 0
        self._asked_at = float("inf")
        self._error: BaseException | None = None
        self._over = Event()
        self._reading = Lock()
        self.gaps = 0

    def blocks(self) -> Generator[bytes, int, None]:
        """Yield 16-bit samples, at most the frames sent in; fewer mean that silence follows.

        The first block is empty and answers nothing: the generator is primed by `next`. An error of
        the source ends the blocks, since a callback has nobody to raise it to; `wait` raises it.
        """
        try:
            frames = yield b""
            yield from self._sound(frames)
        except GeneratorExit:
            raise
        except BaseException as error:  # noqa: BLE001 - raised again in `wait`
            self._error = error
        finally:
            self._over.set()

    def _sound(self, frames: int) -> Generator[bytes, int, None]:
        """Yield the source's samples, the first `frames` of them first, then the tail."""
        while not self._silent:
            self._notice_gap()
            with self._reading:
                if self._over.is_set():
                    break
                block = pull(self._source, frames, self._channels)
                self._silent = frames - len(block)
                self._asked += frames
            frames = yield to_pcm(block).tobytes()
        while self._silent < self._tail:
            self._silent += frames
            self._asked += frames
            frames = yield b""

    def _notice_gap(self) -> None:
        now = self._clock()
        if self._held < (now - self._asked_at) * HOUSE_RATE < LONGEST_GAP:
            self.gaps += 1
        self._asked_at = now

    def _unheard(self, doubtful: int) -> int:
        """Count the source's frames that were handed over and may not have been heard."""
        return max(min(self._asked, self._held + doubtful) - self._silent, 0)

    def wait(self, watch: DeviceWatchdog) -> None:
        """Wait until the source and its tail have been handed over, or `cancel` was called.

        Raises:
            DeviceLost: the watchdog finds the device gone; the source is not read any more.
        """
        while not self._over.wait(GLANCE):
            if trouble := watch.trouble(self._asked):
                with self._reading:
                    self._over.set()
                raise DeviceLost(trouble, self._unheard(watch.doubtful))
        if self._error:
            raise self._error

    def cancel(self) -> None:
        """End a `wait` in another thread now, because the device is being closed."""
        self._over.set()


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
    """Measure the seconds that this machine has slept since its start; 0 where unknown."""
    if sys.platform != "linux":
        return 0.0
    # The boot-time clock goes on while the machine sleeps, the monotonic one stands still.
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


class DeviceWatchdog:
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
        """Check the device; return what is wrong, as a part of a sentence, or an empty text.

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
        """Tell whether the device is there, asking the sound system every `SELDOM` looks."""
        if self._looks % SELDOM:
            return True
        if not self._there():
            self.doubtful = asked - self._sure
            return False
        self._sure = asked
        return True
