"""A bed of two sides: left stays left, the voice is in the middle, and it is as loud as asked."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcue.audio.beds import Loop
from matcue.audio.envelope import DUCKED
from matcue.audio.layers import FLOOR, LevelledBed, WakeTone
from matcue.audio.limiter import CEILING_DBTP
from matcue.audio.mastering import Master
from matcue.audio.mix import Mix
from matcue.audio.transport import CALM, RAMP, Transport
from matcue.timeline.commands import Command
from tests.audio.test_loudness import judged, judged_peak
from tests.audio.test_mastering import CLIPS, SECOND, WORDS, mix
from tests.memory_sink import MemorySink

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Block

TIME = np.arange(3 * SECOND) / SECOND
NOISE = np.random.default_rng(1).standard_normal((3 * SECOND, 2))
RECORDINGS: Final = {
    "a tone, left": np.stack([np.sin(2 * np.pi * 441 * TIME), 0 * TIME], axis=1),
    "wide": 0.1 * NOISE,
    "mono": 0.1 * NOISE[:, :1],
}
TONE, WIDE, MONO = RECORDINGS


@cache
def laid(recording: str, loudness: float) -> LevelledBed:
    return LevelledBed(Loop(RECORDINGS[recording].astype(np.float32)), loudness)


@cache
def heard(recording: str, under: float = -38, loudness: float = -18) -> Block:
    """A whole session."""
    whole = mix(Master(loudness, (laid(recording, under),)))
    return whole.render(0, whole.frames)


def test_a_session_has_as_many_channels_as_its_bed() -> None:
    assert heard(WIDE).shape == (len(heard(MONO)), 2)
    assert heard(MONO).shape[1] == 1
    assert mix(Master(-18, (WakeTone(Fraction(1)),))).channels == 1


def test_what_is_left_in_the_bed_is_heard_left_only() -> None:
    left, right = heard(TONE)[4 * SECOND : 6 * SECOND].T
    assert np.abs(left).max() > 0.005
    assert not right.any()


def test_a_lead_is_in_the_middle() -> None:
    whole = mix(Master(-18, (laid(TONE, -38), WakeTone(Fraction(1)))))
    right = whole.render(4 * SECOND, 2 * SECOND)[:, 1]
    assert right.std() == pytest.approx(FLOOR, rel=0.1)


def test_words_and_bells_are_in_the_middle_three_decibels_down() -> None:
    whole = mix(None)
    cues = whole.render(0, whole.frames) / np.sqrt(2)
    np.testing.assert_allclose(heard(WIDE, -200), np.hstack([cues, cues]), rtol=0, atol=1e-6)


@pytest.mark.parametrize("loudness", [-24, -18])
def test_a_session_measures_as_much_in_stereo_as_in_mono(loudness: float) -> None:
    mono, stereo = heard(MONO, -60, loudness), heard(WIDE, -60, loudness)
    assert judged(stereo)[0] == pytest.approx(judged(mono[:, 0])[0], abs=0.02)


def test_a_bed_of_two_sides_is_as_loud_as_it_is_asked_to_be() -> None:
    assert judged(heard(WIDE)[4 * SECOND : 7 * SECOND])[0] == pytest.approx(-38, abs=0.2)


@pytest.mark.parametrize("bed", [TONE, WIDE])
def test_no_peak_of_either_side_is_over_the_ceiling(bed: str) -> None:
    assert judged_peak(heard(bed, -22, -12)) <= CEILING_DBTP


def test_both_sides_of_a_bed_are_ducked_alike() -> None:
    under = laid(WIDE, -38)
    layer, bed = under.layer(mix(None).timeline), under.bed
    for start, gain in ((6 * SECOND, 1), (8 * SECOND, DUCKED)):
        plain = bed.render(start, SECOND) * np.float32(under.gain)
        np.testing.assert_allclose(layer.render(start, SECOND), plain * gain, rtol=1e-5)


@settings(max_examples=15, deadline=None)
@given(start=st.integers(0, 20 * SECOND), frames=st.integers(1, 4 * SECOND))
def test_any_stretch_is_a_slice_of_the_whole(start: int, frames: int) -> None:
    expected = heard(WIDE)[start : start + frames]
    got = mix(Master(-18, (laid(WIDE, -38),))).render(start, frames)
    assert got[: len(expected)].tobytes() == expected.tobytes()


@pytest.mark.parametrize("size", [441, 4097, 16_384])
def test_who_listens_hears_the_mix_and_nothing_else(size: int) -> None:
    sink = MemorySink(size, channels=2)
    sink.drain(Transport(mix(Master(-18, (laid(WIDE, -38),)))))
    assert sink.samples.tobytes() == heard(WIDE).tobytes()


def test_a_session_that_is_made_louder_is_as_it_would_be_if_it_had_been_asked_for() -> None:
    louder = mix(Master(-21, (laid(WIDE, -41), WakeTone(Fraction(1)))).at(-18))
    asked = mix(Master(-18, (laid(WIDE, -38), WakeTone(Fraction(1)))))
    assert louder.render(0, 24 * SECOND).tobytes() == asked.render(0, 24 * SECOND).tobytes()


class Slow:
    """A bed that is one slow wave, left and right a quarter of a turn apart."""

    channels, measure_frames, peak = 2, SECOND, 1.0

    def render(self, start: int, frames: int) -> Block:
        turns = 2 * np.pi * 5 * np.arange(start, start + frames) / SECOND
        return np.stack([np.sin(turns), np.cos(turns)], axis=1).astype(np.float32)


@pytest.mark.parametrize("size", [50, 441, 1000])
def test_nothing_clicks_in_either_channel(size: int) -> None:
    """Pauses, jumps, answers and another volume make no step larger than two ramps do."""
    quiet = {sound: 0 * clip for sound, clip in CLIPS.items()}
    finish = Master(-18, (LevelledBed(Slow(), -20),))
    transport = Transport(Mix(mix(None).timeline, quiet, finish), position=4 * SECOND)
    blocks: list[Block] = []

    def listen(frames: int) -> None:
        blocks.extend(transport.read(size) for _ in range(frames // size))

    listen(2000)
    for command in (Command.PAUSE, Command.RESUME, Command.NEXT, Command.PREVIOUS):
        transport.send(command)
        listen(2000)
    transport.say(quiet[WORDS], transport.position)
    transport.turn_down(-6)
    listen(SECOND + 2 * CALM)
    transport.say(quiet[WORDS], transport.position)
    listen(SECOND // 2)
    transport.send(Command.PAUSE)
    listen(SECOND)
    transport.greet(quiet[WORDS], transport.position)
    transport.send(Command.RESUME)
    listen(SECOND)
    transport.send(Command.NEXT)
    listen(SECOND)
    steps = np.abs(np.diff(np.concatenate(blocks), axis=0)).max(axis=0)
    highest = np.abs(np.concatenate(blocks)).max(axis=0)
    assert (highest > 0.01).all()
    assert (steps <= highest * 2 / RAMP).all()


def test_in_a_pause_words_are_in_the_middle_and_alone() -> None:
    transport = Transport(mix(Master(-18, (laid(WIDE, -38),))), position=4 * SECOND)
    transport.send(Command.PAUSE)
    transport.read(SECOND)
    transport.say(CLIPS[WORDS], 4 * SECOND)
    said = transport.read(SECOND)
    assert np.array_equal(said, np.hstack([CLIPS[WORDS], CLIPS[WORDS]]))


def answer(transport: Transport) -> None:
    transport.say(CLIPS[WORDS], transport.position)


def greet(transport: Transport) -> None:
    transport.send(Command.PAUSE)
    transport.greet(CLIPS[WORDS], transport.position)
    transport.send(Command.RESUME)


@pytest.mark.parametrize("speak", [answer, greet])
@pytest.mark.parametrize("size", [63, 441, SECOND])
def test_under_words_for_which_the_session_waits_left_stays_left(
    size: int, speak: Callable[[Transport], None]
) -> None:
    under, at = laid(TONE, -38), 4 * SECOND
    transport = Transport(mix(Master(-18, (under,))), position=at)
    speak(transport)
    heard = np.concatenate([transport.read(size) for _ in range(SECOND // size)])
    left, right = heard[CALM:].T
    assert np.array_equal(right, CLIPS[WORDS][CALM:, 0])
    bed = under.bed.render(at + CALM, len(left))[:, 0] * under.gain * DUCKED
    np.testing.assert_allclose(left - right, bed, rtol=0, atol=1e-7)
    assert np.abs(bed).max() > 0.005
