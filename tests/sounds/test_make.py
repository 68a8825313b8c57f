import subprocess
import sys
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from matcue.app.sounds import BEEP, CHIME, levelled, load_chime
from matcue.audio.limiter import CEILING_DBTP
from matcue.audio.loudness import momentary, true_peak
from matcue.audio.samples import Block, from_pcm, to_pcm
from matcue.audio.speech import SPEECH_LUFS, SPEECH_PEAK
from matcue.paths import bundled
from matcue.routine.enums import BRIEF, Chimes, Profile
from matcue.timeline.countdown import SOFTLY
from matcue.timeline.model import Chime
from matcue.timeline.pacing import BEFORE_REPS
from matcue.units import HOUSE_RATE
from sounds.make import (
    BELL,
    BLOCK,
    BOWL,
    BREATH,
    GONG,
    MARIMBA,
    SETS,
    SMALL_BOWL,
    TICK,
    Timbre,
    synthesize,
)

COUNT = SPEECH_LUFS - SOFTLY
"""Counted numbers are this loud."""
ALL = [(of, chime) for of in Profile for chime in Chimes]
HARD = {BLOCK, TICK}
"""What is wood, and is heard as wood only where it begins at once."""
TIMBRES = (BOWL, SMALL_BOWL, BELL, GONG, MARIMBA, BLOCK, TICK, BREATH)

every_chime = pytest.mark.parametrize(("of", "chime"), ALL)


def timbres(of: Profile, chime: Chimes) -> set[Timbre]:
    return {stroke.timbre for stroke in SETS[of][chime].strokes}


def tone(seconds: float, level: float, pitch: float = 1000.0) -> Block:
    time = np.arange(round(seconds * HOUSE_RATE)) / HOUSE_RATE
    return from_pcm(to_pcm((level * np.sin(2 * np.pi * pitch * time)).astype(np.float32)))


@every_chime
def test_the_file_is_what_the_generator_makes(of: Profile, chime: Chimes) -> None:
    kept = to_pcm(load_chime(Chime(chime, of))).astype(int)
    made = to_pcm(synthesize(of, chime)).astype(int)
    assert kept.shape == made.shape
    assert np.abs(kept - made).max() <= 1, "if this is meant: python sounds/make.py"


@pytest.mark.process
def test_ffmpeg_whose_loading_would_hold_up_what_plays_is_not_needed() -> None:
    look = (
        "import sys; from matcue.app.sounds import load_chime\n"
        "from matcue.timeline.model import Chime\n"
        "load_chime(Chime('beep')); print('av' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_there_is_a_file_for_each_chime_and_no_other() -> None:
    folder = bundled("sounds") / "chimes"
    files = {path for path in folder.rglob("*") if path.is_file()}
    assert files == {folder / of / f"{chime}.wav" for of, chime in ALL}


@every_chime
def test_a_chime_is_as_loud_as_its_role_wants(of: Profile, chime: Chimes) -> None:
    loudness = momentary(synthesize(of, chime)[:, 0])
    assert loudness == pytest.approx(BEEP if chime in BRIEF else CHIME, abs=0.01)


def test_no_cue_is_more_than_6_lu_louder_than_the_one_before() -> None:
    for one, other in combinations((SPEECH_LUFS, COUNT, CHIME, BEEP), 2):
        assert abs(one - other) <= 6
    assert max(CHIME, BEEP) < SPEECH_LUFS


@every_chime
def test_a_chime_has_no_high_peak(of: Profile, chime: Chimes) -> None:
    highest = -7.0 if timbres(of, chime) & HARD else -5.5
    assert true_peak(synthesize(of, chime)[:, 0]) < highest < CEILING_DBTP


@every_chime
def test_a_chime_begins_softly_and_ends_in_silence(of: Profile, chime: Chimes) -> None:
    sound = np.abs(synthesize(of, chime)[:, 0])
    millisecond = HOUSE_RATE // 1000
    assert sound[0] == sound[-1] == 0
    assert sound[: millisecond // 2].max() < sound.max() / 10
    assert sound[-5 * millisecond :].max() < sound.max() / 100


def test_onsets_take_10_ms_or_more_but_for_wood() -> None:
    for timbre in set(TIMBRES) - HARD - {BREATH}:
        assert 0.01 <= timbre.attack <= 0.04
    assert all(0.003 <= timbre.attack < 0.01 for timbre in HARD)
    assert BREATH.attack > 0.3


def test_every_timbre_is_heard() -> None:
    assert set().union(*(timbres(of, chime) for of, chime in ALL)) == set(TIMBRES)


@every_chime
def test_what_is_counted_or_said_over_a_chime_never_clips(of: Profile, chime: Chimes) -> None:
    sound = np.abs(synthesize(of, chime)[:, 0])
    if chime in BRIEF:
        assert sound.max() + SPEECH_PEAK * 10 ** ((COUNT - SPEECH_LUFS) / 20) < 1
    elif chime is not Chimes.FINISH:
        assert sound[int(BEFORE_REPS * HOUSE_RATE) :].max(initial=0) + SPEECH_PEAK < 1


@every_chime
def test_a_beep_or_a_tick_is_over_before_the_next_and_nothing_lasts_longer_than_5_s(
    of: Profile, chime: Chimes
) -> None:
    assert SETS[of][chime].seconds <= (0.5 if chime in BRIEF else 5)


@pytest.mark.parametrize("of", Profile)
def test_the_chimes_of_a_set_sound_different(of: Profile) -> None:
    def spectrum(chime: Chimes) -> npt.NDArray[np.float64]:
        bands = np.abs(np.fft.rfft(synthesize(of, chime)[:, 0], 5 * HOUSE_RATE))[:20_000]
        return np.asarray(bands / np.linalg.norm(bands), np.float64)

    spectra = {chime: spectrum(chime) for chime in Chimes}
    for one, other in combinations(Chimes, 2):
        assert spectra[one] @ spectra[other] < 0.9, (one, other)


@pytest.mark.parametrize("level", [0.001, 0.05, 1.0])
@pytest.mark.parametrize("chime", [Chimes.START, Chimes.BEEP, Chimes.TICK, "bell.wav"])
def test_any_sound_comes_to_the_same_loudness(chime: str, level: float) -> None:
    made = levelled(tone(1, level), chime)
    assert momentary(made[:, 0]) == pytest.approx(BEEP if chime in BRIEF else CHIME, abs=0.1)


def test_a_click_stays_under_the_ceiling_instead() -> None:
    click = np.zeros((HOUSE_RATE, 1), np.float32)
    click[100] = 0.5
    made = levelled(click, Chimes.START)[:, 0]
    assert true_peak(made) == pytest.approx(CEILING_DBTP, abs=0.01)
    assert momentary(made) < CHIME - 6
