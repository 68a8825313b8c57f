"""Sound out of this machine through simpleaudio, which plays buffers and nothing else.

A call for each cue would be up to 72 ms off its time, so the whole session is one buffer, a tape,
that simpleaudio plays once while it is being written. A tape takes an hour; the next one begins
after some tenths of a second of silence, and nothing is lost between them. Controls act after the
half second that is on the tape already.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

from matcue.errors import DeviceError
from matcue.sinks.tape import Tape

if TYPE_CHECKING:
    from types import TracebackType

    from matcue.audio.ports import Source


class SimpleaudioSink:
    """The default ALSA device of this machine, one tape at a time.

    Args:
        channels: of what is played.
    """

    def __init__(self, channels: int = 1) -> None:
        self.channels = channels
        self.gaps = 0
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
            with Tape(self.channels) as self._tape:
                if not self._open:
                    raise DeviceError("the sound device is closed")
                try:
                    ended = self._tape.record(source)
                finally:
                    self.gaps += self._tape.gaps

    def __enter__(self) -> Self:
        """The sink, its engine at hand; the device is opened when there is something to play.

        Raises:
            DeviceError: simpleaudio is missing, or would crash this Python.
        """
        if sys.version_info >= (3, 12) and _is_installed("simpleaudio"):
            raise DeviceError(
                "the package simpleaudio crashes Python 3.12 and later; replace it: "
                "`pip uninstall simpleaudio`, then `pip install 'matcue[simpleaudio]'`"
            )
        if find_spec("simpleaudio") is None:
            raise DeviceError(
                "simpleaudio is not installed; `pip install 'matcue[simpleaudio]'` brings it"
            )
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


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True
