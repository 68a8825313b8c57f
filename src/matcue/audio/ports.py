"""The seams of the sound path: who speaks, who is pulled, who pulls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from types import TracebackType

Block = npt.NDArray[np.float32]
"""Samples, float32, shape (frames, channels), full scale at -1 and 1."""


class Voice(Protocol):
    """Turns text into sound."""

    @property
    def name(self) -> str:
        """What the person chose, and what the timeline is labelled with."""

    @property
    def identity(self) -> str:
        """All that the samples depend on but the text: engine, version, model, speed."""

    def speak(self, text: str) -> Block:
        """The words of `text` at the house rate, mono, trimmed and levelled; never empty.

        Raises:
            VoiceError: the engine is missing, failed, or gave no sound.
        """


class Engine(Protocol):
    """A speech engine, loaded and ready."""

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """One-dimensional samples of `text`, full scale at -1 and 1, and their rate in hertz.

        Any exception tells that the engine failed; its message is the reason.
        """


class EngineClass(Protocol):
    """What makes an engine; cheap until it is called."""

    def identity(self, speed: float) -> str:
        """Engine, version, model and speed: all that its samples depend on but the text.

        Raises:
            Exception: the engine is not installed; the message is the reason.
        """

    def __call__(self, speed: float) -> Engine:
        """The engine, loaded, speaking at `speed` times its usual rate (0.5 to 2)."""


class Source(Protocol):
    """Something audible that is pulled."""

    def read(self, frames: int) -> Block:
        """The next `frames` frames at the house rate; a shorter block is the last one.

        The block is complete in itself: the caller pads nothing and keeps nothing. After a short
        block (an empty one counts) the source has ended and `read` is not called again.
        """


class Sink(Protocol):
    """A place where sound goes. It pulls, and it is closed on every way out of its `with`."""

    def drain(self, source: Source) -> None:
        """Pull `source` until it ends; return when the last frame has been handed over.

        An error that the source raises ends the pulling and comes out here unchanged.

        Raises:
            DeviceError: the device cannot be opened or stopped asking for sound.
            FileError: the file cannot be written.
        """

    def __enter__(self) -> Self:
        """The sink, open."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; after an error, leave nothing half-made behind."""
