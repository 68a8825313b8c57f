"""Sound out of this machine through miniaudio: PulseAudio, PipeWire, ALSA, and what others have."""

from __future__ import annotations

import atexit
import os
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING, ClassVar, Final, Self

from miniaudio import Backend, MiniaudioError, PlaybackDevice, SampleFormat

from matcue.errors import DeviceError
from matcue.sinks.stream import Stream
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from matcue.audio.ports import Source

PERIOD_MS: Final = 50
"""Milliseconds that the device asks for at a time; it holds three of them."""
TAIL: Final = HOUSE_RATE * 3 * PERIOD_MS // 1000
"""Frames of silence after the last one: when they are asked for, the device has played the rest."""
PATIENCE: Final = 2.0
"""Seconds without a request after which the device is taken for lost."""


class MiniaudioSink:
    """The default device of this machine: one stream, opened once, closed on every way out.

    A device left open would keep the process from ending, hence `atexit` besides `with`.
    """

    _backends: ClassVar = [backend for backend in Backend if backend is not Backend.NULL]

    def __init__(self) -> None:
        self._device: PlaybackDevice | None = None
        self._stream: Stream | None = None
        self._turn = Lock()

    def drain(self, source: Source) -> None:
        """Play `source` to its end; return when its last frame has been heard, or at `__exit__`.

        Any thread may call it, one at a time; `source` is read in the device's own thread. After an
        error the sink can only be closed.

        Raises:
            DeviceError: the sink is not open, or the device went away.
        """
        self._stream = stream = Stream(source, TAIL)
        blocks = stream.blocks()
        next(blocks)
        with self._in_turn() as device:
            if device is None:
                raise DeviceError("the sound device is closed")
            device.start(blocks)
        stream.wait(PATIENCE)
        with self._in_turn() as device:
            if device is not None:
                device.stop()

    @contextmanager
    def _in_turn(self) -> Iterator[PlaybackDevice | None]:
        """The device if it is open, which no other thread starts, stops or closes meanwhile."""
        try:
            with self._turn:
                yield self._device
        except MiniaudioError as error:
            raise DeviceError("the sound device does not start or stop") from error

    def __enter__(self) -> Self:
        """The sink with its device open.

        Raises:
            DeviceError: this machine has no device that can be opened.
        """
        atexit.register(self._close)
        try:
            with _hushed():
                self._device = PlaybackDevice(
                    SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=HOUSE_RATE,
                    buffersize_msec=PERIOD_MS,
                    backends=self._backends,
                    app_name="matcue",
                )
        except MiniaudioError as error:
            raise DeviceError("no sound device could be opened") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the device; closing it again does nothing. A server that hangs is left behind."""
        closing = Thread(target=self._close, daemon=True)
        closing.start()
        closing.join(PATIENCE)

    def _close(self) -> None:
        atexit.unregister(self._close)
        with self._in_turn() as device:
            self._device = None
        if self._stream is not None:
            self._stream.cancel()
        if device is not None:
            device.close()


class NullSink(MiniaudioSink):
    """No device at all, at the pace of a real one: a second of sound takes a second."""

    _backends: ClassVar = [Backend.NULL]


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on file descriptor 2 meanwhile: sound libraries tell it each way that failed."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
