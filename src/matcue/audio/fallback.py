"""A voice with another one behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.errors import VoiceClosed, VoiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.ports import Block, Voice


class FallbackVoice:
    """The first voice until it fails; from then on the second one, announced once."""

    def __init__(self, first: Voice, second: Voice, announce: Callable[[str], None]) -> None:
        self._voice = first
        self._second: Voice | None = second
        self._announce = announce

    @property
    def name(self) -> str:
        """The name of the voice that speaks now."""
        return self._voice.name

    @property
    def identity(self) -> str:
        """The identity of the voice that speaks now.

        Raises:
            VoiceError: neither voice is installed.
        """
        try:
            return self._voice.identity
        except VoiceError as error:
            self._fall_back(error)
            return self.identity

    def speak(self, text: str) -> Block:
        """The clip of `text`.

        Raises:
            VoiceError: both voices failed.
        """
        try:
            return self._voice.speak(text)
        except VoiceClosed:
            raise
        except VoiceError as error:
            self._fall_back(error)
            return self.speak(text)

    def _fall_back(self, error: VoiceError) -> None:
        if self._second is None:
            raise error
        self._voice, self._second = self._second, None
        self._announce(f"{error} The voice {self._voice.name} speaks instead.")
