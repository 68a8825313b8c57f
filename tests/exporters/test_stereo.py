"""Two channels in every format: left stays left, and the file tells that there are two."""

# mypy: allow-untyped-calls
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import av
import mutagen
import numpy as np
import pytest

from matcue.audio.samples import from_pcm, to_pcm
from matcue.exporters.writer import RecordingSpec
from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE
from tests.exporters.conftest import sound_of

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.samples import Block
    from tests.exporters.conftest import Lab

FRAMES = 60_002


def two_tones() -> Block:
    """440 Hz left and 880 Hz right, half as strong."""
    turns = np.outer(np.arange(FRAMES) / HOUSE_RATE, (440, 880))
    return np.asarray(np.sin(2 * np.pi * turns) * (0.5, 0.25), np.float32)


@pytest.fixture
def path(tmp_path: Path, suffix: str, lab: Lab) -> Path:
    made = tmp_path / f"made{suffix}"
    lab.export(made, RecordingSpec(lab.timeline(FRAMES), 2), lab.clip(two_tones()))
    return made


def heard(path: Path) -> Block:
    """What FFmpeg decodes, at the file's own rate."""
    with av.open(sound_of(path), "r") as container:
        to_float = av.AudioResampler("flt", "stereo", container.streams.audio[0].rate)
        frames = [part for frame in container.decode(audio=0) for part in to_float.resample(frame)]
    return np.concatenate([frame.to_ndarray().reshape(-1, 2) for frame in frames])


def levels(path: Path) -> list[list[float]]:
    """For each channel the amplitude of 440 and of 880 Hz, in half a second of the midst."""
    with av.open(sound_of(path), "r") as container:
        rate = container.streams.audio[0].rate
    middle = heard(path)[rate // 2 : rate]
    spectra = np.abs(np.fft.rfft(middle * np.hanning(len(middle))[:, None], axis=0)).T
    found = [[float(each[at - 3 : at + 4].max()) for at in (220, 440)] for each in spectra]
    return [[level * 4 / len(middle) for level in side] for side in found]


def test_left_stays_left_and_right_stays_right(path: Path) -> None:
    (left, leaked), (also_leaked, right) = levels(path)
    assert (left, right) == pytest.approx((0.5, 0.25), rel=0.1)
    assert max(leaked, also_leaked) < 0.005


def test_the_file_tells_that_it_has_two_channels(path: Path) -> None:
    info: Any = mutagen.File(sound_of(path)).info
    assert info.channels == 2
    with av.open(sound_of(path), "r") as container:
        assert container.streams.audio[0].channels == 2


def test_what_is_mono_has_one_channel(tmp_path: Path, suffix: str, lab: Lab) -> None:
    lab.export(tmp_path / f"x{suffix}", lab.timeline(500))
    with av.open(sound_of(tmp_path / f"x{suffix}"), "r") as container:
        assert container.streams.audio[0].channels == 1


@pytest.mark.parametrize("lossless", [".wav", ".flac"])
def test_lossless_formats_keep_every_sample_of_both(
    tmp_path: Path, lossless: str, lab: Lab
) -> None:
    path = tmp_path / f"x{lossless}"
    lab.export(path, RecordingSpec(lab.timeline(FRAMES), 2), lab.clip(two_tones()))
    kept = read_recording(path, channels=2)
    assert np.array_equal(kept, from_pcm(to_pcm(two_tones())))


def test_a_wav_is_as_long_as_it_says(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.wav"
    lab.export(path, RecordingSpec(lab.timeline(FRAMES), 2), lab.clip(two_tones()))
    assert int.from_bytes(path.read_bytes()[4:8], "little") + 8 == path.stat().st_size
