"""The voice of the operating system, through pyttsx3; on Linux espeak-ng, which matcue brings."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

WORDS_A_MINUTE: Final = 150
"""Nominal rate at speed 1: unhurried, and the rate at which espeak-ng is understood best."""
LINUX_VOICE: Final = "gmw/en-us"


class SystemEngine:
    """pyttsx3 writing one utterance at a time to a file."""

    def __init__(self, speed: float) -> None:
        if sys.platform == "linux":
            _use_own_espeak()
        import pyttsx3

        self._engine = pyttsx3.init("espeak" if sys.platform == "linux" else None)
        if sys.platform == "linux":
            self._engine.setProperty("voice", LINUX_VOICE)
        self._engine.setProperty("rate", round(WORDS_A_MINUTE * speed))

    @staticmethod
    def identity(speed: float) -> str:
        """pyttsx3, what speaks behind it, and the speed."""
        behind = (
            f"espeakng-loader {version('espeakng-loader')}"
            if sys.platform == "linux"
            else sys.platform
        )
        return f"pyttsx3 {version('pyttsx3')} on {behind} at {speed:g}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """The system's voice speaking `text`."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            return read_recording(path)[:, 0], HOUSE_RATE


def _use_own_espeak() -> None:
    """Load the library that the wheel carries, so that pyttsx3 finds it under its usual name."""
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
    ctypes.CDLL(espeakng_loader.get_library_path())
