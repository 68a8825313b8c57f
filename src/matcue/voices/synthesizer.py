"""An engine made a voice: finished clips, checked, and every failure a `VoiceError`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.speech import condition
from matcue.errors import VoiceError, brief, words_of
from matcue.voices.plausibility import flaw_in_clip, flaw_in_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Pcm
    from matcue.voices.base import Engine, EngineFactory

TRIES: Final = 3
"""How often words are spoken before an engine is taken to be unable to say them."""


class Synthesizer:
    """A voice that speaks in this process; the engine is loaded at the first word."""

    def __init__(self, name: str, engine: EngineFactory, speed: float) -> None:
        self.name = name
        self._engine = engine
        self._speed = speed

    @cached_property
    def identity(self) -> str:
        """All that the samples depend on but the text.

        Raises:
            VoiceError: the engine is not installed.
        """
        with _voice_errors(self.name):
            return self._engine.identity(self._speed)

    @cached_property
    def _loaded(self) -> Engine:
        return self._engine(self._speed)

    def speak(self, text: str) -> Pcm:
        """Speak the words of `text`.

        Raises:
            VoiceError: the engine cannot be loaded, failed, or made `TRIES` times over what cannot
                be these words.
        """
        if not text.strip():
            raise VoiceError(self.name, "there is nothing to say")
        for _ in range(TRIES):
            pcm, flaw = self._make(text)
            if not flaw:
                return pcm
        often = f"{flaw}, asked {TRIES} times for “{brief(text)}”"
        raise VoiceError(self.name, f"{often}; change the words, or choose another with --voice")

    def known_frames(self, text: str) -> int:
        """Return the length of `text` as it is spoken in this process.

        Raises:
            VoiceError: as `speak`.
        """
        return len(self.speak(text))

    def _make(self, text: str) -> tuple[Pcm, str]:
        """Speak the words of `text` once; return them and what is wrong with them."""
        with _voice_errors(self.name):
            samples, rate = self._loaded.say(text)
            if flaw := flaw_in_samples(samples):
                return np.zeros(0, np.int16), flaw
            pcm = condition(samples, rate)
            return pcm, flaw_in_clip(pcm, text, self._speed)


@contextmanager
def _voice_errors(name: str) -> Iterator[None]:
    """Turn whatever an engine raises into a `VoiceError` for the person."""
    try:
        yield
    except VoiceError:
        raise
    except Exception as error:
        raise VoiceError(name, words_of(error)) from error
