"""A voice with another one behind it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from matcue.errors import VoiceClosed, VoiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Pcm
    from matcue.voices.base import Voice


class FallbackVoice:
    """The first voice until it fails; from then on the second one, announced once.

    Several threads may ask at once; those whose words the first failed at get them of the second.
    """

    def __init__(self, first: Voice, second: Voice, announce: Callable[[str], None]) -> None:
        self._voice = first
        self._second: Voice | None = second
        self._announce = announce
        self._falling = Lock()

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
        voice = self._voice
        try:
            return voice.identity
        except VoiceError as error:
            self._fall_back(voice, error)
            return self.identity

    def speak(self, text: str) -> Pcm:
        """Speak `text`, with the second voice once the first has failed.

        Raises:
            VoiceError: both voices failed.
        """
        voice = self._voice
        try:
            return voice.speak(text)
        except VoiceClosed:
            raise
        except VoiceError as error:
            self._fall_back(voice, error)
            return self.speak(text)

    def known_frames(self, text: str) -> int | None:
        """Return the length that the voice knows which speaks now.

        Raises:
            VoiceError: neither voice is installed.
        """
        voice = self._voice
        try:
            return voice.known_frames(text)
        except VoiceError as error:
            self._fall_back(voice, error)
            return self.known_frames(text)

    def _fall_back(self, failed: Voice, error: VoiceError) -> None:
        with self._falling:
            if failed is not self._voice:
                return
            if self._second is None:
                raise error
            self._voice, self._second = self._second, None
            self._announce(f"{error} The voice {self._voice.name} speaks instead.")
