"""Gains over time: exact where they are flat, on half a cosine between, the same however cut."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.audio.envelope import (
    BRIDGED,
    DOWN,
    DUCKED,
    FADE_IN,
    FADE_OUT,
    ONSET,
    UP,
    Envelope,
    Segment,
    ducking,
    fading,
    leading,
)
from matcue.routine.enums import Chimes
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import Chime, Pause, Script, Section, Speech, Timeline
from matcue.units import HOUSE_RATE

SECOND = HOUSE_RATE
WORDS, BELL = Speech("words"), Chime(Chimes.START)


def timeline(*items: Speech | Chime | Fraction | int) -> Timeline:
    """Words of a second, a chime of half a second, and seconds of quiet."""
    heard = tuple(
        each if isinstance(each, Speech | Chime) else Pause(Fraction(each)) for each in items
    )
    section = Section("T", heard)
    part = arrange(section, 0, {WORDS: SECOND, BELL: SECOND // 2})
    return lay(Script("T", "T", (section,)), [part], "v")


def test_a_turn_runs_along_half_a_cosine() -> None:
    course = Envelope(1, [Segment(10, 4, 0)])
    falling = [1, 0.8535534, 0.5, 0.1464466]
    assert course.at(8, 8).tolist() == pytest.approx([1, 1, *falling, 0, 0])
    assert course.at(12, 1).tolist() == [0.5]
    assert course.at(100, 2).tolist() == [0, 0]


def test_turns_never_overlap() -> None:
    with pytest.raises(ValueError, match="before the one before it is done"):
        Envelope(1, [Segment(0, 5, 0), Segment(4, 5, 1)])


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 2, width=32)), max_size=6
    ),
    st.integers(-5, 60),
    st.integers(1, 60),
)
def test_any_stretch_is_a_slice_of_the_whole(
    steps: list[tuple[int, int, float]], start: int, frames: int
) -> None:
    turns, at = [], 0
    for gap, length, level in steps:
        turns.append(Segment(at + gap, length, level))
        at += gap + length
    course = Envelope(1, turns)
    whole = course.at(-5, 200)
    assert course.at(start, frames).tobytes() == whole[start + 5 : start + 5 + frames].tobytes()


def test_a_bed_is_down_before_the_words_and_up_after_them() -> None:
    course = ducking(timeline(5, WORDS, 5))
    words, end = 5 * SECOND, 6 * SECOND
    assert course.at(0, words - DOWN + 1).tolist() == [1] * (words - DOWN + 1)
    assert course.at(words - DOWN // 2, 1)[0] == pytest.approx((1 + DUCKED) / 2)
    assert course.at(words, SECOND + 1).tolist() == [DUCKED] * (SECOND + 1)
    assert course.at(end + UP // 2, 1)[0] == pytest.approx((1 + DUCKED) / 2)
    assert course.at(end + UP, SECOND).tolist() == [1] * SECOND


def test_short_gaps_between_words_are_bridged_and_two_seconds_are_not() -> None:
    bridged = ducking(timeline(5, WORDS, Fraction(BRIDGED - 1, SECOND), WORDS))
    assert set(bridged.at(5 * SECOND, 2 * SECOND).tolist()) == {DUCKED}
    apart = ducking(timeline(5, WORDS, Fraction(BRIDGED, SECOND), WORDS))
    assert apart.at(6 * SECOND + UP, 1).tolist() == [1]


def test_a_chime_ducks_nothing() -> None:
    whole = timeline(5, BELL, 5)
    assert set(ducking(whole).at(0, whole.frames).tolist()) == {1}


def test_a_bed_begins_and_ends_softly() -> None:
    whole = timeline(30)
    course = fading(whole)
    assert course.at(0, 1).tolist() == [0]
    assert course.at(FADE_IN, 30 * SECOND - FADE_IN - FADE_OUT).min() == 1
    assert course.at(whole.frames - 1, 1)[0] == pytest.approx(0, abs=1e-6)
    assert course.at(whole.frames - FADE_OUT // 2, 1)[0] == pytest.approx(0.5)


def test_a_short_whole_has_short_fades() -> None:
    assert fading(timeline(4)).at(3 * SECOND // 2, 1).tolist() == [1]


def lead(whole: Timeline, at: int) -> float:
    return float(leading(whole, 4410, 0.25, 1).at(at, 1)[0])


def test_words_after_silence_have_a_lead() -> None:
    whole = timeline(WORDS, 3, WORDS)
    words = 4 * SECOND
    assert lead(whole, words - 4410) == 0.25
    assert lead(whole, words - 3 * 1103) == pytest.approx(0.625, abs=0.01)
    assert lead(whole, words - 2205) == 1
    assert lead(whole, words) == 1
    assert lead(whole, words + ONSET) == 0.25


def test_no_lead_comes_before_words_that_follow_words_or_a_chime() -> None:
    whole = timeline(WORDS, 2, WORDS, 3, BELL, 1, WORDS)
    assert set(leading(whole, 4410, 0.25, 1).at(0, whole.frames).tolist()) == {0.25}


def test_the_first_words_have_as_much_lead_as_there_is_silence_before_them() -> None:
    whole = timeline(Fraction(1, 20), WORDS)
    assert lead(whole, 0) == 0.25
    assert lead(whole, 2204) == 1
