import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from matcue.audio.clip import (
    LEAD,
    SPEECH_PEAK,
    SPEECH_RMS,
    TAIL,
    from_pcm,
    level,
    limit,
    resample,
    softer,
    spoken,
    to_pcm,
    trim,
)
from matcue.units import HOUSE_RATE

Samples = npt.NDArray[np.float32]


def tone(seconds: float, level_: float, rate: int = HOUSE_RATE, pitch: float = 500) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (level_ * np.sin(2 * np.pi * pitch * time)).astype(np.float32)


def quiet(seconds: float, rate: int = HOUSE_RATE) -> Samples:
    return np.zeros(round(seconds * rate), np.float32)


@given(hnp.arrays(np.int16, st.integers(1, 50), elements=st.integers(-32767, 32767)))
def test_sixteen_bit_samples_survive_being_a_clip(pcm: npt.NDArray[np.int16]) -> None:
    assert np.array_equal(to_pcm(from_pcm(pcm)).ravel(), pcm)


def test_a_clip_is_two_dimensional_and_cannot_be_changed() -> None:
    clip = from_pcm(np.array([1, 2, 3], np.int16))
    assert clip.shape == (3, 1)
    assert clip.dtype == np.dtype(np.float32)
    with pytest.raises(ValueError, match="read-only"):
        clip[0] = 0


def test_what_is_over_full_scale_is_clipped_and_never_wraps() -> None:
    assert to_pcm(np.array([1.5, -1.5], np.float32)).tolist() == [32767, -32767]


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_resampling_keeps_length_and_pitch(rate: int) -> None:
    out = resample(tone(1, 0.5, rate), rate)
    spectrum = np.abs(np.fft.rfft(out))
    assert abs(len(out) - HOUSE_RATE) <= 1
    assert int(spectrum.argmax()) == 500


@pytest.mark.parametrize("loudness", [0.001, 0.05, 0.9])
def test_speech_comes_to_one_level_whatever_the_engine_gave(loudness: float) -> None:
    out = level(tone(1, loudness))
    assert np.sqrt(np.mean(out**2)) == pytest.approx(SPEECH_RMS, rel=0.01)


def test_pauses_do_not_count_as_quiet_speech() -> None:
    with_pauses = np.concatenate([tone(0.5, 0.3), quiet(2), tone(0.5, 0.3)])
    plain = np.abs(level(tone(1, 0.3))).max()
    assert np.abs(level(with_pauses)).max() == pytest.approx(plain, 0.01)


def test_a_spiky_voice_is_kept_under_the_peak_and_loses_little_of_its_level() -> None:
    spiky = tone(1, 0.1)
    spiky[:: HOUSE_RATE // 10] = 0.9
    out = level(spiky)
    assert np.abs(out).max() <= SPEECH_PEAK
    assert np.sqrt(np.mean(out**2)) == pytest.approx(SPEECH_RMS, rel=0.1)


def test_a_limited_peak_is_turned_down_without_a_step() -> None:
    steady = np.full(HOUSE_RATE, 0.5, np.float32)
    steady[HOUSE_RATE // 2] = 1.0
    out = limit(steady, 0.8)
    gain = out / steady
    assert np.abs(out).max() <= 0.8
    assert np.abs(np.diff(gain)).max() < 0.005
    assert np.array_equal(out[: HOUSE_RATE // 3], steady[: HOUSE_RATE // 3])
    assert limit(out, 0.8) is out


def test_silence_stays_silence() -> None:
    assert not level(quiet(1)).any()
    assert spoken(quiet(1), HOUSE_RATE).size == 0
    assert spoken(np.zeros(0, np.float32), 22_050).size == 0


def test_trimming_leaves_every_audible_sample_and_a_known_onset() -> None:
    word = tone(0.3, 0.2, pitch=441)
    kept = trim(np.concatenate([quiet(0.4), word, quiet(0.7)]))
    assert len(kept) == pytest.approx(LEAD + len(word) + TAIL, abs=220)
    onset = int(np.flatnonzero(np.abs(kept) > 0.01)[0])
    assert onset - LEAD < 230
    place = int(np.argmax(np.correlate(kept, word, "valid")))
    assert np.array_equal(kept[place : place + len(word)], word)


def test_a_word_at_the_very_edge_is_not_cut() -> None:
    word = tone(0.3, 0.2, pitch=441)
    kept = trim(word)
    assert np.array_equal(kept[LEAD : LEAD + len(word)], word)


def test_a_clip_starts_and_ends_at_zero() -> None:
    clip = spoken(np.concatenate([quiet(0.1), tone(0.5, 0.5), quiet(0.2)]), HOUSE_RATE)
    assert clip[0] == clip[-1] == 0


def test_a_softer_clip_is_so_many_decibels_softer() -> None:
    clip = from_pcm(np.full(100, 10_000, np.int16))
    assert to_pcm(softer(clip, 6)).tolist() == [[round(10_000 * 10**-0.3)]] * 100
    assert softer(clip, 0) is clip
