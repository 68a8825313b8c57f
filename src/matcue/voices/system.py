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
TRIES: Final = 5
"""About one utterance in a hundred is broken off on a busy machine, and says so."""
LINUX: Final = sys.platform == "linux"
LINUX_VOICE: Final = "gmw/en-us"


class SystemEngine:
    """pyttsx3 writing one utterance at a time to a file, each with an engine of its own.

    An engine that has spoken before now and then cancels its next utterance: what it does to end
    the one (`stop`) may still be waiting when the other begins.
    """

    def __init__(self, speed: float) -> None:
        if LINUX:
            _use_own_espeak()
        self._rate = round(WORDS_A_MINUTE * speed)

    @staticmethod
    def identity(speed: float) -> str:
        """pyttsx3, what speaks behind it, and the rate."""
        behind = f"espeakng-loader {version('espeakng-loader')}" if LINUX else sys.platform
        rate = f"{LINUX_VOICE} at {WORDS_A_MINUTE * speed:g}"
        return f"pyttsx3 {version('pyttsx3')} on {behind}, {rate}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """The system's voice speaking `text`.

        Raises:
            RuntimeError: the engine broke off, as often as it was asked.
        """
        with TemporaryDirectory() as folder:
            for attempt in range(TRIES):
                path = Path(folder) / f"{attempt}.wav"
                if self._write(text, path):
                    return read_recording(path)[:, 0], HOUSE_RATE
        raise RuntimeError(f"pyttsx3 broke off in “{text}”")

    def _write(self, text: str, path: Path) -> bool:
        """Whether the whole of `text` is in the file."""
        from pyttsx3.engine import Engine

        told: list[bool] = []
        engine = Engine("espeak" if LINUX else None)
        engine.connect("finished-utterance", lambda name, completed: told.append(completed))  # noqa: ARG005
        if LINUX:
            engine.setProperty("voice", LINUX_VOICE)
        engine.setProperty("rate", self._rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        return told == [True] and path.is_file()


def _use_own_espeak() -> None:
    """Load the library that the wheel carries, so that pyttsx3 finds it under its usual name."""
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
    ctypes.CDLL(espeakng_loader.get_library_path())
