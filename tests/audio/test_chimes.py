import numpy as np
import numpy.typing as npt
import pytest

from matcue.audio.chimes import PEAK, synthesize
from matcue.audio.clip import SPEECH_PEAK, to_pcm
from matcue.recordings import read_recording
from matcue.routine.library import shipped
from matcue.routine.values import Chimes
from matcue.units import HOUSE_RATE


@pytest.mark.parametrize("chime", Chimes)
def test_the_file_is_what_the_generator_makes(chime: Chimes) -> None:
    kept = to_pcm(read_recording(shipped("sounds") / f"{chime}.flac")).astype(int)
    made = to_pcm(synthesize(chime)).astype(int)
    assert kept.shape == made.shape
    assert np.abs(kept - made).max() <= 1, "if this is meant: python sounds/make.py"


@pytest.mark.parametrize("chime", Chimes)
def test_a_chime_begins_softly_ends_in_silence_and_never_startles(chime: Chimes) -> None:
    sound = synthesize(chime)[:, 0]
    millisecond = HOUSE_RATE // 1000
    assert np.abs(sound).max() == pytest.approx(PEAK, abs=1e-4)
    assert sound[0] == sound[-1] == 0
    assert np.abs(sound[:millisecond]).max() < PEAK / 10
    assert np.abs(sound[-10 * millisecond :]).max() < PEAK / 100


@pytest.mark.parametrize("chime", Chimes)
def test_a_chime_has_no_click(chime: Chimes) -> None:
    """No step between two samples is larger than its highest strong partial can make."""
    sound = synthesize(chime)[:, 0]
    assert np.abs(np.diff(sound)).max() < PEAK * 2 * np.pi * 2700 / HOUSE_RATE


def test_a_chime_under_the_voice_never_clips() -> None:
    assert SPEECH_PEAK + PEAK <= 1


def test_chimes_sound_different() -> None:
    def spectrum(chime: Chimes) -> npt.NDArray[np.float64]:
        bands = np.abs(np.fft.rfft(synthesize(chime)[:, 0], 2 * HOUSE_RATE))[:4000]
        return np.asarray(bands / np.linalg.norm(bands), np.float64)

    for i, one in enumerate(Chimes):
        for other in list(Chimes)[i + 1 :]:
            assert spectrum(one) @ spectrum(other) < 0.9, (one, other)
