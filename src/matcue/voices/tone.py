"""A stand-in for a voice: a hum as long as the words would take, the same on every machine."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from matcue.audio.ports import Card

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
    def voices() -> tuple[Card, ...]:
        """The hum."""
        return (Card("", "a hum instead of words", "", None, natural=False),)

    @staticmethod
    def identity(speed: float) -> str:
        """The stand-in and its speed."""
        return f"tone 1 at {speed:g}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """A hum of 65 ms for each character at speed 1."""
        time = np.arange(len(text) * self._frames) / RATE
        return (0.2 * np.sin(2 * np.pi * PITCH * time)).astype(np.float32), RATE
