"""A tape: a file of samples, written a little ahead of where the tape player reads it."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final, Self

from matcue.audio.samples import pull, to_pcm
from matcue.errors import DeviceError, DeviceLost, reason_of
from matcue.processes import SilenceWatch
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from types import TracebackType

    from matcue.audio.samples import Source


PLAYER: Final = "matcue.sinks.tape_player"
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
OPENING: Final = 10.0
"""Seconds that the device may take to open."""
TAIL: Final = HOUSE_RATE * 3 // 10
"""Frames waited for after the last one: the device's buffer, and what an hour's clocks differ."""


class Tape:
    """A length of sound; the first `record` starts its tape player, `__exit__` ends both.

    `gaps` counts how often what was written came too late.

    Args:
        channels: of what is recorded.
        length: frames that it takes.
    """

    def __init__(self, channels: int, length: int = LENGTH) -> None:
        self._channels = channels
        self._length = length
        self._width = 2 * channels
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed in `__exit__`
        self._file.truncate(self._width * (length + LEADER))
        self._written = 0
        self._began = float("inf")
        self._head: Popen[bytes] | None = None
        self._stopped = False
        self.gaps = 0

    def record(self, source: Source) -> bool:
        """Play `source` from this tape until all on it is heard; tell whether `source` ended.

        After a stall longer than the lead, silence is heard and then the rest: no frame is lost.

        Raises:
            DeviceError: there is no device, or no room for the tape.
            DeviceLost: the device went away.
        """
        more = self._write(source, LEAD)
        head = self._start()
        while more and self._written < self._length:
            self._wait(head, self._written - LEAD)
            more = self._write(source, BLOCK)
        self._wait(head, self._written + TAIL)
        return not more

    def _write(self, source: Source, frames: int) -> bool:
        """Write the next block of `source` ahead of the tape player; tell whether more follow."""
        block = pull(source, frames, self._channels)
        position = self._position()
        # The player may have read past here already: go on a lead ahead of it, after silence.
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
        """Compute the frame that the tape player is at; far below 0 until it has begun."""
        return int(max(time.monotonic() - self._began, -60) * HOUSE_RATE)

    def _start(self) -> Popen[bytes]:
        """Start the tape player and return its process, at frame 0 just now."""
        descriptor = self._file.fileno()
        self._head = Popen(  # noqa: S603 - our own interpreter, our own module
            [
                sys.executable,
                "-P",
                "-m",
                PLAYER,
                str(descriptor),
                str(self._channels),
            ],
            pass_fds=[descriptor],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,  # Ctrl-C and Ctrl-Z are for the player alone
        )
        if self._stopped:
            raise DeviceError("the sound was stopped before it began")
        with SilenceWatch(self._head.kill, OPENING) as watch:
            answer = self._head.stdout.readline() if self._head.stdout else b""
        if watch.killed:
            raise DeviceError("the sound system does not answer")
        try:
            self._began = float(answer)
        except ValueError as error:
            reason = answer.decode(errors="replace").rpartition("MSG: ")[2].strip()
            raise DeviceError(f"simpleaudio opened no sound device ({reason})") from error
        return self._head

    def _wait(self, head: Popen[bytes], frame: int) -> None:
        """Wait until the tape player has come to `frame`."""
        with suppress(TimeoutExpired):
            # A player that ends before this times out has lost its device or was stopped.
            head.wait((frame - self._position()) / HOUSE_RATE)
            unheard = max(self._written - self._position() + LATE, 0)
            raise DeviceLost("the sound device is gone", min(unheard, self._written))

    def __enter__(self) -> Self:
        """Return the tape, blank."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the tape player and discard the tape."""
        self.stop()
        self._file.close()

    def stop(self) -> None:
        """Stop the sound at once, or before it begins; `record` in another thread raises."""
        self._stopped = True
        if self._head is not None:
            self._head.kill()
            self._head.__exit__(None, None, None)


class SimpleaudioSink:
    """The default ALSA device of this machine, one tape at a time.

    Args:
        channels: of what is played.
        tape_length: frames on each tape.
    """

    def __init__(self, channels: int = 1, tape_length: int = LENGTH) -> None:
        self.channels = channels
        self.gaps = 0
        self._tape_length = tape_length
        self._tape: Tape | None = None
        self._open = False

    def drain(self, source: Source) -> None:
        """Play `source` to its end; return when its last frame has been heard.

        Raises:
            DeviceError: there is no device, or the sink was closed meanwhile.
            DeviceLost: the device went away.
        """
        ended = False
        while not ended:
            with Tape(self.channels, self._tape_length) as self._tape:
                if not self._open:
                    raise DeviceError("the sound device is closed")
                try:
                    ended = self._tape.record(source)
                finally:
                    self.gaps += self._tape.gaps

    def __enter__(self) -> Self:
        """Check that simpleaudio can be used and return the sink; `drain` opens the device.

        Raises:
            DeviceError: simpleaudio is missing, or would crash this Python.
        """
        check_engine(sys.version_info[:2])
        self._open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the sound at once; closing again does nothing."""
        self._open = False
        if self._tape is not None:
            self._tape.stop()


def check_engine(python: tuple[int, int]) -> None:
    """Check that simpleaudio can be used by this version of Python.

    Raises:
        DeviceError: it is missing, or would crash it.
    """
    if python >= (3, 12) and _is_installed("simpleaudio"):
        raise DeviceError(
            "the package simpleaudio crashes Python 3.12 and later; replace it: "
            "`pip uninstall simpleaudio`, then `pip install 'matcue[simpleaudio]'`"
        )
    if find_spec("simpleaudio") is None:
        raise DeviceError(
            "simpleaudio is not installed; `pip install 'matcue[simpleaudio]'` brings it"
        )


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True
