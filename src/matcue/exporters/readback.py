"""Finished files read again, a part at a time: what a player plays and shows.

FFmpeg reads all but Ogg Vorbis: of a file of one page it plays some frames too many or too few.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import av

from matcue.exporters.writer import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

FORMS: Final = {
    **{form: form for form in ("wav", "flac", "mp3", "mov", "ogg")},
    "vorbis": "ogg",
    "page": "mov",
}
"""What a file can be, to what FFmpeg calls what reads it, or the sound inside."""
_AT_ONCE: Final = 1 << 18
"""Frames that are handed on together: 6 s."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an open file holds.

    Attributes:
        rate: in hertz.
        channels: how many there are.
        chapters: where each starts, in seconds, and what it is called.
        parts: the sound, shape (frames, channels): 16-bit integers where the file has them, else
            float32, full scale at -32768 / 32768 and 1. It can be gone through once.
    """

    rate: int
    channels: int
    chapters: tuple[tuple[Fraction, str], ...]
    parts: Iterator[npt.NDArray[Any]]


@contextmanager
def read_back(path: Path, form: str) -> Iterator[Contents]:
    """Open a finished file of a form, one of `FORMS`; yield its contents while it is open.

    Raises:
        OSError: it cannot be read, is no sound file, or a damaged one; that may come to light only
            as one goes through its parts.
    """
    try:
        with (
            _sound(path, form) as file,
            av.open(file, "r", format=FORMS[form]) as container,
        ):
            chapters = tuple(_chapters(container))
            parts = _vorbis(path) if form == "vorbis" else _parts(container)
            stream = _stream(container)
            yield Contents(stream.rate, stream.channels, chapters, read_ahead(parts))
    except OSError:
        raise
    except (av.FFmpegError, ValueError) as error:
        raise OSError("this is no sound file, or a damaged one") from error


@contextmanager
def _sound(path: Path, form: str) -> Iterator[BinaryIO]:
    """Open the file, or a temporary copy of the sound inside a page.

    Raises:
        ValueError: there is none in the page.
    """
    if form != "page":
        with path.open("rb") as file:
            yield file
        return
    from matcue.exporters.html_page import unpack

    with TemporaryFile() as file:
        unpack(path, file)
        file.seek(0)
        yield file


def _vorbis(path: Path) -> Iterator[npt.NDArray[Any]]:
    from soundfile import LibsndfileError, SoundFile

    try:
        with path.open("rb") as file, SoundFile(file) as sound:
            yield from sound.blocks(_AT_ONCE, dtype="float32", always_2d=True)
    except LibsndfileError as error:
        raise ValueError(str(error)) from error


def _stream(container: InputContainer) -> AudioStream:
    """Find the first sound in a container.

    Raises:
        ValueError: there is none.
    """
    for stream in container.streams.audio:
        if stream.rate:
            return stream
    raise ValueError("no sound")


def _chapters(container: InputContainer) -> Iterator[tuple[Fraction, str]]:
    for chapter in container.chapters():
        start = Fraction(chapter["start"] * (chapter["time_base"] or 1))
        yield start, chapter["metadata"].get("title", "")


def _parts(container: InputContainer) -> Iterator[npt.NDArray[Any]]:
    """Decode the sound without what the file says is padding; FFmpeg leaves that of MP4 in."""
    stream = _stream(container)
    left = stream.duration if "mov" in container.format.name else None
    for frame in _joined(container.decode(stream)):
        samples = frame.to_ndarray()
        block = samples.T if frame.format.is_planar else samples.reshape(-1, stream.channels)
        yield block[:left]
        left = left and max(left - len(block), 0)


def _joined(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """Regroup the same samples into frames of `_AT_ONCE` samples and the rest."""
    joined = av.AudioFifo()
    for frame in frames:
        # The FIFO raises where a frame's timestamp is not the one that it expects.
        frame.pts = None
        joined.write(frame)
        while whole := joined.read(_AT_ONCE):
            yield whole
    if rest := joined.read():
        yield rest
