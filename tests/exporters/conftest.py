"""Sounds and timelines to export, and readers of the files that share no code with the writers."""

# mypy: allow-untyped-calls
from __future__ import annotations

import wave
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
import soxr
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from wavinfo import WavInfoReader

from matcue.exporters import open_exporter
from matcue.timeline.model import Chapter, Section, Speech, Timeline
from matcue.units import HOUSE_RATE, Frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from matcue.audio.loudness import Loudness
    from matcue.audio.ports import Block, Source

TITLE = "Ночь — 伸展 é 🧘"
COMMENT = "Tief atmen; 息を吸って"


class Clip:
    """A `Source` that plays what it was given."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._position = 0

    def read(self, frames: int) -> Block:
        start, self._position = self._position, self._position + frames
        return self._block[start : start + frames]


def noise(frames: int) -> Block:
    """Deep to high sound that swells three times a second, with some samples over full scale."""
    rng = np.random.default_rng(frames)
    white = rng.standard_normal(frames)
    pink = np.convolve(white, 0.97 ** np.arange(200))[:frames] / 4 + white / 4
    swell = np.abs(np.sin(2 * np.pi * 1.5 * np.arange(frames) / HOUSE_RATE))
    return (0.35 * pink * swell).astype(np.float32).reshape(-1, 1)


def chaptered(*lengths: int) -> Timeline:
    """A timeline whose chapters have these lengths, in frames."""
    starts = accumulate(lengths, initial=0)
    chapters = (
        Chapter(Section(f"{number} ☂ {TITLE}", (Speech("x"),)), Frames(start), Frames(length))
        for number, (start, length) in enumerate(zip(starts, lengths, strict=False), 1)
    )
    return Timeline(TITLE, "", "tone", HOUSE_RATE, (), tuple(chapters))


@dataclass(frozen=True)
class Written:
    """What another program finds in a file; positions in seconds."""

    texts: tuple[str, str, str]
    chapters: list[tuple[Fraction, str]]


def _wav(path: Path) -> Written:
    found = WavInfoReader(str(path), info_encoding="utf-8")
    starts = dict(found.cues.each_cue())
    labels = {label.name: label.text for label in found.cues.labels}
    chapters = [(Fraction(starts[cue], HOUSE_RATE), labels[cue]) for cue in sorted(starts)]
    return Written((found.info.title, found.info.comment, found.info.software), chapters)


def _seconds(clock: str) -> Fraction:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)


def _vorbis(path: Path, kind: type[FLAC | OggOpus]) -> Written:
    found: Any = kind(path).tags
    tags = {name.lower(): text for name, text in found}
    clocks = sorted(name for name in tags if name.startswith("chapter") and name[7:].isdigit())
    chapters = [(_seconds(tags[name]), tags[f"{name}name"]) for name in clocks]
    return Written((tags["title"], tags["description"], tags["encoded_by"]), chapters)


def _listed(tags: ID3, name: str) -> Iterator[Any]:
    """The chapters that a table of contents leads to, in its order."""
    for child in tags[f"CTOC:{name}"].child_element_ids:
        if f"CHAP:{child}" in tags:
            yield tags[f"CHAP:{child}"]
        else:
            yield from _listed(tags, child)


def _mp3(path: Path) -> Written:
    tags = ID3(path)
    top = next(table.element_id for table in tags.getall("CTOC") if table.flags & 2)
    found = list(_listed(tags, top))
    chapters = [
        (Fraction(chapter.start_time, 1000), str(chapter.sub_frames["TIT2"])) for chapter in found
    ]
    texts = (str(tags["TIT2"]), str(tags["COMM::eng"]), str(tags["TSSE"]))
    return Written(texts, chapters)


def _m4a(path: Path) -> Written:
    tags: Any = MP4(path).tags
    with av.open(path, "r") as container:
        chapters = [
            (chapter["start"] * (chapter["time_base"] or 1), chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]
    texts = (tags["©nam"][0], tags["©cmt"][0], tags["©too"][0])
    return Written(texts, [(Fraction(start), title) for start, title in chapters])


READERS: dict[str, Callable[[Path], Written]] = {
    ".wav": _wav,
    ".flac": partial(_vorbis, kind=FLAC),
    ".mp3": _mp3,
    ".m4a": _m4a,
    ".opus": partial(_vorbis, kind=OggOpus),
}


def _by_wave(path: Path) -> npt.NDArray[np.float32]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getframerate() == HOUSE_RATE
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return pcm.astype(np.float32) / np.float32(32767)


def _by_ffmpeg(path: Path) -> npt.NDArray[np.float32]:
    """As a player plays it: the padding that the file says is none of the sound is left out."""
    with av.open(path, "r") as container:
        stream = container.streams.audio[0]
        to_float = av.AudioResampler("flt", "mono", stream.rate)
        frames = [part for frame in container.decode(stream) for part in to_float.resample(frame)]
        heard = np.concatenate([frame.to_ndarray().ravel() for frame in frames])
        if path.suffix == ".m4a" and stream.duration:
            heard = heard[: stream.duration]
    full = np.float32(32768 / 32767)
    return np.asarray(soxr.resample(heard * full, stream.rate, HOUSE_RATE), np.float32)


class Lab:
    """All that a test needs to make a file and to look into it."""

    timeline = staticmethod(chaptered)
    noise = staticmethod(noise)
    clip = Clip

    def export(
        self,
        path: Path,
        timeline: Timeline,
        source: Source | None = None,
        loudness: Loudness | None = None,
    ) -> list[int]:
        """Make a file, of noise unless told otherwise; the progress that was told."""
        told: list[int] = []
        with open_exporter(path, timeline, COMMENT, told.append, loudness) as sink:
            sink.drain(source or Clip(noise(timeline.frames)))
        return told

    def written(self, path: Path) -> Written:
        return READERS[path.suffix](path)

    def heard(self, path: Path) -> npt.NDArray[np.float32]:
        """One-dimensional samples at the house rate."""
        return _by_wave(path) if path.suffix == ".wav" else _by_ffmpeg(path)


@pytest.fixture
def lab() -> Lab:
    return Lab()


@pytest.fixture(params=READERS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)
