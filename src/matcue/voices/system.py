"""The voice of the operating system, through pyttsx3; on Linux espeak-ng, which matcue brings."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from matcue.audio.ports import Card
from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE
from matcue.voices.apart import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

WORDS_A_MINUTE: Final = 150
"""Nominal rate at speed 1: unhurried, and the rate at which espeak-ng is understood best."""
TRIES: Final = 5
"""About one utterance in a hundred is broken off on a busy machine, and says so."""
LINUX: Final = sys.platform == "linux"


class Native(Protocol):
    """A voice as pyttsx3 tells of it."""

    id: str
    name: str
    languages: Sequence[str]
    gender: str | None


class SystemEngine:
    """pyttsx3 writing one utterance at a time to a file, each with an engine of its own.

    An engine that has spoken before now and then cancels its next utterance: what it does to end
    the one (`stop`) may still be waiting when the other begins.
    """

    DEFAULT: Final = "en-us" if LINUX else ""

    def __init__(self, speed: float, voice: str = DEFAULT) -> None:
        self._voice = native(voice, natives()).id if voice else None
        self._rate = round(WORDS_A_MINUTE * speed)

    @staticmethod
    def voices() -> tuple[Card, ...]:
        """The voices of the system, asked for in a process of its own, once."""
        return _asked()

    @staticmethod
    def identity(speed: float, voice: str = DEFAULT) -> str:
        """pyttsx3, what speaks behind it, the voice and the rate."""
        behind = f"espeakng-loader {version('espeakng-loader')}" if LINUX else sys.platform
        rate = f"{voice or 'its default'} at {WORDS_A_MINUTE * speed:g}"
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
        told: list[bool] = []
        engine = _engine()
        engine.connect("finished-utterance", lambda name, completed: told.append(completed))  # noqa: ARG005
        if self._voice:
            engine.setProperty("voice", self._voice)
        engine.setProperty("rate", self._rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        return told == [True] and path.is_file()


def natives() -> Sequence[Native]:
    """The voices that pyttsx3 tells of, which starts it."""
    found: Sequence[Native] = _engine().getProperty("voices")
    return found


def native(voice: str, known: Iterable[Native]) -> Native:
    """The voice of a name: its own before its language's.

    Raises:
        LookupError: none is called so.
    """
    called = [each for each in known if card(each).answers_to(voice)]
    if not called:
        raise LookupError(f"the system has no voice “{voice}”")
    return min(called, key=lambda each: card(each).name.casefold() != voice.casefold())


def card(voice: Native) -> Card:
    """What pyttsx3 tells of a voice; its name is the last part of its id, which may be a path."""
    language = voice.languages[0].replace("_", "-") if voice.languages else ""
    name = re.split(r"[/\\]", voice.id)[-1]
    also = tuple(other for other in (language, voice.name) if other and other != name)
    return Card(name, voice.name, language, _sex(voice.gender or ""), natural=False, also=also)


def _sex(gender: str) -> Literal["female", "male"] | None:
    told = gender.casefold()
    if told.endswith("female"):
        return "female"
    return "male" if told.endswith("male") else None


@cache
def _asked() -> tuple[Card, ...]:
    return apart("system", _cards)


def _cards() -> tuple[Card, ...]:
    return tuple(card(voice) for voice in natives())


def _engine() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """An engine of pyttsx3's; on Linux it finds, under its usual name, the library of the wheel."""
    if LINUX:
        _use_own_espeak()
    try:
        from pyttsx3.engine import Engine
    except ImportError as error:
        raise RuntimeError("pyttsx3 is not installed; `pip install pyttsx3` brings it") from error
    return Engine("espeak" if LINUX else None)


@cache
def _use_own_espeak() -> None:
    """Load the library that the wheel carries, so that pyttsx3 finds it under its usual name."""
    try:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
        ctypes.CDLL(espeakng_loader.get_library_path())
    except (ImportError, OSError) as error:
        again = "`pip install --force-reinstall espeakng-loader` brings it"
        raise RuntimeError(f"espeak-ng cannot be loaded ({error}); {again}") from error
