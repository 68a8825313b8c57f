"""FLAC, M4A, M4B and Opus, by FFmpeg.

Every format is made from the 16-bit samples that are heard live. Chapters are exact in M4A, and
to the millisecond elsewhere.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import av
from av.codec.codec import UnknownCodecError

from matcue.exporters.metadata import NERO, spoken_cues, truncated
from matcue.exporters.pieces import Encoder, Finished, Pieces, Whole
from matcue.exporters.tags import tag_audiobook, tag_flac, tag_mp4, tag_opus
from matcue.routine.enums import Quality
from matcue.units import HOUSE_RATE, Rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.container import OutputContainer
    from av.packet import Packet
    from av.stream import Stream

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec
    from matcue.timeline.model import Cue, Timeline

_REPEATABLE: Final = {"fflags": "+bitexact"}
"""Muxer options under which the same samples give the same bytes."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How FFmpeg makes one format.

    `tag` puts the tags into the file that FFmpeg made, and the chapters as well where there are
    no `tracks` of chapters and words. `bit_rates` in bits a second for each channel, none where
    nothing is lost.
    """

    muxer: str
    encoder: Literal["flac", "aac", "libopus"]
    tag: Callable[[Path, Metadata], None]
    made: type[Whole | Pieces] = Pieces
    rate: Rate = HOUSE_RATE
    bit_rates: dict[Quality, int] = field(default_factory=dict)
    tracks: bool = False
    encoding: dict[str, str] = field(default_factory=dict)
    muxing: dict[str, str] = field(default_factory=dict)


@contextmanager
def _system_errors() -> Iterator[None]:
    """Raise FFmpeg's errors that are not `OSError` as `OSError`, as `Writer` promises."""
    try:
        yield
    except OSError:
        raise
    except (av.FFmpegError, UnknownCodecError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OSError(f"FFmpeg cannot make this format here: {reason}") from error


def _set_chapters(container: OutputContainer, timeline: Timeline) -> None:
    """Set chapters in whole frames; FFmpeg writes them as a QuickTime track and a Nero list."""
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start,
                "end": chapter.end,
                "time_base": Fraction(1, HOUSE_RATE),
                "metadata": {"title": truncated(chapter.title, NERO)},
            }
            for number, chapter in enumerate(timeline.chapters)
        ]
    )


class _Subtitles:
    """A track that shows what is said, for as long as it is said."""

    def __init__(self, container: OutputContainer, cues: list[Cue]) -> None:
        self._container = container
        self._cues = cues[::-1]
        self._stream: Stream = container.add_mux_stream("mov_text")
        self._stream.time_base = Fraction(1, HOUSE_RATE)
        self._stream.metadata["language"] = "eng"

    def write(self, end: int) -> None:
        """Mux all cues that begin before the frame `end`, each once."""
        while self._cues and self._cues[-1].start < end:
            self._container.mux(self._packet(self._cues.pop()))

    def _packet(self, cue: Cue) -> Packet[Stream]:
        text = cue.sound.text.encode()
        packet = av.Packet(struct.pack(">H", len(text)) + text)
        packet.stream = self._stream
        packet.time_base = Fraction(1, HOUSE_RATE)
        packet.pts = packet.dts = cue.start
        packet.duration = cue.frames
        packet.is_keyframe = True
        return packet


class FFmpegWriter:
    """The `Writer` of all formats that FFmpeg makes.

    Raises:
        OSError: the file cannot be opened, or FFmpeg lacks the encoder.
    """

    @_system_errors()
    def __init__(self, part: Path, spec: RecordingSpec, codec: Codec) -> None:
        self._tag = partial(codec.tag, part)
        self.rate = codec.rate
        self._done = 0
        options = {**_REPEATABLE, **codec.muxing}
        self._container = av.open(str(part), "w", format=codec.muxer, container_options=options)
        encoder = Encoder(
            codec.encoder,
            codec.rate,
            spec.channels,
            spec.channels * codec.bit_rates.get(spec.quality, 0),
            codec.encoding,
            spec.threads,
        )
        stream = encoder.stream(self._container)
        known = spec.encoded and spec.encoded.of(spec.timeline)
        self._encoded = Finished(known, stream) if known else codec.made(encoder, stream)
        if codec.tracks:
            _set_chapters(self._container, spec.timeline)
        cues = list(spoken_cues(spec.timeline)) if codec.tracks else []
        self._subtitles = cues and _Subtitles(self._container, cues)

    @_system_errors()
    def write(self, pcm: Pcm) -> None:
        """Encode the next samples and mux the packets; see `Writer.write`."""
        self._done += len(pcm)
        if self._subtitles:
            self._subtitles.write(self._done)
        self._mux(self._encoded.add(pcm))

    @_system_errors()
    def finish(self, metadata: Metadata) -> None:
        """Flush the encoder, close the container and tag the file; see `Writer.finish`."""
        # Without any samples no header has been written yet; otherwise this does nothing.
        self._container.start_encoding()
        self._mux(self._encoded.end())
        self._container.close()
        self._tag(metadata)

    def _mux(self, packets: Iterator[Packet[Any]]) -> None:
        for packet in packets:
            self._container.mux(packet)

    def close(self) -> None:
        """Close the container, finished or not; see `Writer.close`."""
        self._encoded.close()
        with suppress(av.FFmpegError):
            self._container.close()


def _bit_rates(*thousands: int) -> dict[Quality, int]:
    """Map each quality, from the lowest on, to bits a second, given in `thousands`."""
    return {quality: 1000 * rate for quality, rate in zip(Quality, thousands, strict=True)}


flac = partial(FFmpegWriter, codec=Codec("flac", "flac", tag_flac, Whole))

_MP4: Final = Codec(
    "ipod",
    "aac",
    tag_mp4,
    bit_rates=_bit_rates(64, 96, 160),
    tracks=True,
    encoding={"aac_coder": "fast"},
    # The chapters are counted in movie time, and a player needs them before the sound.
    muxing={"movie_timescale": str(HOUSE_RATE), "movflags": "+faststart"},
)

m4a = partial(FFmpegWriter, codec=_MP4)

m4b = partial(
    FFmpegWriter,
    codec=replace(_MP4, muxing={**_MP4.muxing, "brand": "M4B "}, tag=tag_audiobook),
)

opus = partial(
    FFmpegWriter,
    codec=Codec(
        "opus",
        "libopus",
        tag_opus,
        rate=Rate(48_000),
        bit_rates=_bit_rates(24, 48, 96),
        encoding={"compression_level": "5"},
    ),
)
