"""Sounds and timelines to export, and readers of the files that share no code with the writers."""

# mypy: allow-untyped-calls
from __future__ import annotations

import base64
import json
import math
import struct
import wave
import zlib
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from html.parser import HTMLParser
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import crc32

import av
import miniaudio
import numpy as np
import pytest
import soxr
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from wavinfo import WavInfoReader

from matcue.audio.loudness import Loudness
from matcue.exporters import open_exporter
from matcue.exporters.metadata import Metadata
from matcue.exporters.writer import RecordingSpec
from matcue.timeline.model import Chapter, Cue, Section, Speech, Timeline
from matcue.units import HOUSE_RATE, Frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from matcue.audio.samples import Block, Source

TITLE = "Ночь — 伸展 é 🧘"
COMMENT = "Tief atmen; 息を吸って"
DATE = "2026-02-03"


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


def png(side: int) -> bytes:
    """A square picture of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x40\x60\xff" * side) * side, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


COVER = png(150)
"""A picture of 90 kB, which is more than one page of Ogg holds."""


SILENT = Loudness(-math.inf, -math.inf)


def metadata_of(timeline: Timeline, loudness: Loudness = SILENT, cover: bytes = b"") -> Metadata:
    """Metadata with the comment and the date of all tests."""
    return Metadata(timeline, COMMENT, DATE, loudness, cover)


def chaptered(*lengths: int, cues: tuple[Cue, ...] = ()) -> Timeline:
    """A timeline whose chapters have these lengths, in frames."""
    starts = accumulate(lengths, initial=0)
    chapters = (
        Chapter(
            Section(f"{number} ☂ {TITLE}", (Speech("x"),)),
            Frames(start),
            Frames(length),
            starts=(Frames(start),),
        )
        for number, (start, length) in enumerate(zip(starts, lengths, strict=False), 1)
    )
    return Timeline(TITLE, "", "tone", HOUSE_RATE, cues, tuple(chapters))


@dataclass(frozen=True)
class Written:
    """What another program finds in a file; positions in seconds."""

    texts: tuple[str, str, str, str]
    chapters: list[tuple[Fraction, str]]


def _wav(path: Path) -> Written:
    found = WavInfoReader(str(path), info_encoding="utf-8")
    starts = dict(found.cues.each_cue())
    labels = {label.name: label.text for label in found.cues.labels}
    chapters = [(Fraction(starts[cue], HOUSE_RATE), labels[cue]) for cue in sorted(starts)]
    info = found.info
    return Written((info.title, info.comment, info.created_date, info.software), chapters)


def _seconds(clock: str) -> Fraction:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)


def _vorbis(path: Path, kind: type[FLAC | OggOpus | OggVorbis]) -> Written:
    found: Any = kind(path).tags
    tags = {name.lower(): text for name, text in found}
    clocks = sorted(name for name in tags if name.startswith("chapter") and name[7:].isdigit())
    chapters = [(_seconds(tags[name]), tags[f"{name}name"]) for name in clocks]
    texts = (tags["title"], tags["description"], tags["date"], tags["encoded_by"])
    return Written(texts, chapters)


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
    texts = (str(tags["TIT2"]), str(tags["COMM::eng"]), str(tags["TDRC"]), str(tags["TSSE"]))
    return Written(texts, chapters)


def _m4a(path: Path) -> Written:
    tags: Any = MP4(path).tags
    with av.open(path, "r") as container:
        chapters = [
            (chapter["start"] * (chapter["time_base"] or 1), chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]
    texts = (tags["©nam"][0], tags["©cmt"][0], tags["©day"][0], tags["©too"][0])
    return Written(texts, [(Fraction(start), title) for start, title in chapters])


class PageReader(HTMLParser):
    """A page as a parser that is no browser sees it; elements go by their id, or else their tag."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.named: dict[str, str] = {}
        self.found: dict[str, dict[str, str | None]] = {}
        self.held: dict[str, str] = {}
        self._within = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._within = told.get("id") or tag
        self.found[self._within] = told
        if tag == "meta":
            self.named[told.get("name") or ""] = told.get("content") or ""

    def handle_data(self, data: str) -> None:
        self.held.setdefault(self._within, data)

    @property
    def session(self) -> dict[str, Any]:
        """What the script of the page is told."""
        told: dict[str, Any] = json.loads(self.held["session"])
        return told

    @property
    def sound(self) -> bytes:
        """The file inside."""
        kind, _, text = (self.found["audio"]["src"] or "").partition(",")
        assert kind == "data:audio/mp4;base64"
        return base64.b64decode(text, validate=True)


