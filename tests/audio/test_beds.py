"""Beds: the same bits however they are cut, level for half an hour, no seam, no loop, no hiss."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcue.audio.beds import BEDS, Bed, Loop, measure
from matcue.audio.loudness import Meter, integrated, true_peak
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    import numpy.typing as npt

    from matcue.audio.samples import Block, Samples

HALF_HOUR = 1800
TICKS = 20
"""Measurements of level a second."""
BANDS = ((20, 100), (100, 250), (250, 500), (500, 1000))
GRAIN = 1 << 17


@cache
def bed(name: str) -> Bed:
    return BEDS[name]()


def heard(name: str, start: int, frames: int) -> Samples:
    """Some of a bed that is mono, one-dimensional."""
    (mono,) = bed(name).render(start, frames).T
    return np.asarray(mono, np.float32)


@cache
def levels(name: str) -> npt.NDArray[np.float64]:
    """Energy of half an hour of a bed, all of it and in each of `BANDS`; shape (ticks, 5)."""
    tick = HOUSE_RATE // TICKS
    pitch = np.fft.rfftfreq(2 * tick, 1 / HOUSE_RATE)
    found = []
    for minute in range(0, HALF_HOUR, 60):
        samples = heard(name, minute * HOUSE_RATE, 60 * HOUSE_RATE).reshape(-1, 2 * tick)
        power = np.abs(np.fft.rfft(samples * np.hanning(2 * tick))) ** 2
        split = [power[:, (pitch >= low) & (pitch < high)].sum(axis=1) for low, high in BANDS]
        found.append(np.stack([power.sum(axis=1), *split], axis=1))
    return np.concatenate(found)


@pytest.mark.parametrize("name", BEDS)
@settings(max_examples=20, deadline=None)
@given(start=st.integers(0, 10 * GRAIN), sizes=st.lists(st.integers(1, GRAIN), max_size=4))
def test_the_size_of_blocks_never_changes_a_bit(name: str, start: int, sizes: list[int]) -> None:
    whole, at = bed(name).render(start, sum(sizes)), start
    for size in sizes:
        expected = whole[at - start : at - start + size]
        assert bed(name).render(at, size).tobytes() == expected.tobytes()
        at += size


@pytest.mark.parametrize("name", BEDS)
def test_a_bed_is_the_same_each_time_it_is_made(name: str) -> None:
    again = BEDS[name]().render(5 * GRAIN - 100, 1000)
    assert again.tobytes() == bed(name).render(5 * GRAIN - 100, 1000).tobytes()


@pytest.mark.parametrize("name", BEDS)
def test_after_ten_hours_it_still_sounds(name: str) -> None:
    late = bed(name).render(36_000 * HOUSE_RATE, 20 * HOUSE_RATE)
    assert integrated(late) == pytest.approx(measure(bed(name)).integrated, abs=3)


@pytest.mark.parametrize("name", BEDS)
@pytest.mark.parametrize("piece", [GRAIN, 1 << 12])
def test_there_is_no_seam_where_pieces_meet(name: str, piece: int) -> None:
    jumps = np.abs(np.diff(heard(name, 0, 120 * HOUSE_RATE)))
    seams = jumps[piece - 1 :: piece]
    assert seams.max() <= np.delete(jumps, np.s_[piece - 1 :: piece]).max()
    assert seams.mean() == pytest.approx(jumps.mean(), rel=0.5 if piece == GRAIN else 0.1)


@pytest.mark.parametrize(("name", "decibels"), [("brown", 0.8), ("rain", 0.4), ("drone", 2.5)])
def test_half_an_hour_is_level(name: str, decibels: float) -> None:
    three_seconds = levels(name)[:, 0].reshape(-1, 3 * TICKS // 2).mean(axis=1)
    spread = 10 * np.log10(three_seconds / three_seconds.mean())
    assert np.abs(spread).max() < decibels


def test_the_ocean_swells_and_never_stops() -> None:
    spread = 10 * np.log10(levels("ocean")[:, 0].reshape(-1, 3 * TICKS // 2).mean(axis=1))
    assert 6 < spread.max() - spread.min() < 15


def likeness(levels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How like itself a level is after each number of ticks, up to half of all; 1 is the same."""
    around = np.log(levels) - np.log(levels).mean()
    ticks = len(around)
    power = np.abs(np.fft.rfft(around, 2 * ticks)) ** 2
    alike = np.fft.irfft(power)[: ticks // 2] / np.arange(ticks, ticks - ticks // 2, -1)
    return np.asarray(alike / alike[0], np.float64)


@pytest.mark.parametrize("name", BEDS)
@pytest.mark.parametrize("band", range(1 + len(BANDS)))
def test_nothing_comes_round_in_half_an_hour(name: str, band: int) -> None:
    assert likeness(levels(name)[:, band])[5 * TICKS // 2 :].max() < 0.2


def test_what_comes_round_would_be_found() -> None:
    minute = levels("rain")[: 60 * TICKS // 2, 0]
    assert likeness(np.tile(minute, 30))[5 * TICKS // 2 :].max() > 0.9


@pytest.mark.parametrize(
    ("name", "decibels"), [("brown", -25), ("ocean", -22), ("drone", -60), ("rain", -6)]
)
def test_there_is_little_over_two_kilohertz(name: str, decibels: float) -> None:
    power = np.abs(np.fft.rfft(heard(name, 0, 60 * HOUSE_RATE))) ** 2
    high = power[2000 * 60 :].sum() / power.sum()
    assert 10 * np.log10(high) < decibels


@pytest.mark.parametrize("name", BEDS)
def test_a_minute_tells_how_loud_half_an_hour_is(name: str) -> None:
    later = loudness(bed(name), 1000, 1120)
    assert measure(bed(name)).integrated == pytest.approx(later, abs=0.8)


def loudness(heard: Bed, since: int, until: int) -> float:
    """The integrated loudness of some seconds of a bed."""
    meter = Meter(heard.channels)
    for second in range(since, until):
        meter.add(heard.render(second * HOUSE_RATE, HOUSE_RATE))
    return meter.read().integrated


def recording(samples: Samples) -> Loop:
    return Loop(samples.reshape(-1, 1))


LOUDEST = {"brown": 208, "rain": 332, "ocean": 557, "drone": 484}
"""The minutes in which beds are highest, of ten hours."""


@pytest.mark.parametrize("name", BEDS)
def test_nothing_is_higher_than_the_highest_level_of_ten_hours(name: str) -> None:
    minute = bed(name).render(LOUDEST[name] * 60 * HOUSE_RATE, 60 * HOUSE_RATE)
    peak = 10 ** (true_peak(minute) / 20)
    assert 0.9 * bed(name).peak < peak <= bed(name).peak


@pytest.mark.parametrize("name", BEDS)
@settings(max_examples=10, deadline=None)
@given(second=st.integers(0, 10 * 3600))
def test_no_ten_seconds_are_higher(name: str, second: int) -> None:
    some = bed(name).render(second * HOUSE_RATE, 10 * HOUSE_RATE)
    assert true_peak(some) <= 20 * np.log10(bed(name).peak)


def test_a_recording_goes_round_without_a_seam() -> None:
    seconds = 20
    noise = np.random.default_rng(1).standard_normal(seconds * HOUSE_RATE).astype(np.float32)
    loop = recording(noise)
    round_ = (seconds - 5) * HOUSE_RATE
    assert loop.render(3 * round_ + 7, 100).tobytes() == loop.render(7, 100).tobytes()
    noise -= noise.mean(dtype=np.float64).astype(np.float32)
    assert loop.render(6 * HOUSE_RATE, 100).tobytes() == noise[6 * HOUSE_RATE :][:100].tobytes()
    joined = loop.render(round_ - 1, 2).ravel()
    assert joined == pytest.approx(noise[round_ - 1 : round_ + 1], abs=1e-3)
    power = loop.render(0, 2 * round_).reshape(-1, HOUSE_RATE).std(axis=1)
    assert power == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("frames", [1, 2, 3, 100])
def test_the_shortest_recordings_go_round_too(frames: int) -> None:
    loop = recording(np.arange(frames, dtype=np.float32))
    late = 10**12 * loop.measure_frames
    assert np.array_equal(loop.render(late, 1000), loop.render(0, 1000))
    assert len(loop.render(0, 1000)) == 1000


def test_all_of_a_recording_tells_how_loud_it_is() -> None:
    time = np.arange(130 * HOUSE_RATE) / HOUSE_RATE
    swelling = np.sin(6000 * time) * np.where(time < 61, 0.001, 0.1)
    loop = recording(swelling.astype(np.float32))
    assert measure(loop).integrated == pytest.approx(loudness(loop, 0, 125))


def two_sides(seconds: int) -> Block:
    """Two noises, the right one half as loud as the left."""
    noise = np.random.default_rng(1).standard_normal((seconds * HOUSE_RATE, 2))
    return np.asarray(noise * (0.1, 0.05), np.float32)


def test_each_side_of_a_recording_goes_round_as_it_would_alone() -> None:
    both = two_sides(20)
    loop, sides = Loop(both), [recording(side) for side in both.T]
    assert loop.channels == 2
    around = [bed.render(14 * HOUSE_RATE, 3 * HOUSE_RATE) for bed in (loop, *sides)]
    assert np.array_equal(around[0], np.hstack(around[1:]))
    assert loop.peak == max(side.peak for side in sides)


def test_both_sides_of_a_recording_tell_how_loud_it_is() -> None:
    both = two_sides(20)
    loud, soft = (measure(recording(side)).integrated for side in both.T)
    assert loud - soft == pytest.approx(6.02, abs=0.05)
    assert measure(Loop(both)).integrated == pytest.approx(loud + 10 * np.log10(1.25), abs=0.05)


def test_a_constant_under_a_recording_is_taken_away() -> None:
    tone = np.sin(np.arange(HOUSE_RATE) / 10).astype(np.float32) * np.float32(0.1)
    lifted = recording(tone + np.float32(0.5)).render(0, HOUSE_RATE)
    np.testing.assert_allclose(lifted, recording(tone).render(0, HOUSE_RATE), rtol=0, atol=1e-6)
    assert not recording(np.full(HOUSE_RATE, 0.5, np.float32)).render(0, HOUSE_RATE).any()
