"""FLAC, MP3, M4A and Opus, by FFmpeg.

Every format is made from the 16-bit samples that are heard live. Chapters are exact in M4A, and
to the millisecond elsewhere.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

import av
import numpy as np
import soxr
from av.codec.codec import UnknownCodecError

from matcue.audio.clip import from_pcm, to_pcm
from matcue.exporters.id3 import id3
from matcue.exporters.tags import ENCODER, vorbis_chapters
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import OutputContainer

    from matcue.audio.clip import Pcm
    from matcue.audio.ports import Block
    from matcue.exporters.tags import Label

_REPEATABLE: Final = {"fflags": "+bitexact"}
"""Muxer options under which the same samples give the same bytes."""


_CHUNK: Final = 1 << 20
"""Bytes that are moved at a time."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How FFmpeg makes one format.

    `bit_rate` in bits a second, 0 where it is not chosen. `label` puts the tags and chapters into
    the open container; `complete` adds to the file that FFmpeg made what FFmpeg cannot.
    """

    muxer: str
    encoder: Literal["flac", "libmp3lame", "aac", "libopus"]
    rate: int = HOUSE_RATE
    bit_rate: int = 0
    encoding: dict[str, str] = field(default_factory=dict)
    muxing: dict[str, str] = field(default_factory=dict)
    label: Callable[[OutputContainer, Label], None] | None = None
    complete: Callable[[Path, Label], None] | None = None


def _label_vorbis(container: OutputContainer, label: Label) -> None:
    """Chapters as tags: FLAC has no others, and FFmpeg rounds those of Opus to a wrong second."""
    container.metadata.update(label.texts, encoded_by=ENCODER)
    container.metadata.update(vorbis_chapters(label.timeline))


def _label_flac(container: OutputContainer, label: Label) -> None:
    _label_vorbis(container, label)
    container.metadata.update(label.replay_gain)


def _label_opus(container: OutputContainer, label: Label) -> None:
    _label_vorbis(container, label)
    container.metadata.update(label.r128_gain)


def _label_mp4(container: OutputContainer, label: Label) -> None:
    """Chapters in whole frames; FFmpeg writes them as a QuickTime track and as a Nero list."""
    container.metadata.update(label.texts, encoding_tool=ENCODER)
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start,
                "end": chapter.end,
                "time_base": Fraction(1, HOUSE_RATE),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(label.timeline.chapters)
        ]
    )


def _add_loudness(path: Path, label: Label) -> None:
    from matcue.exporters.freeform import add_loudness

    add_loudness(path, label)


@contextmanager
def _system_errors() -> Iterator[None]:
    """`OSError`, as `Writer` promises, for those of FFmpeg's errors that are none."""
    try:
        yield
    except OSError:
        raise
    except (av.FFmpegError, UnknownCodecError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OSError(f"FFmpeg cannot make this format here: {reason}") from error


def _resampler(rate: int) -> Callable[[Pcm, bool], Pcm]:
    """A function of the next samples, and whether they are the last, to samples at `rate`."""
    if rate == HOUSE_RATE:
        return lambda pcm, _last: pcm
    stream = soxr.ResampleStream(HOUSE_RATE, rate, 1, dtype="float32")
    return lambda pcm, last: to_pcm(stream.resample_chunk(from_pcm(pcm).ravel(), last=last))


def _put_id3_in_front(path: Path, label: Label) -> None:
    """Move what is in a file toward its end, a chunk at a time, and write the tag before it."""
    head = id3(label)
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        for start in reversed(range(0, size, _CHUNK)):
            file.seek(start)
            chunk = file.read(_CHUNK)
            file.seek(start + len(head))
            file.write(chunk)
        file.seek(0)
        file.write(head)


class Encoded:
    """The `Writer` of all formats that FFmpeg makes.

    Raises:
        OSError: the file cannot be opened, or FFmpeg lacks the encoder.
    """

    @_system_errors()
    def __init__(self, part: Path, label: Label, codec: Codec) -> None:
        self._complete = codec.complete and partial(codec.complete, part, label)
        self._resample = _resampler(codec.rate)
        self._done = 0
        options = {**_REPEATABLE, **codec.muxing}
        self._container = av.open(str(part), "w", format=codec.muxer, container_options=options)
        self._stream: AudioStream = self._container.add_stream(
            codec.encoder, rate=codec.rate, options=codec.encoding, layout="mono"
        )
        self._stream.bit_rate = codec.bit_rate
        if codec.label:
            codec.label(self._container, label)

    @_system_errors()
    def write(self, block: Block) -> None:
        """See `Writer.write`."""
        self._encode(self._resample(to_pcm(block).ravel(), False))

    @_system_errors()
    def finish(self) -> None:
        """See `Writer.finish`."""
        self._encode(self._resample(np.empty(0, np.int16), True))
        self._container.start_encoding()
        self._container.mux(self._stream.encode(None))
        self._container.close()
        if self._complete:
            self._complete()

    def close(self) -> None:
        """See `Writer.close`."""
        with suppress(av.FFmpegError):
            self._container.close()

    def _encode(self, pcm: Pcm) -> None:
        """Hand one-dimensional samples, already at the codec's rate, to FFmpeg."""
        if not pcm.size:
            return
        frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._stream.rate
        frame.time_base = Fraction(1, self._stream.rate)
        frame.pts = self._done
        self._done += frame.samples
        self._container.mux(self._stream.encode(frame))


flac = partial(Encoded, codec=Codec("flac", "flac", label=_label_flac))

mp3 = partial(
    Encoded,
    codec=Codec(
        "mp3",
        "libmp3lame",
        bit_rate=96_000,
        muxing={"id3v2_version": "0"},
        complete=_put_id3_in_front,
    ),
)

m4a = partial(
    Encoded,
    codec=Codec(
        "ipod",
        "aac",
        bit_rate=96_000,
        encoding={"aac_coder": "fast"},
        # The chapters are counted in movie time, and a player needs them before the sound.
        muxing={"movie_timescale": str(HOUSE_RATE), "movflags": "+faststart"},
        label=_label_mp4,
        complete=_add_loudness,
    ),
)

opus = partial(
    Encoded,
    codec=Codec("opus", "libopus", rate=48_000, bit_rate=48_000, label=_label_opus),
)