def _html(path: Path) -> Written:
    page = PageReader(path)
    session, named = page.session, page.named
    texts = (page.held["title"], named["description"], named["dcterms.date"], named["generator"])
    chapters = [
        (Fraction(section["start"], session["rate"]), section["title"])
        for section in session["sections"]
    ]
    return Written(texts, chapters)


READERS: dict[str, Callable[[Path], Written]] = {
    ".wav": _wav,
    ".flac": partial(_vorbis, kind=FLAC),
    ".mp3": _mp3,
    ".m4a": _m4a,
    ".m4b": _m4a,
    ".opus": partial(_vorbis, kind=OggOpus),
    ".ogg": partial(_vorbis, kind=OggVorbis),
    ".html": _html,
}


def _by_wave(path: Path) -> npt.NDArray[np.float32]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getframerate() == HOUSE_RATE
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return pcm.astype(np.float32) / np.float32(32767)


def sound_of(path: Path) -> Path | BytesIO:
    """The file, or the sound inside a page."""
    return BytesIO(PageReader(path).sound) if path.suffix == ".html" else path


def _by_ffmpeg(path: Path) -> npt.NDArray[np.float32]:
    """As a player plays it: the padding that the file says is none of the sound is left out."""
    file = sound_of(path)
    with av.open(file, "r") as container:
        stream = container.streams.audio[0]
        to_float = av.AudioResampler("flt", "mono", stream.rate)
        frames = [part for frame in container.decode(stream) for part in to_float.resample(frame)]
        heard = np.concatenate([frame.to_ndarray().ravel() for frame in frames])
        if path.suffix in {".m4a", ".m4b", ".html"} and stream.duration:
            heard = heard[: stream.duration]
    full = np.float32(32768 / 32767)
    return np.asarray(soxr.resample(heard * full, stream.rate, HOUSE_RATE), np.float32)


def _by_stb(path: Path) -> npt.NDArray[np.float32]:
    """FFmpeg makes too much or too little of Ogg Vorbis whose sound is on one page."""
    decoded = miniaudio.vorbis_read_file(str(path))
    assert (decoded.nchannels, decoded.sample_rate) == (1, HOUSE_RATE)
    return np.frombuffer(decoded.samples, "<i2").astype(np.float32) / np.float32(32767)


HEARERS: dict[str, Callable[[Path], npt.NDArray[np.float32]]] = {".wav": _by_wave, ".ogg": _by_stb}


class Lab:
    """All that a test needs to make a file and to look into it."""

    timeline = staticmethod(chaptered)
    metadata = staticmethod(metadata_of)
    noise = staticmethod(noise)
    clip = Clip
    cover = COVER

    def export(
        self,
        path: Path,
        what: Timeline | RecordingSpec,
        source: Source | None = None,
        cover: bytes = b"",
    ) -> list[tuple[str, int]]:
        """Make a file, of noise unless told otherwise; the progress that was told."""
        told: list[tuple[str, int]] = []
        spec = what if isinstance(what, RecordingSpec) else RecordingSpec(what)
        described = partial(metadata_of, spec.timeline, cover=cover)
        with open_exporter(path, spec, described, lambda *how: told.append(how)) as sink:
            sink.drain(source or Clip(noise(spec.timeline.frames)))
        return told

    def export_with(self, path: Path, metadata: Metadata) -> None:
        """A file of noise with metadata, true or not."""
        with open_exporter(path, RecordingSpec(metadata.timeline), lambda _: metadata) as sink:
            sink.drain(Clip(noise(metadata.timeline.frames)))

    def written(self, path: Path) -> Written:
        return READERS[path.suffix](path)

    def heard(self, path: Path) -> npt.NDArray[np.float32]:
        """One-dimensional samples at the house rate."""
        return HEARERS.get(path.suffix, _by_ffmpeg)(path)


@pytest.fixture
def lab() -> Lab:
    return Lab()


@pytest.fixture(params=READERS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)
