"""The last touch: loudness, peaks, and what lies under the words; equal however much is ready."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcue.audio.beds import BEDS, Loop
from matcue.audio.envelope import DUCKED, FADE_OUT
from matcue.audio.layers import FLOOR, LEAD_LEVEL, LevelledBed, WakeTone
from matcue.audio.layers import HIGHEST as HIGHEST_OF_BED
from matcue.audio.limiter import CEILING_DBTP
from matcue.audio.loudness import Meter, integrated, true_peak
from matcue.audio.mastering import Master
from matcue.audio.mix import Mix
from matcue.audio.transport import RAMP, Transport
from matcue.errors import UsageError
from matcue.routine.enums import Chimes
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import (
    Chapter,
    Chime,
    Cue,
    Pause,
    Script,
    Section,
    Sound,
    Speech,
    Timeline,
)
from matcue.units import HOUSE_RATE, Frames
from tests.audio.test_beds import LOUDEST

if TYPE_CHECKING:
    from matcue.audio.samples import Block

SECOND = HOUSE_RATE
TIME = np.arange(SECOND) / SECOND
WORDS, LOUD, BELL = Speech("words"), Speech("loud"), Chime(Chimes.START)


def clip(samples: np.typing.NDArray[np.float64]) -> Block:
    return samples.astype(np.float32).reshape(-1, 1)


CLIPS: dict[Sound, Block] = {
    WORDS: clip(0.2 * np.sin(2 * np.pi * 300 * TIME)),
    LOUD: clip(0.8 * np.sin(2 * np.pi * 300 * TIME) * np.hanning(SECOND) ** 8),
    BELL: clip(0.2 * np.sin(2 * np.pi * 500 * TIME)),
}
SECTIONS = (
    Section("one", (WORDS, Pause(Fraction(7)), WORDS, Pause(Fraction(1)))),
    Section("two", (WORDS, Pause(Fraction(4)), BELL, WORDS, Pause(Fraction(3)))),
    Section("three", (Pause(Fraction(2)), LOUD, Pause(Fraction(6)))),
)


def mix(finish: Master | None, sections: int = 3) -> Mix:
    """The first of `SECTIONS` mixed."""
    script = Script("T", "T", SECTIONS)
    lengths = {sound: len(each) for sound, each in CLIPS.items()}
    parts = [arrange(section, i, lengths) for i, section in enumerate(SECTIONS[:sections])]
    return Mix(lay(script, parts, "v"), CLIPS, finish)


@cache
def finish(name: str) -> Master:
    under = (LevelledBed(BEDS[name](), -38), WakeTone(Fraction(2, 5)))
    return Master(-16, under)


@cache
def heard(name: str) -> Block:
    whole = mix(finish(name))
    return whole.render(0, whole.frames)


@pytest.mark.parametrize("name", BEDS)
@settings(max_examples=15, deadline=None)
@given(start=st.integers(0, 20 * SECOND), frames=st.integers(1, 4 * SECOND))
def test_any_stretch_is_a_slice_of_the_whole(name: str, start: int, frames: int) -> None:
    expected = heard(name)[start : start + frames]
    got = mix(finish(name)).render(start, frames)
    assert got[: len(expected)].tobytes() == expected.tobytes()
    assert not got[len(expected) :].any()


@pytest.mark.parametrize("sections", [1, 2])
def test_what_is_settled_sounds_the_same_when_more_is_ready(sections: int) -> None:
    part = mix(finish("brown"), sections)
    assert part.settled == part.frames - FADE_OUT
    settled = part.render(0, part.settled)
    assert settled.tobytes() == heard("brown")[: part.settled].tobytes()


def test_a_transport_waits_for_what_is_not_settled() -> None:
    transport = Transport(mix(finish("brown"), 1), complete=False)
    block = transport.read(30 * SECOND)
    assert transport.position == 10 * SECOND - FADE_OUT
    assert len(block) == 30 * SECOND
    transport.extend(mix(finish("brown")), complete=True)
    rest = transport.read(60 * SECOND)
    settled = 10 * SECOND - FADE_OUT
    assert np.array_equal(block[:settled], heard("brown")[:settled])
    assert np.array_equal(rest[RAMP:], heard("brown")[settled + RAMP :])


@pytest.mark.parametrize("size", [63, 441, 4410, 3 * SECOND])
def test_a_bed_falls_silent_and_rises_again_where_preparation_falls_behind(size: int) -> None:
    over = Master(-18, (LevelledBed(hum(100), -28),))
    transport, settled = Transport(mix(over, 1), complete=False), 10 * SECOND - FADE_OUT
    before = [transport.read(size) for _ in range(settled // size + min(30, 2 + SECOND // size))]
    transport.extend(mix(over), complete=True)
    heard = np.concatenate([*before, transport.read(SECOND)])[settled - 10 :, 0]
    assert np.abs(np.diff(heard)).max() < 0.005
    assert not before[-1][-1:].any()


def test_too_little_for_its_fades_is_not_settled_at_all() -> None:
    script, section = Script("T", "T", SECTIONS), Section("brief", (WORDS, Pause(Fraction(6))))
    brief = lay(script, [arrange(section, 0, {WORDS: SECOND})], "v")
    assert Mix(brief, CLIPS, finish("brown")).settled == 0


def test_the_reference_leaves_clips_as_they_are() -> None:
    plain = mix(None)
    clips = plain.render(0, 9 * SECOND)
    assert mix(Master()).render(0, 9 * SECOND).tobytes() == clips.tobytes()


@pytest.mark.parametrize("loudness", [-30, -24, -18.5])
def test_loudness_is_one_gain_for_all(loudness: float) -> None:
    plain, made = (mix(each).render(0, 24 * SECOND)[:, 0] for each in (None, Master(loudness)))
    assert integrated(made) - integrated(plain) == pytest.approx(loudness + 18, abs=0.01)


@pytest.mark.parametrize("loudness", [-18, -15, -12])
def test_no_peak_is_over_the_ceiling(loudness: float) -> None:
    under = (LevelledBed(BEDS["rain"](), loudness - 10),)
    whole = mix(Master(loudness, under))
    assert true_peak(whole.render(0, whole.frames)[:, 0]) <= CEILING_DBTP + 0.001


@pytest.mark.parametrize("name", BEDS)
def test_no_peak_is_over_the_ceiling_where_a_bed_is_loudest(name: str) -> None:
    bed, minute = BEDS[name](), LOUDEST[name] * 60 * SECOND
    heard = bed.render(minute, 60 * SECOND)
    loudest = minute + int(np.abs(heard).argmax())
    wave = np.sign(heard[loudest - minute]) * np.sin(np.pi * TIME)
    until = Pause(Fraction(loudest - SECOND // 2, SECOND))
    script = Script("T", "T", (Section("T", (until, BELL, Pause(Fraction(9)))),))
    timeline = lay(script, [arrange(script.sections[0], 0, {BELL: SECOND})], "v")
    finish = Master(-12, (LevelledBed(bed, -22), WakeTone(Fraction(2))))
    whole = Mix(timeline, {BELL: clip(wave)}, finish)
    around = whole.render(loudest - SECOND, 2 * SECOND)[:, 0]
    assert CEILING_DBTP - 0.6 < true_peak(around) <= CEILING_DBTP


def test_words_make_room_for_a_chime_that_sounds_with_them() -> None:
    script = Script("T", "T", (Section("T", (BELL, LOUD)),))
    part = arrange(script.sections[0], 0, {BELL: SECOND, LOUD: SECOND})
    timeline = lay(script, [part], "v")
    loud = CLIPS | {BELL: CLIPS[BELL] * np.float32(2)}
    assert true_peak(Mix(timeline, loud).render(0, SECOND)[:, 0]) > CEILING_DBTP + 0.5
    made = Mix(timeline, loud, Master()).render(0, SECOND)[:, 0]
    assert CEILING_DBTP - 1.5 < true_peak(made) <= CEILING_DBTP


@pytest.mark.parametrize("name", BEDS)
def test_a_bed_is_as_loud_as_it_is_asked_to_be(name: str) -> None:
    script = Script("T", "T", (Section("T", (Pause(Fraction(120)),)),))
    timeline = lay(script, [arrange(script.sections[0], 0, {})], "v")
    whole = Mix(timeline, {}, Master(-18, (LevelledBed(BEDS[name](), -38),)))
    meter = Meter()
    for second in range(10, 110, 10):
        meter.add(whole.render(second * SECOND, 10 * SECOND))
    assert meter.read().integrated == pytest.approx(-38, abs=0.8)


def test_a_bed_is_ducked_by_six_decibels_at_any_loudness() -> None:
    tone = Loop(clip(0.1 * np.sin(2 * np.pi * 441 * np.arange(30 * SECOND) / SECOND)))
    for loudness in (-18, -14):
        layer = LevelledBed(tone, loudness - 20).layer(mix(None).timeline)
        between, under = layer.render(6 * SECOND, SECOND), layer.render(8 * SECOND, SECOND)
        assert under.std() / between.std() == pytest.approx(DUCKED, abs=1e-4)


@pytest.mark.parametrize("level", [0, 0.5, 0.3])
def test_a_silent_bed_is_refused(level: float) -> None:
    with pytest.raises(UsageError, match="silent"):
        LevelledBed(Loop(np.full((1000, 1), level, np.float32)), -38)


def clicks() -> Loop:
    """Half a minute with a click each second, hardly loud and very high."""
    samples = np.zeros(30 * SECOND)
    samples[::SECOND], samples[1::SECOND] = 0.99, -0.9
    return Loop(clip(samples))


def test_a_bed_of_high_peaks_is_softer_and_leaves_the_words_room() -> None:
    laid = LevelledBed(clicks(), -22)
    layer = laid.layer(mix(None).timeline).render(0, 24 * SECOND)
    assert true_peak(layer) <= 20 * np.log10(HIGHEST_OF_BED) + 0.01
    made, plain = (mix(Master(-12, under)).render(0, 24 * SECOND)[:, 0] for under in ((laid,), ()))
    assert true_peak(made) <= CEILING_DBTP
    assert integrated(made) == pytest.approx(integrated(plain), abs=1)


RINGING = CLIPS | {BELL: clip(0.8 * np.sin(2 * np.pi * 500 * TIME))}


@cache
def hum(hertz: float) -> Loop:
    return Loop(clip(np.sin(2 * np.pi * hertz * np.arange(30 * SECOND) / SECOND)))


def together(*starts: tuple[Sound, float]) -> Timeline:
    """A section of sounds of a second, each from its time on."""
    cues = tuple(Cue(Frames(int(at * SECOND)), Frames(SECOND), each, 0) for each, at in starts)
    chapter = Chapter(Section("T", (BELL,)), Frames(0), Frames(10 * SECOND))
    return Timeline("T", "T", "v", HOUSE_RATE, cues, (chapter,))


@pytest.mark.parametrize("loudness", [-18, -12])
@pytest.mark.parametrize("over_a_hum", [False, True])
@pytest.mark.parametrize(
    "cues",
    [
        ((BELL, 4),),
        ((BELL, 4), (BELL, 4)),
        ((BELL, 4), (BELL, 4.4), (BELL, 4.8)),
        ((BELL, 4), (WORDS, 4)),
        ((BELL, 4), (BELL, 4.25), (LOUD, 4.5)),
    ],
)
def test_no_peak_is_over_the_ceiling_whatever_rings_together(
    cues: tuple[tuple[Sound, float], ...], loudness: float, *, over_a_hum: bool
) -> None:
    timeline = together(*cues)
    finish = Master(loudness, (LevelledBed(hum(500), -15),) if over_a_hum else ())
    assert (
        true_peak(Mix(timeline, RINGING, finish).render(0, 10 * SECOND)[:, 0])
        <= CEILING_DBTP + 0.01
    )
    for clip in finish.clips(timeline, RINGING):
        assert np.abs(clip).max() > 0.15


def test_leads_move_nothing_and_fill_only_silence() -> None:
    plain, leads = mix(None), mix(Master(-18, (WakeTone(Fraction(2, 5)),)))
    assert leads.timeline == plain.timeline
    added = (leads.render(0, 11 * SECOND) - plain.render(0, 11 * SECOND))[:, 0]
    lead = added[8 * SECOND - SECOND // 5 : 8 * SECOND]
    assert lead.std() == pytest.approx(LEAD_LEVEL, rel=0.15)
    assert added[4 * SECOND : 6 * SECOND].std() == pytest.approx(FLOOR, rel=0.1)


def test_without_leads_or_a_bed_silence_is_digital() -> None:
    assert not mix(Master()).render(SECOND, 7 * SECOND).any()
