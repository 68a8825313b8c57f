"""What every format must keep: length, place, sound, tags, chapters, and the same bytes twice."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

import matcue
from matcue.audio.samples import to_pcm
from matcue.exporters.writer import BLOCK
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from matcue.timeline.model import Timeline
    from tests.exporters.conftest import Lab

pytestmark = pytest.mark.contract

FRAME_EXACT = {".wav", ".m4a", ".m4b", ".html"}
LENGTHS = (45_011, 41_113, 1, 60_002)
RESAMPLING = 1000
"""Frames that a resampler keeps back, at most."""
JUST_NOTICEABLE = 1
"""Decibels; a smaller step of level is not heard. Noise is what encoders keep worst."""
BANDS = ((60, 300), (300, 1200), (1200, 4000), (4000, 12_000))


@pytest.fixture
def timeline(lab: Lab) -> Timeline:
    return lab.timeline(*LENGTHS)


@pytest.fixture
def path(tmp_path: Path, suffix: str, lab: Lab, timeline: Timeline) -> Path:
    """A file of noise as long as the timeline."""
    made = tmp_path / f"made{suffix}"
    lab.export(made, timeline)
    return made


def test_the_texts_survive(path: Path, lab: Lab) -> None:
    title, comment, date = "Ночь — 伸展 é 🧘", "Tief atmen; 息を吸って", "2026-02-03"
    assert lab.written(path).texts == (title, comment, date, f"matcue {matcue.__version__}")


def test_the_chapters_are_where_they_are_heard(path: Path, lab: Lab, timeline: Timeline) -> None:
    nearest = 0 if path.suffix in FRAME_EXACT else Fraction(1, 2000)
    found = lab.written(path).chapters
    assert [title for _, title in found] == [chapter.title for chapter in timeline.chapters]
    for (start, _), chapter in zip(found, timeline.chapters, strict=True):
        assert abs(start - Fraction(chapter.start, HOUSE_RATE)) <= nearest


def test_three_hundred_chapters_are_all_found(tmp_path: Path, suffix: str, lab: Lab) -> None:
    timeline, path = lab.timeline(*[500] * 300), tmp_path / f"x{suffix}"
    lab.export(path, timeline)
    titles = [title for _, title in lab.written(path).chapters]
    assert titles == [chapter.title for chapter in timeline.chapters]


@pytest.mark.parametrize("frames", [1151, 1153, 16_384, 16_385, 40_001, 44_099, 45_000])
def test_the_length_is_exact(tmp_path: Path, suffix: str, frames: int, lab: Lab) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(frames))
    assert len(lab.heard(path)) == frames


def test_one_frame_makes_a_file(tmp_path: Path, suffix: str, lab: Lab) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(1))
    assert len(lab.heard(path)) == 1


@pytest.mark.parametrize("lossless", [".wav", ".flac"])
def test_lossless_formats_keep_every_sample(tmp_path: Path, lossless: str, lab: Lab) -> None:
    path = tmp_path / f"x{lossless}"
    lab.export(path, lab.timeline(80_001))
    wanted = to_pcm(lab.noise(80_001)).ravel()
    assert wanted.max() == 32767
    assert np.array_equal(np.rint(lab.heard(path) * 32767), wanted)


def _decibels(samples: npt.NDArray[np.float32]) -> list[float]:
    """Energy in each of `BANDS`."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    pitch = np.fft.rfftfreq(len(samples), 1 / HOUSE_RATE)
    return [float(10 * np.log10(power[(pitch >= a) & (pitch < b)].sum())) for a, b in BANDS]


def test_every_band_is_as_loud_as_it_was(path: Path, lab: Lab) -> None:
    wanted = np.clip(lab.noise(sum(LENGTHS)).ravel(), -1, 1)
    assert _decibels(lab.heard(path)) == pytest.approx(_decibels(wanted), abs=JUST_NOTICEABLE)


def test_the_sound_is_not_shifted(path: Path, lab: Lab) -> None:
    wanted, heard = lab.noise(sum(LENGTHS)).ravel()[5000:-5000], lab.heard(path)
    likeness = {by: float(wanted @ heard[5000 + by :][: len(wanted)]) for by in range(-9, 10)}
    assert max(likeness, key=likeness.__getitem__) == 0


def test_progress_is_told_after_each_block(tmp_path: Path, suffix: str, lab: Lab) -> None:
    frames = 2 * BLOCK + 9
    told = lab.export(tmp_path / f"x{suffix}", lab.timeline(frames))
    first, second, *_, last = (done for stage, done in told if stage == "Encoding")
    assert BLOCK - RESAMPLING < first <= BLOCK < second <= 2 * BLOCK
    assert last == frames
    assert told[-1] == ("Checking", frames)


def test_the_same_sound_gives_the_same_bytes(path: Path, lab: Lab, timeline: Timeline) -> None:
    first = path.read_bytes()
    lab.export(path, timeline)
    assert path.read_bytes() == first


def test_capitals_in_the_suffix_do_not_matter(path: Path, lab: Lab, timeline: Timeline) -> None:
    loud = path.with_suffix(path.suffix.upper())
    lab.export(loud, timeline)
    assert loud.read_bytes() == path.read_bytes()
