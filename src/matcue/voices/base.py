"""The seams of speech: a voice, and the engine behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from matcue.audio.samples import Pcm


class Voice(Protocol):
    """Turns text into sound."""

    @property
    def name(self) -> str:
        """What the person chose, and what the timeline is labelled with."""

    @property
    def identity(self) -> str:
        """All that the samples depend on but the text: engine, version, model, speed."""

    def speak(self, text: str) -> Pcm:
        """Speak the words of `text` at the house rate, trimmed and normalised; never empty.

        Returns:
            Mono samples, shape (frames,): what an engine said is converted to 16 bits once, and
            goes through processes and caches as it is.

        Raises:
            VoiceError: the engine is missing, failed, or gave no sound.
        """

    def known_frames(self, text: str) -> int | None:
        """Return the length of what `speak` returns; None where that takes a process of its own.

        Raises:
            VoiceError: the engine is missing.
        """


class WrappingVoice:
    """A voice around another one, whose name and identity it has."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    @property
    def name(self) -> str:
        """The wrapped voice's name."""
        return self._voice.name

    @property
    def identity(self) -> str:
        """The wrapped voice's identity."""
        return self._voice.identity

    def known_frames(self, text: str) -> int | None:
        """Return the length that the wrapped voice knows.

        Raises:
            VoiceError: the engine is missing.
        """
        return self._voice.known_frames(text)


class Engine(Protocol):
    """A speech engine, loaded and ready."""

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """Speak `text` as one-dimensional samples, full scale at -1 and 1; add their rate in hertz.

        Any exception means that the engine failed; its message is the reason.
        """


@dataclass(frozen=True, slots=True)
class VoiceInfo:
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
    flaw: str = ""

    def answers_to(self, name: str) -> bool:
        """Tell whether the voice is called so; capitals do not matter."""
        return name.casefold() in {each.casefold() for each in (self.name, *self.also)}


class EngineFactory(Protocol):
    """What makes an engine; cheap until it is called."""

    def identity(self, speed: float) -> str:
        """Return engine, version, model and speed: all that its samples depend on but the text.

        Raises:
            Exception: the engine is not installed; the message is the reason.
        """

    def __call__(self, speed: float) -> Engine:
        """Load the engine, speaking at `speed` times its usual rate (0.5 to 2)."""


class VoiceEngine(EngineFactory, Protocol):
    """What makes an engine that tells its voices; without a `voice` it speaks with its default."""

    DEFAULT: str
    """The name of the default voice."""

    def voices(self) -> Sequence[VoiceInfo]:
        """List the voices that this machine can use, quickly and without a word printed.

        Raises:
            Exception: the engine cannot be used; the message is the reason.
        """

    def identity(self, speed: float, voice: str = ...) -> str:
        """Return the identity as an `EngineFactory` does, for one of its voices."""

    def __call__(self, speed: float, voice: str = ...) -> Engine:
        """Load the engine as an `EngineFactory` does, with one of its voices."""
