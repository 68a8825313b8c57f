"""Speakers that wait for their device when it goes away, and go on when it is back."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Final, Self

from matcue.audio.samples import silence
from matcue.errors import DeviceError, DeviceLost, DeviceNotFound
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from matcue.audio.samples import Block, Rewindable, Source, Speakers

RETRY_EVERY: Final = 0.5
"""Seconds between two tries to open a device."""
WARM_UP: Final = HOUSE_RATE
"""Frames of silence that a device takes before it counts as back: one that hangs takes fewer."""


def _nobody() -> None:
    """Do nothing: the default for `ReconnectingSink.back`."""


class ReconnectingSink:
    """Speakers around others, for a source that can go back.

    What was handed over to a device that went away, and not heard, is given again. `back` is called
    each time that there is a device again.

    Args:
        speakers: the others.
        retry_every: seconds between two tries to open their device.
    """

    def __init__(self, speakers: Speakers, retry_every: float = RETRY_EVERY) -> None:
        self._speakers = speakers
        self._retry_every = retry_every
        self._given_up = Event()
        self._reason = ""
        self._proof: _WarmUp | None = None
        self.back: Callable[[], object] = _nobody

    @property
    def problem(self) -> str:
        """Why nothing is heard now, as a sentence; empty while all is well."""
        if not self._proof or self._proof.given:
            return ""
        reason = self._reason[0].upper() + self._reason[1:]
        return f"{reason}; the session waits until there is sound again."

    @property
    def gaps(self) -> int:
        """How often the sound broke off while the device was there."""
        return self._speakers.gaps

    def drain(self, source: Rewindable) -> None:
        """Play `source` to its end, on as many devices in turn as it takes.

        Returns as well when one is gone and, after `give_up`, nobody waits for it.

        Raises:
            DeviceError: the first device does not work at all.
        """
        playing: Source = source
        while True:
            try:
                self._speakers.drain(playing)
            except DeviceLost as error:
                # Unheard frames may be the warm-up's silence, which the source never gave.
                given = self._proof.given if self._proof else error.unheard
                source.rewind(min(error.unheard, given))
                self._reason = error.reason
            except DeviceError:
                if not self._reason:
                    raise
            else:
                return
            playing = self._proof = _WarmUp(source, self._speakers.channels)
            if not self._opened_again():
                return
            self.back()

    def give_up(self) -> None:
        """Stop waiting for a device that is gone."""
        self._given_up.set()

    def _opened_again(self) -> bool:
        """Retry until a device opens again; return False if `give_up` came first."""
        self._speakers.__exit__(None, None, None)
        while not self._given_up.wait(self._retry_every):
            try:
                self._speakers.__enter__()
            except (DeviceError, DeviceNotFound):
                continue
            return True
        return False

    def __enter__(self) -> Self:
        """Open the speakers and return this sink.

        Raises:
            DeviceError: there is no device.
            DeviceNotFound: there is none of the name.
        """
        self._speakers.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop waiting for a device, and close the speakers."""
        self.give_up()
        self._speakers.__exit__(kind, error, trace)


class _WarmUp:
    """A source after silence that proves a device; `given` are the source's frames so far."""

    def __init__(self, source: Source, channels: int) -> None:
        self._source = source
        self._channels = channels
        self._missing: int = WARM_UP
        self.given = 0

    def read(self, frames: int) -> Block:
        """Return silence first, then what the source gives."""
        if self._missing > 0:
            self._missing -= frames
            return silence(frames, self._channels)
        block = self._source.read(frames)
        self.given += len(block)
        return block
