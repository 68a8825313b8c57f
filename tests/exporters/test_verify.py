"""A file is opened again before it appears, and one that is wrong never does."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.audio.samples import to_pcm
from matcue.errors import FileError, VerifyError
from matcue.exporters import FORMATS, readback_check
from matcue.exporters.verify import TOLERANCES
from matcue.exporters.writer import RecordingSpec
from matcue.timeline.model import Chapter, Section, Speech
from matcue.units import Frames
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.samples import Block
    from matcue.timeline.model import Timeline
    from tests.exporters.conftest import Lab

LENGTHS = (45_011, 41_113, 60_002)
LOSSLESS = (".wav", ".flac")
OTHER = Says("other samples")


def differences(path: Path, lab: Lab, timeline: Timeline, wanted: Block) -> tuple[str, ...]:
    """What a file is told to have wrong that should be a timeline, sounding so."""
    judge = readback_check(path, RecordingSpec(timeline, wanted.shape[1]))
    judge.add(to_pcm(wanted))
    return judge.differences(path)


@pytest.fixture
def sound(lab: Lab) -> Block:
    return np.asarray(lab.noise(sum(LENGTHS)) / 4, np.float32)


@pytest.fixture
def path(tmp_path: Path, suffix: str, lab: Lab, sound: Block) -> Path:
    made = tmp_path / f"made{suffix}"
    lab.export(made, lab.timeline(*LENGTHS), lab.clip(sound))
    return made


def test_every_format_has_a_margin() -> None:
    assert TOLERANCES.keys() == FORMATS.keys()


def test_a_right_file_has_no_difference(path: Path, lab: Lab, sound: Block) -> None:
    assert differences(path, lab, lab.timeline(*LENGTHS), sound) == ()


def test_a_chapter_that_is_missing(path: Path, lab: Lab, sound: Block) -> None:
    wanted = lab.timeline(*LENGTHS[:2], 60_000, 2)
    assert differences(path, lab, wanted, sound) == (Says("3 chapters", "4"),)


def test_chapters_that_start_elsewhere(path: Path, lab: Lab, sound: Block) -> None:
    wanted = lab.timeline(45_011 - 44_100, 41_113 + 44_100 + 441, 60_002 - 441)
    late, early = differences(path, lab, wanted, sound)
    assert late == Says("chapter 2", "1.0 s late")
    assert early in [Says("chapter 3", f"{ms} ms early") for ms in ("9.7", "9.9", "10.0")]


def test_a_chapter_off_by_a_frame_counts_where_chapters_are_exact(
    path: Path, lab: Lab, sound: Block
) -> None:
    wanted = lab.timeline(45_012, 41_112, 60_002)
    exact = path.suffix in {".wav", ".m4a", ".m4b", ".html"}
    told = (Says("chapter 2", "0.0 ms early"),) if exact else ()
    assert differences(path, lab, wanted, sound) == told


def test_only_the_first_of_many_chapters_are_told(path: Path, lab: Lab, sound: Block) -> None:
    timeline = lab.timeline(*LENGTHS)
    named = tuple(
        replace(chapter, section=replace(chapter.section, title=f"Part {number}"))
        for number, chapter in enumerate(timeline.chapters, 1)
    )
    found = differences(path, lab, replace(timeline, chapters=named), sound)
    assert found == tuple(Says(f"chapter {number}", f"“Part {number}”") for number in (1, 2, 3))
    lengths = (45_011 - 44_100, 41_113 + 44_100 + 441, 60_002 - 441)
    moved = tuple(
        replace(chapter, section=name.section)
        for chapter, name in zip(lab.timeline(*lengths).chapters, named, strict=True)
    )
    *_, rest = differences(path, lab, replace(timeline, chapters=moved), sound)
    assert rest == Says("2 more", "chapters")


def test_a_file_that_is_too_short_or_too_long(path: Path, lab: Lab, sound: Block) -> None:
    more, fewer = (*LENGTHS[:2], 60_002 + 9), (*LENGTHS[:2], 60_002 - 48_510)
    assert differences(path, lab, lab.timeline(*more), sound) == (Says("0.2 ms shorter"),)
    assert differences(path, lab, lab.timeline(*fewer), sound) == (Says("1.1 s longer"),)


def test_another_loudness_and_another_sound(path: Path, lab: Lab, sound: Block) -> None:
    found = differences(path, lab, lab.timeline(*LENGTHS), np.asarray(sound / 2, np.float32))
    if path.suffix in LOSSLESS:
        assert found == (OTHER,)
    else:
        louder, higher = found
        assert louder == Says("LU louder")
        assert float(louder.split()[0]) == pytest.approx(6, abs=1)
        assert higher == Says("peak", "dB higher")


@pytest.mark.parametrize("lossless", LOSSLESS)
def test_one_step_of_one_sample_is_seen(tmp_path: Path, lossless: str, lab: Lab) -> None:
    path, timeline, wanted = tmp_path / f"x{lossless}", lab.timeline(500), lab.noise(500)
    lab.export(path, timeline)
    wanted[250] += np.float32(1 / 32767)
    assert differences(path, lab, timeline, np.asarray(wanted, np.float32)) == (OTHER,)


def test_silence_is_right_where_silence_was_to_be(tmp_path: Path, suffix: str, lab: Lab) -> None:
    path, silent = tmp_path / f"x{suffix}", np.zeros((50_000, 1), np.float32)
    lab.export(path, lab.timeline(50_000), lab.clip(silent))
    assert differences(path, lab, lab.timeline(50_000), silent) == ()
    assert differences(path, lab, lab.timeline(50_000), lab.noise(50_000))


def test_a_file_that_is_cut_off(tmp_path: Path, suffix: str, lab: Lab) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(50_000))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 4])
    with pytest.raises((OSError, VerifyError)):
        assert_right(path, lab, 50_000)


def assert_right(path: Path, lab: Lab, frames: int) -> None:
    if found := differences(path, lab, lab.timeline(frames), lab.noise(frames)):
        raise VerifyError(str(path), found)


def test_a_file_of_another_kind_is_no_file_of_this_one(path: Path, lab: Lab, sound: Block) -> None:
    path.write_bytes(b"# a routine\n" * 900)
    with pytest.raises(OSError, match="no sound file"):
        differences(path, lab, lab.timeline(*LENGTHS), sound)


def test_a_file_that_comes_out_wrong_does_not_appear(tmp_path: Path, suffix: str, lab: Lab) -> None:
    target = tmp_path / f"old{suffix}"
    target.write_bytes(b"old")
    told = r"not the session.* 1\.0 s shorter.*export it again"
    with pytest.raises(VerifyError, match=told) as caught:
        lab.export(target, lab.timeline(88_200), lab.clip(lab.noise(44_100)))
    assert caught.value.path == str(target)
    assert "1.0 s shorter" in caught.value.differences
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_read_again_is_an_error(tmp_path: Path, lab: Lab) -> None:
    with pytest.raises(FileError, match="no sound file"):
        lab.export(tmp_path / "x.wav", lab.timeline(20_000), Spoiling(lab, tmp_path))
    assert not list(tmp_path.iterdir())


class Spoiling:
    """A `Source` that overwrites the start of the only file in a folder as it ends."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self._clip = lab.clip(lab.noise(20_000))
        self._folder = folder

    def read(self, frames: int) -> Block:
        block = self._clip.read(frames)
        if len(block) < frames:
            (part,) = self._folder.iterdir()
            part.unlink()
            part.write_bytes(b"x" * 9000)
        return block


