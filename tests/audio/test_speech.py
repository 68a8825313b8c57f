import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from matcue.audio.limiter import limit
from matcue.audio.loudness import integrated, true_peak
from matcue.audio.samples import from_pcm, resample, to_pcm
from matcue.audio.speech import (
    LEAD,
    SPEECH_LUFS,
    SPEECH_PEAK,
    SPEECH_RMS,
    TAIL,
    attenuate,
    condition,
    gated_rms,
    normalise,
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


def syllables(seconds: float, level_: float = 0.3) -> Samples:
    """A hum that swells four times a second, as speech does."""
    time = np.arange(round(seconds * HOUSE_RATE)) / HOUSE_RATE
    swell = np.sin(4 * np.pi * time) ** 2
    return (level_ * swell * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


@pytest.mark.parametrize("loudness", [1e-5, 0.001, 0.05, 0.9])
def test_a_sentence_comes_to_one_loudness_whatever_the_engine_gave(loudness: float) -> None:
    assert integrated(normalise(syllables(3, loudness))) == pytest.approx(SPEECH_LUFS, abs=0.01)


def test_speech_that_is_heard_for_over_a_second_is_no_word() -> None:
    fading = np.concatenate([syllables(0.9), syllables(0.2, 0.008)])
    assert integrated(normalise(fading)) == pytest.approx(SPEECH_LUFS, abs=0.01)


@pytest.mark.parametrize("loudness", [0.001, 0.05, 0.9])
def test_a_word_comes_to_one_level_too(loudness: float) -> None:
    assert gated_rms(normalise(syllables(0.5, loudness))) == pytest.approx(SPEECH_RMS, rel=1e-4)


def test_pauses_do_not_count_as_quiet_speech() -> None:
    pause = quiet(4)
    with_pauses = np.concatenate([pause, syllables(3), pause, syllables(3), pause])
    assert integrated(normalise(with_pauses)) == pytest.approx(SPEECH_LUFS, abs=0.01)
    assert np.abs(normalise(with_pauses)).max() == pytest.approx(
        np.abs(normalise(syllables(3))).max(), 0.1
    )


def test_silence_around_a_word_does_not_make_it_a_sentence() -> None:
    around = np.concatenate([quiet(2), syllables(0.5), quiet(2)])
    assert np.abs(normalise(around)).max() == pytest.approx(
        np.abs(normalise(syllables(0.5))).max(), 1e-4
    )


def test_what_cannot_be_heard_is_not_blown_up() -> None:
    assert np.abs(normalise(tone(3, 0.1, pitch=3))).max() < 1


@settings(deadline=None, max_examples=40)
@given(st.floats(0.05, 1), st.floats(50, 15_000), st.floats(0, np.pi), st.floats(0.1, 20))
def test_true_peaks_are_held(seconds: float, pitch: float, phase: float, loudness: float) -> None:
    time = np.arange(round(seconds * HOUSE_RATE)) / HOUSE_RATE
    wave = np.sin(2 * np.pi * pitch * time + phase) * np.hanning(len(time))
    held = limit(np.asarray(loudness * wave, np.float32), SPEECH_PEAK)
    assert true_peak(held) <= 20 * np.log10(SPEECH_PEAK) + 0.05


def test_a_peak_between_samples_is_held_too() -> None:
    between = np.sin(np.pi / 2 * np.arange(4410) + np.pi / 4) * np.hanning(4410) * 1.1
    assert np.abs(between).max() < SPEECH_PEAK
    held = limit(np.asarray(between, np.float32), SPEECH_PEAK)
    assert true_peak(held) == pytest.approx(20 * np.log10(SPEECH_PEAK), abs=0.05)


def test_a_constant_under_the_sound_is_taken_away() -> None:
    word = syllables(0.5)
    assert (
        np.abs(condition(word + np.float32(0.2), HOUSE_RATE) - condition(word, HOUSE_RATE)).max()
        <= 30
    )
    assert condition(np.full(HOUSE_RATE, 0.3, np.float32), HOUSE_RATE).size == 0


def test_a_spiky_voice_is_kept_under_the_peak_and_loses_little_of_its_level() -> None:
    spiky = tone(1, 0.1)
    spiky[:: HOUSE_RATE // 10] = 0.9
    out = normalise(spiky)
    assert np.abs(out).max() <= SPEECH_PEAK
    assert gated_rms(out) == pytest.approx(SPEECH_RMS, rel=0.1)


def test_a_limited_peak_is_turned_down_without_a_step() -> None:
    steady = np.full(HOUSE_RATE, 0.5, np.float32)
    steady[HOUSE_RATE // 2] = 1.0
    out = limit(steady, 0.8)
    gain = out / steady
    assert np.abs(out).max() <= 0.8
    assert np.abs(np.diff(gain)).max() < 0.005
    assert np.array_equal(out[: HOUSE_RATE // 3], steady[: HOUSE_RATE // 3])
    assert np.allclose(limit(out, 0.8), out, atol=1e-6)
    assert limit(np.full(10, 0.5, np.float32), 0.8).tolist() == [0.5] * 10


def test_silence_stays_silence() -> None:
    assert not normalise(quiet(1)).any()
    assert condition(quiet(1), HOUSE_RATE).size == 0
    assert condition(np.zeros(0, np.float32), 22_050).size == 0


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
    clip = condition(np.concatenate([quiet(0.1), tone(0.5, 0.5), quiet(0.2)]), HOUSE_RATE)
    assert clip[0] == clip[-1] == 0


def test_a_softer_clip_is_so_many_decibels_softer() -> None:
    clip = from_pcm(np.full(100, 10_000, np.int16))
    assert to_pcm(attenuate(clip, 6)).tolist() == [[round(10_000 * 10**-0.3)]] * 100
    assert attenuate(clip, 0) is clip
