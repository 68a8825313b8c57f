from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcue.audio.loudness import (
    Loudness,
    Meter,
    integrated,
    momentary,
    true_peak,
)
from matcue.audio.samples import to_pcm
from matcue.units import HOUSE_RATE, Rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcue.audio.samples import Block, Samples

TIME = np.arange(3 * HOUSE_RATE) / HOUSE_RATE
SOUNDS = {
    "a low sine": 0.5 * np.sin(2 * np.pi * 100 * TIME),
    "a high sine": 0.1 * np.sin(2 * np.pi * 6000 * TIME),
    "noise": 0.1 * np.random.default_rng(1).standard_normal(len(TIME)),
    "noise with pauses": 0.1
    * np.random.default_rng(1).standard_normal(len(TIME))
    * (np.sin(2 * np.pi * TIME) > 0),
    "loud and soft": 0.2 * np.sin(2 * np.pi * 440 * TIME) * np.where(TIME < 1, 1, 0.1),
}


def judged(samples: Samples) -> tuple[float, float]:
    """Integrated and highest momentary loudness, by FFmpeg; shape (frames,) or (frames, 2)."""
    found = _measured(samples)
    loudest = max(float(each.get("lavfi.r128.M", -99)) for each in found)
    return float(found[-1]["lavfi.r128.I"]), loudest


def judged_peak(samples: Samples) -> float:
    """The true peak of all channels in dBTP, by FFmpeg."""
    last = _measured(samples)[-1]
    return float(20 * np.log10(float(last["lavfi.r128.true_peak"])))


