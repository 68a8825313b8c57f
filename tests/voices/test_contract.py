"""One suite for every voice, the shipped stand-in and the wrapped ones included."""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from matcue.audio.samples import Samples, from_pcm
from matcue.audio.speech import LEAD, SPEECH_PEAK
from matcue.errors import VoiceError
from matcue.voices import ENGINES, engine
from matcue.voices.clip_store import CachedVoice, ClipStore
from matcue.voices.fallback import FallbackVoice
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.text.normalizer import NormalizingVoice, normalizer
from matcue.voices.worker_pool import WorkerVoice
from tests.conftest import require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.voices.base import Voice

pytestmark = [
    pytest.mark.process,
    pytest.mark.contract,
]

KINDS = [
    *("tone", "tone in a worker", "system", "piper"),
    *("tone remembered", "tone that reads", "tone behind nobody"),
]
NEEDS = {"system": "pyttsx3", "piper": "piper"}


@pytest.fixture(scope="module", params=KINDS)
def voice(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Voice]:
    kind: str = request.param
    if kind in NEEDS:
        require(find_spec(NEEDS[kind]), NEEDS[kind])
    tone = Synthesizer("tone", engine("tone"), 1.0)
    with WorkerVoice(kind.split(maxsplit=1)[0], 1.0) as worker:
        match kind:
            case "tone":
                yield tone
            case "tone remembered":
                yield CachedVoice(tone, ClipStore(tmp_path_factory.mktemp("clips")))
            case "tone that reads":
                yield NormalizingVoice(tone, normalizer({"back": {"tone": "bak"}}, "tone"))
            case "tone behind nobody":
                yield FallbackVoice(Synthesizer("none", _Missing, 1.0), tone, lambda _: None)
            case _:
                yield worker


class _Missing:
    def __init__(self, speed: float) -> None:  # noqa: ARG002
        raise ImportError("no engine is installed")

    @staticmethod
    def identity(speed: float) -> str:  # noqa: ARG004
        raise ImportError("no engine is installed")

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        raise NotImplementedError(text)


def test_words_become_a_clip(voice: Voice) -> None:
    clip = voice.speak("Lie on your back, and bend your knees.")
    assert clip.ndim == 1
    assert clip.dtype == np.dtype(np.int16)
    assert 44_100 < len(clip) < 6 * 44_100
    assert 0.1 < np.abs(from_pcm(clip)).max() <= SPEECH_PEAK + 1e-4


def spoken(voice: Voice, text: str) -> Samples:
    """What a voice says, full scale at -1 and 1."""
    return from_pcm(voice.speak(text))[:, 0]


def test_a_clip_starts_and_ends_at_zero_and_is_heard_at_once(voice: Voice) -> None:
    clip = spoken(voice, "three")
    assert clip[0] == clip[-1] == 0
    first = int(np.flatnonzero(np.abs(clip) > 0.003)[0])
    assert first < 0.03 * 44_100
    assert first >= LEAD // 4  # levelled after it was trimmed, so a faint onset may come earlier


@pytest.mark.parametrize("number", ["one", "two", "three", "five", "six", "eight", "ten"])
def test_a_number_fits_its_second_and_is_heard_within_30_ms_of_it(
    voice: Voice, number: str
) -> None:
    clip = spoken(voice, number)
    assert len(clip) < 44_100
    assert int(np.flatnonzero(np.abs(clip) > 0.003)[0]) < 0.03 * 44_100


def test_a_length_is_known_exactly_or_not_at_all(voice: Voice) -> None:
    known = voice.known_frames("Breathe in, and out, in 4 seconds.")
    assert known in {None, len(voice.speak("Breathe in, and out, in 4 seconds."))}


def test_more_words_take_longer(voice: Voice) -> None:
    short, long = voice.speak("Breathe in."), voice.speak("Breathe in, and slowly out again.")
    assert len(long) > len(short)


def test_nothing_to_say_is_refused(voice: Voice) -> None:
    for text in ("", "   "):
        with pytest.raises(VoiceError, match="cannot speak"):
            voice.speak(text)


def test_any_text_is_only_text(voice: Voice) -> None:
    for text in ("[[eI]] and <b>bold</b>", "Früh übt sich, 100 %!", "a" * 200):
        assert len(voice.speak(text)) > 4410


def test_a_voice_has_a_name_and_an_identity(voice: Voice) -> None:
    assert voice.name in ENGINES
    assert voice.name == "system" or voice.name in voice.identity


@pytest.mark.parametrize("name", ["tone", "system", "piper"])
def test_the_speed_is_the_engine_s_own_and_part_of_the_identity(name: str) -> None:
    text = "Keep your back long, and lean forward from your hips."
    with WorkerVoice(name, 0.7) as slow:
        slowly = len(slow.speak(text))
    with WorkerVoice(name, 1.4) as fast:
        assert slowly / len(fast.speak(text)) == pytest.approx(2, rel=0.2)
    assert slow.identity != fast.identity


def test_an_engine_s_printing_never_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with WorkerVoice("system", 1.0) as system:
        system.speak("Hello.")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process hears")
def test_the_child_of_a_voice_never_hears_the_keyboard_s_interrupt() -> None:
    before = active_children()
    with WorkerVoice("tone", 1.0) as voice:
        voice.speak("Hello.")
        (child,) = set(active_children()) - set(before)
        status = Path(f"/proc/{child.pid}/status").read_text("ascii")
    blocked = next(line for line in status.splitlines() if line.startswith("SigBlk:"))
    assert int(blocked.split()[1], 16) & 1 << (signal.SIGINT - 1)


def test_the_child_of_a_voice_is_gone_after_it(tmp_path: Path) -> None:
    before = active_children()
    with WorkerVoice("tone", 1.0) as voice:
        voice.speak("Hello.")
        (child,) = set(active_children()) - set(before)
        pid = child.pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
