"""The voice of the operating system, through pyttsx3; on Linux espeak-ng, which matcue brings."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

import numpy as np

from matcue.errors import ChildFailed, VoiceError
from matcue.processes import run_in_child
from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE
from matcue.voices.base import VoiceInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


class Native(Protocol):
    """A voice as pyttsx3 tells of it."""

    id: str
    name: str
    languages: Sequence[str]
    gender: str | None


class SystemEngine:
    """pyttsx3 writing one utterance at a time to a file, each with an engine of its own.

    On Linux an engine that has spoken cannot speak again: what it does to end the one utterance
    (`stop`) would cancel the other. It also returns before espeak-ng is done, which speaks in a
    thread of its own; that is waited for here.
    """

    DEFAULT: Final = "en-us" if LINUX else ""

    def __init__(self, speed: float, voice: str = DEFAULT) -> None:
        self._voice = native(voice, natives()).id if voice else None
        self._rate, self._gap = pace(speed)
        self._engine: object = None

    @staticmethod
    def voices() -> tuple[VoiceInfo, ...]:
        """List the voices of the system, asked for in a process of its own, once."""
        return _asked()

    @staticmethod
    def identity(speed: float, voice: str = DEFAULT) -> str:
        """Name pyttsx3, what speaks behind it, the voice and the rate."""
        behind = f"espeakng-loader {version('espeakng-loader')}" if LINUX else sys.platform
        rate, gap = pace(speed)
        said = f"{voice or 'its default'} at {rate}, gap {gap}"
        return f"pyttsx3 {version('pyttsx3')} on {behind}, {said}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """Speak `text` with the system's voice; return no samples if it broke off."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            if not self._write(text, path):
                return np.zeros(0, np.float32), HOUSE_RATE
            return read_recording(path)[:, 0], HOUSE_RATE

    def _write(self, text: str, path: Path) -> bool:
        """Write `text` as speech to a file; tell whether the whole of it is there."""
        told: Queue[bool] = Queue()
        self._engine = None  # the old engine's end must come before the new one's beginning
        self._engine = engine = _engine()
        engine.connect("finished-utterance", lambda name, completed: told.put(completed))  # noqa: ARG005
        if self._voice:
            engine.setProperty("voice", self._voice)
        if LINUX:
            own_espeak().espeak_SetParameter(_WORD_GAP, self._gap, 0)
        engine.setProperty("rate", self._rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        try:
            return told.get(timeout=PATIENCE) and path.is_file()
        except Empty:
            return False


def pace(speed: float) -> tuple[int, int]:
    """Compute the nominal rate and word gap at which speech is `speed` times as fast as at 1.

    >>> pace(1), pace(2), pace(0.5)
    ((150, 0), (300, 0), (83, 1))
    """
    rate = WORDS_A_MINUTE * speed
    if LINUX and rate < SLOWEST:
        return round(rate / GAPPED), 1
    return round(rate), 0


def natives() -> Sequence[Native]:
    """List the voices that pyttsx3 knows of, which starts it."""
    found: Sequence[Native] = _engine().getProperty("voices")
    return found


def native(voice: str, known: Iterable[Native]) -> Native:
    """Find the voice of a name: by its own name before its language's.

    Raises:
        LookupError: none is called so.
    """
    called = [each for each in known if card(each).answers_to(voice)]
    if not called:
        raise LookupError(f"the system has no voice “{voice}”")
    return min(called, key=lambda each: card(each).name.casefold() != voice.casefold())


def card(voice: Native) -> VoiceInfo:
    """Build the `VoiceInfo` of a voice; its name is the last part of its id, maybe a path."""
    language = voice.languages[0].replace("_", "-") if voice.languages else ""
    name = re.split(r"[/\\]", voice.id)[-1]
    also = tuple(other for other in (language, voice.name) if other and other != name)
    return VoiceInfo(name, voice.name, language, _sex(voice.gender or ""), natural=False, also=also)


def _sex(gender: str) -> Literal["female", "male"] | None:
    told = gender.casefold()
    if told.endswith("female"):
        return "female"
    return "male" if told.endswith("male") else None


@cache
def _asked() -> tuple[VoiceInfo, ...]:
    try:
        return run_in_child(_cards)
    except ChildFailed as error:
        raise VoiceError("system", error.reason) from error


def _cards() -> tuple[VoiceInfo, ...]:
    return tuple(card(voice) for voice in natives())


def _engine() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """Start a pyttsx3 engine; on Linux it finds, under its usual name, the library of the wheel."""
    if LINUX:
        own_espeak()
    try:
        from pyttsx3.engine import Engine
    except ImportError as error:
        raise RuntimeError("pyttsx3 is not installed; `pip install pyttsx3` brings it") from error
    return Engine("espeak" if LINUX else None)


@cache
def own_espeak() -> ctypes.CDLL:
    """Load the library that the wheel carries, so that pyttsx3 finds it under its usual name."""
    try:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
        return ctypes.CDLL(espeakng_loader.get_library_path())
    except (ImportError, OSError) as error:
        again = "`pip install --force-reinstall espeakng-loader` brings it"
        raise RuntimeError(f"espeak-ng cannot be loaded ({error}); {again}") from error
