"""What is played is what is heard, sample for sample."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.audio.samples import from_pcm
from matcue.sinks import miniaudio, open_sink, tape
from matcue.sinks.tape import SimpleaudioSink
from matcue.units import HOUSE_RATE
from tests.sound_server import assert_heard, sounding

if TYPE_CHECKING:
    from matcue.audio.samples import Block, Pcm
    from tests.sound_server import PipeWire, SoundServer
    from tests.waiting import Takes

pytestmark = pytest.mark.alone

SINKS = ["miniaudio", "simpleaudio"]


class Played:
    """A clip as a source; `stall` is how many seconds its tenth read takes."""

    def __init__(self, pcm: Pcm, stall: float = 0) -> None:
        self.left = from_pcm(pcm)
        self.stall = stall
        self.reads = 0

    def read(self, frames: int) -> Block:
        self.reads += 1
        if self.reads == 10:
            time.sleep(self.stall)
        block, self.left = self.left[:frames], self.left[frames:]
        return block


def noise(seconds: float) -> Pcm:
    """16-bit steps that never repeat for long and are never 0, so each has one place only."""
    steps = np.random.default_rng(7).integers(1, 32767, int(seconds * HOUSE_RATE), endpoint=True)
    return steps.astype(np.int16)


def speech(seconds: int) -> Pcm:
    """Noise with a pause of 0.3 s in each second, first and last sample sounding."""
    pcm = noise(seconds)
    at = np.arange(len(pcm)) % HOUSE_RATE
    pcm[(at > 0.5 * HOUSE_RATE) & (at < 0.8 * HOUSE_RATE)] = 0
    return pcm


@pytest.mark.parametrize("name", SINKS)
@pytest.mark.usefixtures("simpleaudio")
def test_every_sample_is_heard_once_and_in_its_place(
    sound_server: SoundServer, one_clean_take: Takes, name: str
) -> None:
    pcm = speech(6)

    def take() -> None:
        with sound_server.recording() as recording, open_sink(name) as sink:
            sink.drain(Played(pcm))
        assert_heard(sounding(recording.samples), pcm, sink.gaps)

    one_clean_take(take)


@pytest.mark.parametrize("name", SINKS)
@pytest.mark.usefixtures("simpleaudio")
def test_left_is_heard_left_and_right_right(
    sound_server: SoundServer, one_clean_take: Takes, name: str
) -> None:
    pcm = noise(2.27).reshape(-1, 3)[:, :2]
    sound_server.widen()

    def take() -> None:
        with sound_server.recording(channels=2) as recording, open_sink(name, channels=2) as sink:
            sink.drain(Played(pcm))
        assert_heard(sounding(recording.samples), pcm.ravel(), sink.gaps)

    one_clean_take(take)


def test_on_pipewire_too_every_sample_is_heard_once_and_in_its_place(
    pipewire: PipeWire, one_clean_take: Takes
) -> None:
    pcm = speech(4)

    def take() -> None:
        with pipewire.recording() as recording, open_sink("auto") as sink:
            sink.drain(Played(pcm))
        assert_heard(sounding(recording.samples), pcm, sink.gaps)

    one_clean_take(take)


@pytest.mark.parametrize("name", SINKS)
@pytest.mark.usefixtures("simpleaudio")
def test_a_source_is_heard_to_its_last_frame(
    sound_server: SoundServer, one_clean_take: Takes, name: str
) -> None:
    pcm = noise(2.27)  # ends off the device's periods

    def take() -> None:
        with sound_server.recording() as recording, open_sink(name) as sink:
            sink.drain(Played(pcm))
        assert_heard(sounding(recording.samples), pcm, sink.gaps)

    one_clean_take(take)


def test_little_is_waited_for_after_the_last_frame() -> None:
    assert miniaudio.TAIL <= 0.2 * HOUSE_RATE
    assert tape.LEAD + tape.TAIL <= 0.8 * HOUSE_RATE


@pytest.mark.usefixtures("simpleaudio")
def test_a_second_tape_goes_on_where_the_first_ended(sound_server: SoundServer) -> None:
    pcm = noise(3)
    sink = SimpleaudioSink(tape_length=2 * HOUSE_RATE)
    with sound_server.recording() as recording, sink:
        sink.drain(Played(pcm))
    samples = sounding(recording.samples)
    assert 0 < len(samples) - len(pcm) < HOUSE_RATE
    np.testing.assert_array_equal(samples[samples != 0], pcm)


@pytest.mark.usefixtures("simpleaudio")
def test_a_stall_of_the_source_costs_time_but_no_sound(sound_server: SoundServer) -> None:
    pcm = noise(2)
    with sound_server.recording() as recording, open_sink("simpleaudio") as sink:
        sink.drain(Played(pcm, stall=0.8))
    samples = sounding(recording.samples)
    assert len(samples) > len(pcm)
    np.testing.assert_array_equal(samples[samples != 0], pcm)
