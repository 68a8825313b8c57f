"""The voice of the operating system, through pyttsx3; on Linux espeak-ng, which matcue brings."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    import numpy.typing as npt

WORDS_A_MINUTE: Final = 150
"""Nominal rate at speed 1: unhurried, and the rate at which espeak-ng is understood best. It speaks
186 words a minute then, a sentence's pauses included; from 90 on, its rate is what is asked for."""
SLOWEST: Final = 85
"""Under this nominal rate espeak-ng speaks no slower; a gap between words slows it further."""
GAPPED: Final = 0.9
"""How fast espeak-ng speaks with the least gap between words, of what it does without."""
_WORD_GAP: Final = 7
"""`espeakWORDGAP` in speak_lib.h, in tens of milliseconds."""
PATIENCE: Final = 10.0
"""Seconds after which an utterance is taken to be broken off; the longest takes a tenth of one."""
LINUX: Final = sys.platform == "linux"
LINUX_VOICE: Final = "gmw/en-us"


class SystemEngine:
    """pyttsx3 writing one utterance at a time to a file, each with an engine of its own.

    On Linux an engine that has spoken cannot speak again: what it does to end the one utterance
    (`stop`) would cancel the other. It also returns before espeak-ng is done, which speaks in a
    thread of its own; that is waited for here.
    """

    def __init__(self, speed: float) -> None:
        self._espeak = _own_espeak() if LINUX else None
        self._rate, self._gap = pace(speed)
        self._engine: object = None

    @staticmethod
    def identity(speed: float) -> str:
        """pyttsx3, what speaks behind it, and the rate."""
        behind = f"espeakng-loader {version('espeakng-loader')}" if LINUX else sys.platform
        rate, gap = pace(speed)
        return f"pyttsx3 {version('pyttsx3')} on {behind}, {LINUX_VOICE} at {rate}, gap {gap}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """The system's voice speaking `text`; nothing if it broke off."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            if not self._write(text, path):
                return np.zeros(0, np.float32), HOUSE_RATE
            return read_recording(path)[:, 0], HOUSE_RATE

    def _write(self, text: str, path: Path) -> bool:
        """Whether the whole of `text` is in the file."""
        from pyttsx3.engine import Engine

        told: Queue[bool] = Queue()
        self._engine = None  # the old engine's end must come before the new one's beginning
        self._engine = engine = Engine("espeak" if LINUX else None)
        engine.connect("finished-utterance", lambda name, completed: told.put(completed))  # noqa: ARG005
        if self._espeak:
            engine.setProperty("voice", LINUX_VOICE)
            self._espeak.espeak_SetParameter(_WORD_GAP, self._gap, 0)
        engine.setProperty("rate", self._rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        try:
            return told.get(timeout=PATIENCE) and path.is_file()
        except Empty:
            return False


def pace(speed: float) -> tuple[int, int]:
    """The nominal rate and the gap between words at which speech is `speed` times as fast as at 1.

    >>> pace(1), pace(2), pace(0.5)
    ((150, 0), (300, 0), (83, 1))
    """
    rate = WORDS_A_MINUTE * speed
    if LINUX and rate < SLOWEST:
        return round(rate / GAPPED), 1
    return round(rate), 0


def _own_espeak() -> ctypes.CDLL:
    """The library that the wheel carries, loaded so that pyttsx3 finds it under its usual name."""
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
    return ctypes.CDLL(espeakng_loader.get_library_path())
