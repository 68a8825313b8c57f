"""Sound out of this machine through miniaudio: PulseAudio, PipeWire, ALSA, and what others have."""

from __future__ import annotations

import atexit
import os
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING, ClassVar, Final, Self

from miniaudio import Backend, MiniaudioError, PlaybackDevice, SampleFormat, ThreadPriority, lib

from matcue.errors import DeviceError, DeviceNotFound
from matcue.processes import silence_stderr
from matcue.sinks.devices import answered, listing
from matcue.sinks.output import DEFAULT
from matcue.sinks.stream import DeviceWatchdog, Stream
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from matcue.audio.samples import Source
    from matcue.sinks.devices import Listing
    from matcue.sinks.output import Output

PERIOD_MS: Final = 30
"""Milliseconds that the device asks for at a time: the less, the sooner a pause is heard."""
PERIOD: Final = HOUSE_RATE * PERIOD_MS // 1000
SINK: Final = HOUSE_RATE * 25 // 1000
"""Frames that a sink of PulseAudio or PipeWire has besides; found by stopping a player."""
TAIL: Final = 3 * PERIOD
"""Frames of silence after the last one: when they are asked for, the device has played the rest."""
CLOSING: Final = 2.0
"""Seconds that a device may take to close."""
ROLE: Final = "PULSE_PROP_media.role"
"""The variable of the role that PulseAudio and PipeWire are told; others can step back for it."""
FOR_THE_EAR: Final = "a11y"
"""The role of what is spoken to people who cannot look."""


class _Device(PlaybackDevice):  # type: ignore[misc]
    """A device that gives back all it took: miniaudio's own leaves its context, with four files."""

    def close(self) -> None:
        super().close()
        if context := self.__dict__.pop("_context", None):
            lib.ma_context_uninit(context)


class MiniaudioSink:
    """One device of this machine: one stream, opened once, closed on every way out.

    A device left open would keep the process from ending, hence `atexit` besides `with`. After it
    was closed the sink can be opened again, and stays with the sound system that it had: another
    one might take the device away from that.

    Args:
        device: a name or an id; `default` is what the system takes.
        channels: of what is played.
    """

    _backends: ClassVar = [backend for backend in Backend if backend is not Backend.NULL]

    def __init__(self, device: str = DEFAULT, channels: int = 1) -> None:
        self.channels = channels
        self.gaps = 0
        self._wanted = device
        self._systems: list[Backend] = self._backends
        self._device: PlaybackDevice | None = None
        self._stream: Stream | None = None
        self._turn = Lock()

    def drain(self, source: Source) -> None:
        """Play `source` to its end; return when its last frame has been heard, or at `__exit__`.

        Any thread may call it, one at a time; `source` is read in the device's own thread. After an
        error the sink can only be closed.

        Raises:
            DeviceError: the sink is not open.
            DeviceLost: the device went away.
        """
        self._stream = stream = Stream(source, self.channels, TAIL, self._held)
        blocks = stream.blocks()
        next(blocks)
        with self._in_turn() as device:
            if device is None:
                raise DeviceError("the sound device is closed")
            device.start(blocks)
        try:
            stream.wait(DeviceWatchdog(self._is_there))
        finally:
            self.gaps += stream.gaps
        with self._in_turn() as device:
            if device is not None:
                device.stop()

    @property
    def _held(self) -> int:
        """Frames that a device holds: PulseAudio one period and what its sink has, others three."""
        return PERIOD + SINK if self._systems == [Backend.PULSEAUDIO] else 3 * PERIOD

    def _is_there(self) -> bool:
        """Tell whether the device is still there.

        A device that is gone may be replaced by another, at last by a dummy, which goes on asking
        for samples. Only PulseAudio is asked.
        """
        if self._systems != [Backend.PULSEAUDIO]:
            return True
        try:
            self._found(listing(self._systems))
        except (DeviceError, DeviceNotFound, MiniaudioError):
            return False
        return True

    def _found(self, among: Listing) -> Output | None:
        """Find the chosen device; None leaves it to the system, which may move the sound.

        Raises:
            DeviceError: there is only a dummy.
            DeviceNotFound: none has the name.
        """
        if self._wanted != DEFAULT:
            return among.called(self._wanted)
        if among.only_dummy:
            raise DeviceError("there is no sound device, only a dummy")
        return None

    @contextmanager
    def _in_turn(self) -> Iterator[PlaybackDevice | None]:
        """Lock the device, if open: no other thread starts, stops or closes it meanwhile."""
        try:
            with self._turn:
                yield self._device
        except MiniaudioError as error:
            raise DeviceError("the sound device does not start or stop") from error

    def __enter__(self) -> Self:
        """Open the device and return the sink.

        Raises:
            DeviceError: this machine has no device that can be opened.
            DeviceNotFound: it has none of the name.
        """
        atexit.register(self._close)
        try:
            with silence_stderr(), _in_role():
                found = listing(self._systems)
                self._device = answered(lambda: self._opened(found))
        except MiniaudioError as error:
            raise DeviceError("no sound device could be opened") from error
        self._systems = [found.backend]
        return self

    def _opened(self, found: Listing) -> PlaybackDevice:
        chosen = self._found(found)
        return _Device(
            SampleFormat.SIGNED16,
            nchannels=self.channels,
            sample_rate=HOUSE_RATE,
            buffersize_msec=PERIOD_MS,
            device_id=chosen and chosen.handle,
            backends=[found.backend],
            thread_prio=ThreadPriority.REALTIME,  # an ordinary one where the system grants none
            app_name="matcue",
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the device; closing it again does nothing. A server that hangs is left behind."""
        closing = Thread(target=self._close, daemon=True)
        closing.start()
        closing.join(CLOSING)

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
def _in_role() -> Iterator[None]:
    """Set the media role in the environment for PulseAudio's library; a user's own stays."""
    if ROLE in os.environ:
        yield
        return
    os.environ[ROLE] = FOR_THE_EAR
    try:
        yield
    finally:
        del os.environ[ROLE]