def _measured(samples: Samples) -> list[dict[str, str]]:
    """What FFmpeg tells after each tenth of a second."""
    layout = "mono" if samples.ndim == 1 else "stereo"
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=HOUSE_RATE, format="s16", layout=layout, time_base=Fraction(1, HOUSE_RATE)
    )
    meter = graph.add("ebur128", "metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    pcm = to_pcm(samples)
    for at in range(0, len(pcm), 4410):
        part = np.ascontiguousarray(pcm[at : at + 4410]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="s16", layout=layout)
        frame.sample_rate, frame.pts = HOUSE_RATE, at
        source.push(frame)
    source.push(None)
    found: list[dict[str, str]] = []
    while True:
        try:
            found.append(dict(sink.pull().metadata))
        except av.error.EOFError:
            return found


@pytest.mark.parametrize("name", SOUNDS)
def test_loudness_is_what_ffmpeg_measures(name: str) -> None:
    samples = np.asarray(SOUNDS[name], np.float32)
    whole, loudest = judged(samples)
    assert integrated(samples) == pytest.approx(whole, abs=0.02)
    assert momentary(samples) == pytest.approx(loudest, abs=0.02)


@pytest.mark.parametrize(("left", "right"), [*combinations(SOUNDS, 2)])
def test_two_channels_are_as_loud_as_ffmpeg_measures(left: str, right: str) -> None:
    both = np.stack([SOUNDS[left], SOUNDS[right]], axis=1).astype(np.float32)
    whole, _ = judged(both)
    assert integrated(both) == pytest.approx(whole, abs=0.02)


@pytest.mark.parametrize("order", [1, -1])
def test_the_higher_one_of_two_channels_is_the_peak_that_ffmpeg_finds(order: int) -> None:
    both = np.stack([SOUNDS["a low sine"], SOUNDS["loud and soft"]][::order], axis=1)
    found = true_peak(both.astype(np.float32))
    assert found == pytest.approx(-6.02, abs=0.01)
    assert found == pytest.approx(judged_peak(both.astype(np.float32)), abs=0.01)


def test_the_same_in_two_channels_is_three_lu_louder() -> None:
    one = np.asarray(SOUNDS["noise with pauses"], np.float32)
    both = np.stack([one, one], axis=1)
    assert integrated(both) - integrated(one) == pytest.approx(10 * np.log10(2), abs=1e-4)
    assert true_peak(both) == true_peak(one)


def test_a_full_scale_sine_of_997_hertz_is_at_minus_three() -> None:
    sine = np.sin(2 * np.pi * 997 * TIME).astype(np.float32)
    assert integrated(sine) == pytest.approx(-3.01, abs=0.01)


def test_silence_has_no_loudness() -> None:
    silent = np.zeros(100, np.float32)
    assert integrated(silent) == momentary(silent) == true_peak(silent) == float("-inf")


def test_a_true_peak_lies_between_samples() -> None:
    quarter = np.sin(np.pi / 2 * np.arange(4410) + np.pi / 4) * np.hanning(4410) / 2
    assert 20 * np.log10(np.abs(quarter).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(quarter.astype(np.float32)) == pytest.approx(-6.02, abs=0.01)


def test_what_is_short_is_as_loud_as_its_energy_in_400_ms() -> None:
    sine = np.sin(2 * np.pi * 997 * TIME).astype(np.float32)
    assert momentary(sine[: round(0.2 * HOUSE_RATE)]) == pytest.approx(-6.02, abs=0.05)


@cache
def both() -> Block:
    """Two channels, each of noise and a sine that ends in a click, and silence between them."""
    noise, sine = SOUNDS["noise with pauses"][:60_000], SOUNDS["a high sine"][:50_000]
    parts = np.concatenate([0.3 * noise, np.zeros(100_000), sine, [0.9, -0.9]])
    return np.stack([parts, 0.5 * parts[::-1]], axis=1).astype(np.float32)


def metered(parts: Iterable[Block], channels: int, rate: Rate = HOUSE_RATE) -> Loudness:
    """What a meter says of some parts."""
    meter = Meter(channels, rate)
    for part in parts:
        meter.add(part)
    return meter.read()


LENGTHS = [1, 2000, 4409, 17_640, 66_150, 105_840, len(both())]


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("frames", LENGTHS)
def test_a_meter_says_what_is_said_of_the_whole(frames: int, channels: int) -> None:
    samples = both()[-frames:, :channels]
    read = metered([samples], channels)
    assert read.integrated == pytest.approx(integrated(samples), abs=1e-5)
    assert read.peak == pytest.approx(true_peak(samples), abs=1e-5)


@pytest.mark.parametrize("at", [4409, 66_149, 66_150])
def test_a_meter_hears_what_the_filters_give_out_after_a_click(at: int) -> None:
    samples = np.zeros((100_000, 1), np.float32)
    samples[at] = 0.9
    assert metered([samples], 1).integrated == pytest.approx(integrated(samples), abs=1e-4)


@given(st.lists(st.integers(0, len(both())), max_size=12), st.sampled_from([1, 2]))
@settings(max_examples=15, deadline=None)
def test_a_meter_says_the_same_of_all_parts(cuts: list[int], channels: int) -> None:
    samples = both()[:, :channels]
    assert metered(np.split(samples, sorted(cuts)), channels) == metered([samples], channels)


@pytest.mark.parametrize("frames", [1, 7, 4410])
def test_a_meter_says_the_same_of_small_parts(frames: int) -> None:
    samples = both()[-70_000:, :1]
    parts = np.split(samples, range(frames, len(samples), frames))
    assert metered(parts, 1) == metered([samples], 1)


def between_silences(hertz: int, rate: int) -> Samples:
    """Two sines, the second of them softer, and long silence between them, at a rate."""
    sine = np.sin(2 * np.pi * hertz * np.arange(3 * rate) / rate)
    return np.concatenate([sine / 2, np.zeros(7 * rate), sine / 4]).astype(np.float32)


@pytest.mark.parametrize("hertz", [60, 997, 6000])
def test_a_meter_says_the_same_at_another_rate(hertz: int) -> None:
    rate = Rate(48_000)
    found = metered([between_silences(hertz, rate).reshape(-1, 1)], 1, rate)
    wanted = between_silences(hertz, HOUSE_RATE)
    assert found.integrated == pytest.approx(integrated(wanted), abs=0.01)
    assert found.peak == pytest.approx(true_peak(wanted), abs=0.2)


def test_a_meter_that_heard_nothing_says_so() -> None:
    assert Meter().read() == Loudness(float("-inf"), float("-inf"))