TITLES = (
    *("🧘" * 110, "é" * 200, "e\u0301", "שלום", "two  spaces", "a=b;c\\d#e", "a/b/c", '"quoted"'),
    *("\u200f", "&amp;<b>", "ﬁ", "0", "two\nlines", "a\ttab"),
)
"""What a routine may call its sections: 80 characters, then the side and the set."""


@pytest.mark.parametrize("title", TITLES, ids=lambda title: ascii(title[:12]))
def test_any_title_is_read_back(tmp_path: Path, suffix: str, title: str, lab: Lab) -> None:
    starts = accumulate((9000, 9000), initial=0)
    chapters = tuple(
        Chapter(
            Section(title, (Speech("x"),)), Frames(start), Frames(9000), starts=(Frames(start),)
        )
        for start in list(starts)[:2]
    )
    timeline = replace(lab.timeline(1), chapters=chapters)
    lab.export(tmp_path / f"x{suffix}", timeline)


@pytest.mark.parametrize("lengths", [(9000, 0, 0, 9000), (0, 9000)], ids=str)
def test_a_section_that_takes_no_time(
    tmp_path: Path, suffix: str, lengths: tuple[int, ...], lab: Lab
) -> None:
    lab.export(tmp_path / f"x{suffix}", lab.timeline(*lengths))
