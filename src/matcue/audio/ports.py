"""The seams of the sound path: who speaks, who is pulled, who pulls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, Self

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a voice before it speaks.

    `name` is what its engine calls it, empty where the engine has but one; it answers to `also` as
    well. `language` is a BCP 47 tag (`en-US`), empty where there are no words; `sex` is None where
    nobody says. A `natural` voice was learned from a person's.
    """

    name: str
    title: str
    language: str
    sex: Literal["female", "male"] | None
    natural: bool
    also: tuple[str, ...] = ()

    def answers_to(self, name: str) -> bool:
        """Whether the voice is called so; capitals do not matter."""
        return name.casefold() in {each.casefold() for each in (self.name, *self.also)}


class EngineClass(Protocol):
    """What makes an engine; cheap until it is called."""

    def identity(self, speed: float) -> str:
        """Engine, version, model and speed: all that its samples depend on but the text.

        Raises:
            Exception: the engine is not installed; the message is the reason.
        """

    def __call__(self, speed: float) -> Engine:
        """The engine, loaded, speaking at `speed` times its usual rate (0.5 to 2)."""


class Ensemble(EngineClass, Protocol):
    """What makes an engine that tells its voices; without a `voice` it speaks with its default."""

    DEFAULT: str
    """The name of the default voice."""

    def voices(self) -> Sequence[Card]:
        """The voices that this machine can use, told quickly and without a word printed.

        Raises:
            Exception: the engine cannot be used; the message is the reason.
        """

    def identity(self, speed: float, voice: str = ...) -> str:
        """As an `EngineClass`, for one of its voices."""

    def __call__(self, speed: float, voice: str = ...) -> Engine:
        """As an `EngineClass`, with one of its voices."""


class Source(Protocol):
    """Something audible that is pulled."""

    def read(self, frames: int) -> Block:
        """The next `frames` frames at the house rate; a shorter block is the last one.

        The block is complete in itself: the caller pads nothing and keeps nothing. After a short
        block (an empty one counts) the source has ended and `read` is not called again.
        """


class Rewindable(Source, Protocol):
    """A source that can go back a little."""

    def rewind(self, frames: int) -> None:
        """Give again the last `frames` frames that were read, as far as they are remembered.

        A second is. It is called while nobody reads, also after the end.
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


class Speakers(Sink, Protocol):
    """A sink that is heard as it pulls. After it was closed it can be opened again.

    What it was doing when its device went away it tells with `DeviceLost`.
    """

    channels: int
    """Of every block that is pulled."""
    gaps: int
    """How often the sound broke off because frames came too late, as far as the sink can tell."""
