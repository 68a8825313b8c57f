"""An engine made a voice: finished clips, checked, and every failure a `VoiceError`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from matcue.audio.clip import from_pcm, spoken
from matcue.errors import VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.ports import Block, Engine, EngineClass


class Speaker:
    """A voice that speaks in this process; the engine is loaded at the first word."""

    def __init__(self, name: str, engine: EngineClass, speed: float) -> None:
        self.name = name
        self._engine = engine
        self._speed = speed

    @cached_property
    def identity(self) -> str:
        """All that the samples depend on but the text.

        Raises:
            VoiceError: the engine is not installed.
        """
        with _told_by(self.name):
            return self._engine.identity(self._speed)

    @cached_property
    def _loaded(self) -> Engine:
        return self._engine(self._speed)

    def speak(self, text: str) -> Block:
        """The words of `text` as a clip.

        Raises:
            VoiceError: the engine cannot be loaded, failed, or gave no sound.
        """
        if not text.strip():
            raise VoiceError(self.name, "there is nothing to say")
        with _told_by(self.name):
            pcm = spoken(*self._loaded.say(text))
        if not pcm.size:
            raise VoiceError(self.name, f"it gave no sound for “{text}”")
        return from_pcm(pcm)


@contextmanager
def _told_by(name: str) -> Iterator[None]:
    """Whatever an engine raises, as what the person is told."""
    try:
        yield
    except VoiceError:
        raise
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise VoiceError(name, reason.rstrip(".")) from error
