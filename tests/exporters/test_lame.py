"""MP3 between silences, and without any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import lameenc
import numpy as np
import pytest
from mutagen.id3 import ID3
from soundfile import SoundFile

from matcue.audio.samples import from_pcm, to_pcm
from matcue.exporters.lame import EFFORT, FRAME, LONGEST, SIDE_INFORMATION, frame_length
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.samples import Block
    from tests.exporters.conftest import Lab

KILOBITS: Final = 96
WORD, PAUSE = HOUSE_RATE // 2, 2 * HOUSE_RATE


def words(count: int) -> Block:
    """So many words that end abruptly, and silence after each."""
    said = np.random.default_rng(3).normal(0, 0.1, (WORD, 1)).astype(np.float32)
    said = np.convolve(said[:, 0], np.ones(8) / 8, "same").astype(np.float32).reshape(-1, 1)
    return np.tile(np.concatenate([said, np.zeros((PAUSE, 1), np.float32)]), (count, 1))


def frames_of(path: Path) -> list[bytes]:
    """The frames of a file behind the one that tells its length."""
    tag: Any = ID3
    sound = path.read_bytes()[tag(path).size :][frame_length(KILOBITS) :]
    frames = []
    while sound:
        length = frame_length(KILOBITS) + (sound[2] >> 1 & 1)
        frames.append(sound[:length])
        sound = sound[length:]
    return frames


def stored_before(frame: bytes) -> int:
    """How many bytes of a frame lie in those before it."""
    return frame[4] << 1 | frame[5] >> 7


def by_mpg123(path: Path) -> Block:
    """What another decoder than FFmpeg's plays."""
    with SoundFile(path) as file:
        return np.asarray(file.read(dtype="float32", always_2d=True), np.float32)


def level(sound: Block) -> float:
    """How loud it is, in dB."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64))))


def test_each_word_is_where_it_was_and_as_loud_as_the_first(tmp_path: Path, lab: Lab) -> None:
    path, sound = tmp_path / "x.mp3", words(6)
    lab.export(path, lab.timeline(len(sound)), lab.clip(sound))
    for heard in (lab.heard(path), by_mpg123(path)[:, 0]):
        assert len(heard) == len(sound)
        first = heard[:WORD]
        for start in range(0, len(sound), WORD + PAUSE):
            word = heard[start : start + WORD]
            assert level(word) == pytest.approx(level(first), abs=0.05)
            assert np.corrcoef(word, sound[start : start + WORD, 0])[0, 1] > 0.95
            assert (
                np.abs(heard[start + WORD + 3 * FRAME : start + WORD + PAUSE - 3 * FRAME]).max()
                == 0
            )


def test_after_silence_no_frame_needs_more_than_one_silent_one(tmp_path: Path, lab: Lab) -> None:
    path, sound = tmp_path / "x.mp3", words(4)
    lab.export(path, lab.timeline(len(sound)), lab.clip(sound))
    frames = frames_of(path)
    silent = max(set(frames), key=frames.count)
    after = [second for first, second in pairwise(frames) if first == silent != second]
    assert len(after) == 4
    assert stored_before(silent) == 0
    header = 4 + SIDE_INFORMATION[1]
    assert max(map(stored_before, after)) <= frame_length(KILOBITS) - header


def test_without_silence_it_is_what_one_encoder_makes(tmp_path: Path, lab: Lab) -> None:
    path, sound = tmp_path / "x.mp3", np.abs(lab.noise(LONGEST + 50_000)) + np.float32(0.01)
    lab.export(path, lab.timeline(len(sound)), lab.clip(sound))
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(HOUSE_RATE)
    encoder.set_out_sample_rate(HOUSE_RATE)
    encoder.set_bit_rate(KILOBITS)
    encoder.set_quality(EFFORT)
    wanted = encoder.encode(to_pcm(sound).tobytes()) + encoder.flush()
    assert b"".join(frames_of(path)) == wanted
    assert from_pcm(to_pcm(sound)).all()


def test_what_follows_a_long_stretch_is_where_it_was(tmp_path: Path, lab: Lab) -> None:
    long = np.tile(words(1)[:WORD], (1 + LONGEST // WORD, 1))
    sound = np.concatenate([long, words(1)[WORD:], words(1)])
    path, start = tmp_path / "x.mp3", len(long) + PAUSE
    lab.export(path, lab.timeline(len(sound)), lab.clip(sound))
    heard = lab.heard(path)[start : start + WORD]
    assert np.corrcoef(heard, sound[start : start + WORD, 0])[0, 1] > 0.95
