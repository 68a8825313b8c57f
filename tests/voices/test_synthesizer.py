"""Engines that make something else than speech: what is told, and who speaks instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from matcue.errors import VoiceError
from matcue.voices.fallback import FallbackVoice
from matcue.voices.synthesizer import TRIES, Synthesizer
from matcue.voices.tone import ToneEngine
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

Samples = npt.NDArray[np.float32]
RATE = 22_050
TEXT = "Lie on your back."


def hum(seconds: float, level: float = 0.2) -> Samples:
    wave = level * np.sin(np.arange(round(seconds * RATE)) * 0.06)
    return np.asarray(wave, np.float32)


FLAWED: dict[str, tuple[Callable[[], Samples], str]] = {
    "nothing": (lambda: np.zeros(0, np.float32), "no sound"),
    "silence": (lambda: np.zeros(RATE, np.float32), "no sound"),
    "a constant": (lambda: np.full(RATE, 0.3, np.float32), "no sound"),
    "noise": (
        lambda: np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32),
        "noise",
    ),
    "clipped": (lambda: np.clip(hum(1, 3), -1, 1), "distorted"),
    "a rumble": (lambda: 0.2 * np.sin(np.arange(3 * RATE, dtype=np.float32) * 0.001), "level"),
    "no numbers": (lambda: np.full(RATE, np.nan, np.float32), "numbers"),
    "too short": (lambda: hum(0.1), "0.2 seconds"),
    "too long": (lambda: hum(30), "30 seconds"),
}
"""What an engine may give, and the word that tells it."""


class Fake:
    """An engine that makes flawed sound so many times, and then a hum of a second."""

    def __init__(self, make: Callable[[], Samples], times: int = 99) -> None:
        self.asked = 0
        self._make = make
        self._times = times

    def __call__(self, speed: float) -> Fake:  # noqa: ARG002
        return self

    def identity(self, speed: float) -> str:  # noqa: ARG002
        return "fake"

    def say(self, text: str) -> tuple[Samples, int]:  # noqa: ARG002
        self.asked += 1
        return (self._make() if self.asked <= self._times else hum(1)), RATE


@pytest.mark.parametrize("flaw", FLAWED)
def test_what_is_no_speech_is_made_again_and_then_told(flaw: str) -> None:
    make, told = FLAWED[flaw]
    engine = Fake(make)
    with pytest.raises(VoiceError) as caught:
        Synthesizer("fake", engine, 1.0).speak(TEXT)
    assert engine.asked == TRIES == 3
    assert str(caught.value) == Says("fake", told, "3 times", f"“{TEXT}”", "--voice")


@pytest.mark.parametrize("flaw", FLAWED)
@pytest.mark.parametrize("times", [1, 2])
def test_what_is_flawed_once_or_twice_is_only_made_again(flaw: str, times: int) -> None:
    engine = Fake(FLAWED[flaw][0], times)
    assert len(Synthesizer("fake", engine, 1.0).speak(TEXT)) == pytest.approx(44_100, abs=3000)
    assert engine.asked == times + 1


@pytest.mark.parametrize("flaw", FLAWED)
def test_another_voice_speaks_instead_of_one_that_makes_no_speech(flaw: str) -> None:
    make, told = FLAWED[flaw]
    announced: list[str] = []
    tone = Synthesizer("tone", ToneEngine, 1.0)
    voice = FallbackVoice(Synthesizer("fake", Fake(make), 1.0), tone, announced.append)
    assert np.array_equal(voice.speak(TEXT), tone.speak(TEXT))
    assert announced == [Says("fake", told, "tone", "instead")]


@pytest.mark.parametrize("sounding", [0.12, 0.2, 0.25])
def test_short_words_with_pauses_between_them_are_speech(sounding: float) -> None:
    word, pause = hum(sounding), np.zeros(round(0.25 * RATE), np.float32)
    spoken = np.concatenate([word, pause, word, pause, word])
    assert len(Synthesizer("fake", Fake(lambda: spoken), 1.0).speak("Out, hips up."))


@pytest.mark.parametrize(("speed", "fits"), [(0.5, True), (1.0, True), (2.0, False)])
def test_how_long_words_may_last_follows_the_speed(speed: float, fits: bool) -> None:  # noqa: FBT001
    voice = Synthesizer("fake", Fake(lambda: hum(3.5)), speed)
    if fits:
        assert len(voice.speak(TEXT)) > 3 * 44_100
    else:
        with pytest.raises(VoiceError, match="4 seconds"):
            voice.speak(TEXT)


@pytest.mark.parametrize("text", ["3600", "50 %", "♥", "深呼吸", "!?"])
def test_digits_and_signs_may_be_read_as_words(text: str) -> None:
    assert len(Synthesizer("fake", Fake(lambda: hum(2)), 1.0).speak(text)) > 44_100
