"""A tape: a file of samples, written a little ahead of the head that plays it."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final, Self

from matcue.audio.clip import to_pcm
from matcue.errors import DeviceError, DeviceLost, reason_of
from matcue.sinks.pull import pull
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from types import TracebackType

    from matcue.audio.ports import Source

LENGTH: Final = 3600 * HOUSE_RATE
"""Frames that a tape takes: an hour, in which the device's clock and ours stay within the lead."""
LEADER: Final = 10 * HOUSE_RATE
"""Frames of silence after that, so that the head never comes to the end of what it plays."""
LEAD: Final = HOUSE_RATE // 2
"""Frames between the head and what is written: half a second."""
LATE: Final = HOUSE_RATE // 10
"""Frames before the head that it may have taken already."""
BLOCK: Final = HOUSE_RATE // 20
"""Frames written at a time."""
TAIL: Final = HOUSE_RATE * 3 // 10
"""Frames waited for after the last one: the device's buffer, and what an hour's clocks differ."""


class Tape:
    """One hour of sound, its head started with its first `record`, both gone at `__exit__`.

    `gaps` counts how often what was written came too late.

    Args:
        channels: of what is recorded.
    """

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._width = 2 * channels
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed in `__exit__`
        self._file.truncate(self._width * (LENGTH + LEADER))
        self._written = 0
        self._began = float("inf")
        self._head: Popen[bytes] | None = None
        self._stopped = False
        self.gaps = 0

    def record(self, source: Source) -> bool:
        """Whether `source` ended on this tape; returns when all that is on it has been heard.

        After a stall longer than the lead, silence is heard and then the rest: no frame is lost.

        Raises:
            DeviceError: there is no device, or no room for the tape.
            DeviceLost: the device went away.
        """
        more = self._write(source, LEAD)
        head = self._start()
        while more and self._written < LENGTH:
            self._wait(head, self._written - LEAD)
            more = self._write(source, BLOCK)
        self._wait(head, self._written + TAIL)
        return not more

    def _write(self, source: Source, frames: int) -> bool:
        """Put the next block of `source` on the tape, ahead of the head; whether more follow."""
        block = pull(source, frames, self._channels)
        position = self._position()
        if self._written < position + LATE:
            self._written = position + LEAD
            self.gaps += 1
        try:
            self._file.seek(self._width * self._written)
            self._file.write(to_pcm(block).tobytes())
        except OSError as error:
            raise DeviceError(f"the tape cannot be written ({reason_of(error)})") from error
        self._written += len(block)
        return len(block) == frames

    def _position(self) -> int:
        """The frame that the head is at; far below 0 until it has begun."""
        return int(max(time.monotonic() - self._began, -60) * HOUSE_RATE)

    def _start(self) -> Popen[bytes]:
        """The head, at frame 0 just now."""
        descriptor = self._file.fileno()
        self._head = Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-P", "-m", "matcue.sinks.head", str(descriptor), str(self._channels)],
            pass_fds=[descriptor],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,  # Ctrl-C and Ctrl-Z are for the player alone
        )
        if self._stopped:
            raise DeviceError("the sound was stopped before it began")
        answer = self._head.stdout.readline() if self._head.stdout else b""
        try:
            self._began = float(answer)
        except ValueError as error:
            reason = answer.decode(errors="replace").rpartition("MSG: ")[2].strip()
            raise DeviceError(f"simpleaudio opened no sound device ({reason})") from error
        return self._head

    def _wait(self, head: Popen[bytes], frame: int) -> None:
        """Return when the head has come to `frame`."""
        with suppress(TimeoutExpired):
            head.wait((frame - self._position()) / HOUSE_RATE)
            unheard = max(self._written - self._position() + LATE, 0)
            raise DeviceLost("the sound device is gone", min(unheard, self._written))

    def __enter__(self) -> Self:
        """The tape, blank."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the head and forget the tape."""
        self.stop()
        self._file.close()

    def stop(self) -> None:
        """End the sound at once, or never begin it; `record` in another thread raises."""
        self._stopped = True
        if self._head is not None:
            self._head.kill()
            self._head.__exit__(None, None, None)
