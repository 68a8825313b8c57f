"""A source as the generator of blocks that an audio callback wants, and the wait for its end."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from matcue.audio.clip import to_pcm
from matcue.errors import DeviceError
from matcue.sinks.pull import pull

if TYPE_CHECKING:
    from collections.abc import Generator

    from matcue.audio.ports import Source


class Stream:
    """One source on its way to one device: `blocks` runs in the callback, `wait` elsewhere.

    Args:
        source: what is played.
        tail: frames of silence asked for after the source's last one, until that has been heard.
    """

    def __init__(self, source: Source, tail: int) -> None:
        self._source = source
        self._tail = tail
        self._asked = 0
        self._error: BaseException | None = None
        self._over = Event()

    def blocks(self) -> Generator[bytes, int, None]:
        """16-bit mono samples, at most as many frames as are sent in; less means silence follows.

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
        missing = 0
        while not missing:
            block = pull(self._source, frames)
            missing = frames - len(block)
            self._asked += frames
            frames = yield to_pcm(block).tobytes()
        while missing < self._tail:
            missing += frames
            self._asked += frames
            frames = yield b""

    def wait(self, patience: float) -> None:
        """Return when the source and its tail have been handed over, or `cancel` was called.

        Args:
            patience: seconds; a device that asks for nothing for so long is lost.

        Raises:
            DeviceError: the device is lost; no device tells so itself.
        """
        asked = -1
        while not self._over.wait(patience):
            if self._asked == asked:
                raise DeviceError("the sound device stopped asking for sound")
            asked = self._asked
        if self._error:
            raise self._error

    def cancel(self) -> None:
        """End a `wait` in another thread now, because the device is being closed."""
        self._over.set()
