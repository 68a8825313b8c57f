"""A stand-in for a voice: a hum as long as the words would take, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.voices.base import VoiceInfo

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RATE: Final = 44_100
CHARACTER: Final = 2866
"""Frames for each character at speed 1 (65 ms): as long as Piper takes, on average."""
PITCH: Final = 220.0


class ToneEngine:
    """Hums: its lengths follow from the text alone, which makes timelines exact in tests."""

    DEFAULT: Final = ""

    def __init__(self, speed: float) -> None:
        self._frames = round(CHARACTER / speed)

    @staticmethod
    def voices() -> tuple[VoiceInfo, ...]:
        """List the hum, which is the only voice."""
        return (VoiceInfo("", "a hum instead of words", "", None, natural=False),)

    @staticmethod
    def identity(speed: float) -> str:
        """Return the name of the stand-in and its speed."""
        return f"tone 1 at {speed:g}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """Hum for 65 ms for each character at speed 1."""
        import numpy as np  # whoever estimates by `CHARACTER` does without

        time = np.arange(len(text) * self._frames) / RATE
        return (0.2 * np.sin(2 * np.pi * PITCH * time)).astype(np.float32), RATE
