"""A voice that remembers: each clip is spoken once and kept as a file."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.clip import from_pcm, to_pcm

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.ports import Block, Voice

RENDERING: Final = "3"
"""Raised when the same speech is finished differently, so that older clips are left alone."""
_DIGEST: Final = hashlib.sha256().digest_size


class CachedVoice:
    """The voice it wraps, asked only for what is not kept yet.

    A file's name is the SHA-256 of all that its samples depend on; it holds the SHA-256 of the
    samples and then the samples, 16-bit little-endian. One that does not agree with itself is
    spoken again. A folder that cannot be written costs the memory, never the session.
    """

    def __init__(self, voice: Voice, folder: Path) -> None:
        self._voice = voice
        self._folder = folder

    @property
    def name(self) -> str:
        """The wrapped voice's name."""
        return self._voice.name

    @property
    def identity(self) -> str:
        """The wrapped voice's identity."""
        return self._voice.identity

    def speak(self, text: str) -> Block:
        """The clip of `text`, from its file if there is a sound one.

        Raises:
            VoiceError: from the wrapped voice.
        """
        key = f"{RENDERING}\0{self.identity}\0{text}"
        path = self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.clip"
        if (clip := _read(path)) is None:
            clip = self._voice.speak(text)
            _write(path, clip)
        return clip


def _read(path: Path) -> Block | None:
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    digest, samples = raw[:_DIGEST], raw[_DIGEST:]
    if hashlib.sha256(samples).digest() != digest or not samples:
        return None
    return from_pcm(np.frombuffer(samples, "<i2").astype(np.int16))


def _write(path: Path, clip: Block) -> None:
    samples = to_pcm(clip).astype("<i2").tobytes()
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(samples).digest() + samples)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
