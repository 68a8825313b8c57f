"""The stand-in for a voice: how long it speaks follows from the text."""

from __future__ import annotations

import pytest

from matcue.audio.speech import LEAD, TAIL
from matcue.voices import engine
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.tone import CHARACTER

WINDOW = 220
"""Frames at the end that may be too short to be heard."""
TEXTS = ("one", "Rest.", "Hold for thirty seconds.", "x" * 37, "Breathe slowly, " * 12)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("speed", [0.5, 1, 1.3, 2])
def test_each_letter_takes_its_time(text: str, speed: float) -> None:
    frames = len(Synthesizer("tone", engine("tone"), speed).speak(text))
    whole = LEAD + len(text) * round(CHARACTER / speed) + TAIL
    assert whole - WINDOW < frames <= whole
