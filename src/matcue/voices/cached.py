"""A voice that remembers: each clip is spoken once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.voices.base import WrappingVoice

if TYPE_CHECKING:
    from matcue.audio.ports import Block
    from matcue.voices.base import Voice
    from matcue.voices.clip_store import ClipStore

RENDERING: Final = "6"
"""Raised when the same speech is finished differently, so that older clips are left alone."""


class CachedVoice(WrappingVoice):
    """The voice it wraps, asked only for what is not kept yet.

    A clip is kept under all that its samples depend on: how matcue conditions speech, the voice's
    identity (engine and its version, model, speed), and the text.
    """

    def __init__(self, voice: Voice, store: ClipStore) -> None:
        super().__init__(voice)
        self._store = store

    def speak(self, text: str) -> Block:
        """Return the clip of `text`, from the store if an intact one is there.

        Raises:
            VoiceError: from the wrapped voice.
        """
        key = f"{RENDERING}\0{self.identity}\0{text}"
        if (clip := self._store.get(key)) is None:
            clip = self._voice.speak(text)
            self._store.put(key, clip)
        return clip
