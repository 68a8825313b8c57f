"""A source as the generator of blocks that an audio callback wants, and the wait for its end."""

from __future__ import annotations

import time
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from matcue.audio.clip import to_pcm
from matcue.errors import DeviceLost
from matcue.sinks.pull import pull
from matcue.sinks.watch import GLANCE
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from matcue.audio.ports import Source
    from matcue.sinks.watch import Watch

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
        """16-bit samples, at most as many frames as are sent in; less means that silence follows.

        The first block is empty and answers nothing: the generator is primed by `next`. An error of
        the source ends the blocks, since a callback has nobody to raise it to, and waits in `wait`.
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
        """The source's samples, the first `frames` of them first, then the tail."""
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
        """Frames of the source that were handed over and may not have been heard."""
        return max(min(self._asked, self._held + doubtful) - self._silent, 0)

    def wait(self, watch: Watch) -> None:
        """Return when the source and its tail have been handed over, or `cancel` was called.

        Raises:
            DeviceLost: the watch tells that the device is gone; the source is not read any more.
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
