"""FFmpeg's encoders, given a recording as a whole, or in pieces side by side.

The packets of all pieces follow one another as if one encoder had made them. In silence an encoder
begins anew, and the same packet is given out for all of it. Sound that does not end is cut where it
is; there an encoder hears some of what was before, so that it is in the state of the one before it,
and some of what follows, which decides how it encodes the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import chain, islice
from math import inf
from typing import TYPE_CHECKING, Any, Final, Literal

import av
import numpy as np

from matcue.exporters.side_by_side import SideBySide
from matcue.exporters.spans import Silence, Spans
from matcue.processes import cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from av.audio.codeccontext import AudioCodecContext
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet

    from matcue.audio.samples import Pcm
    from matcue.units import Rate

    AudioPacket = Packet[Any]

LAYOUTS: Final = {1: "mono", 2: "stereo"}
"""FFmpeg's names of channels."""
LONGEST: Final = 1000
"""Frames of the longest piece, about 20 s; what is longer is cut."""
LEAD: Final = 25
"""Frames before a cut that the next encoder hears as well, about half a second."""
TAIL: Final = 3
"""Frames after a cut that the encoder before hears as well."""
_SETTLED: Final = 6
"""Frames of silence after which an encoder makes the same packet again and again."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """How FFmpeg encodes a recording.

    Attributes:
        name: of the encoder.
        rate: of the samples.
        channels: of the samples.
        bit_rate: bits a second in all; 0 where nothing is lost.
        options: of the encoder.
        threads: in which pieces are encoded side by side.
    """

    name: Literal["flac", "aac", "libopus"]
    rate: Rate
    channels: int
    bit_rate: int
    options: dict[str, str]
    threads: int = field(default_factory=cores)

    def opened(self) -> AudioCodecContext:
        """Open the encoder."""
        context = av.CodecContext.create(self.name, "w")
        assert isinstance(context, av.AudioCodecContext)  # noqa: S101 - for the type checker
        self._tell(context)
        context.open()
        return context

    def stream(self, container: OutputContainer) -> AudioStream:
        """Add a stream to a container, with an encoder of its own."""
        stream: AudioStream = container.add_stream(self.name, self.rate)
        self._tell(stream.codec_context)
        return stream

    def _tell(self, context: AudioCodecContext) -> None:
        context.sample_rate, context.layout = self.rate, LAYOUTS[self.channels]
        context.bit_rate = self.bit_rate
        context.options = self.options
        assert context.codec.audio_formats  # noqa: S101 - for the type checker
        context.format = context.codec.audio_formats[0]

    def frame(self, pcm: Pcm, at: int) -> av.AudioFrame:
        """Hand samples, shape (frames, channels), to FFmpeg; the first lies `at` that place."""
        frame = av.AudioFrame.from_ndarray(
            pcm.reshape(1, -1), format="s16", layout=LAYOUTS[self.channels]
        )
        frame.sample_rate, frame.time_base, frame.pts = self.rate, Fraction(1, self.rate), at
        return frame


class Whole:
    """Packets of a recording, made by the encoder of a stream."""

    def __init__(self, encoder: Encoder, stream: AudioStream) -> None:
        self._encoder = encoder
        self._stream = stream
        self._done = 0

    def add(self, pcm: Pcm) -> Iterator[AudioPacket]:
        """Encode the next samples; yield the packets made so far."""
        if pcm.size:
            yield from self._stream.encode(self._encoder.frame(pcm, self._done))
        self._done += len(pcm)

    def end(self) -> Iterator[AudioPacket]:
        """Yield the last packets."""
        yield from self._stream.encode(None)

    def close(self) -> None:
        """Do nothing: the stream is closed by its container."""


class Finished:
    """Packets of a recording that was encoded before, from the MP4 file that it is in."""

    def __init__(self, path: Path, stream: AudioStream) -> None:
        self._stream = stream
        self._container = av.open(str(path))
        self._packets = self._read()

    def add(self, pcm: Pcm) -> Iterator[AudioPacket]:
        """Yield as many packets as there are whole frames in the next samples."""
        frame = self._container.streams.audio[0].codec_context.frame_size
        yield from islice(self._packets, len(pcm) // frame)

    def end(self) -> Iterator[AudioPacket]:
        """Yield the last packets."""
        yield from self._packets

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _read(self) -> Iterator[AudioPacket]:
        """Read the packets, each without what the file told of it beside its time."""
        for found in self._container.demux(audio=0):
            if found.size:
                packet = av.Packet(bytes(found))
                packet.pts, packet.dts = found.pts, found.dts
                packet.duration, packet.time_base = found.duration, found.time_base
                packet.is_keyframe = True
                packet.stream = self._stream
                yield packet


@dataclass(frozen=True, slots=True)
class Piece:
    """What one encoder is given.

    Attributes:
        pcm: samples, shape (frames, channels).
        at: where in the recording the first of them lies.
        start: from where on it is kept.
        end: where the next piece begins; infinite for the last.
    """

    pcm: Pcm
    at: int
    start: int
    end: float


class Pieces:
    """Packets of a recording, made in pieces side by side."""

    def __init__(self, encoder: Encoder, stream: AudioStream) -> None:
        self._encoder = encoder
        self._stream = stream
        context = encoder.opened()
        self._frame = context.frame_size
        self._spans = Spans(self._frame, encoder.channels)
        nothing = np.zeros((2 * _SETTLED * self._frame, encoder.channels), np.int16)
        made = context.encode(encoder.frame(nothing, 0))
        self._early = -(made[0].pts or 0)
        self._silence = bytes(made[_SETTLED])
        self._work: SideBySide[Iterable[AudioPacket]] = SideBySide(encoder.threads)
        self._sound: list[Pcm] = []
        self._at = self._start = self._end = 0

    def add(self, pcm: Pcm) -> Iterator[AudioPacket]:
        """Take the next samples; yield the packets that are made, and wait where many are not."""
        for span in self._spans.add(pcm):
            self._take(span)
        yield from chain.from_iterable(self._work.made())

    def end(self) -> Iterator[AudioPacket]:
        """Yield the last packets."""
        for span in self._spans.end():
            self._take(span)
        self._encode(inf)
        yield from chain.from_iterable(self._work.rest())

    def close(self) -> None:
        """Let go of what is not made yet."""
        self._work.close()

    def _take(self, span: Pcm | Silence) -> None:
        """Add a span to what is encoded: silence ends a piece, and sound may make it too long."""
        if isinstance(span, Silence):
            self._encode(self._end)
            self._work.add(partial(self._silent, self._end, span.frames))
            self._end += span.frames * self._frame
            self._at = self._start = self._end
            return
        self._sound.append(span)
        self._end += len(span)
        while self._end - self._start >= (LONGEST + TAIL) * self._frame:
            self._cut(self._start + LONGEST * self._frame)

    def _cut(self, end: int) -> None:
        """Cut where nothing is silent."""
        rest = np.concatenate(self._sound)
        heard, at = end + TAIL * self._frame, end - LEAD * self._frame
        self._sound = [rest[: heard - self._at]]
        self._encode(end)
        self._sound = [rest[at - self._at :]]
        self._at, self._start = at, end

    def _encode(self, end: float) -> None:
        """Have what has come together encoded, and kept up to `end`."""
        piece = Piece(np.concatenate(self._sound), self._at, self._start, end)
        self._sound = []
        self._work.add(partial(self._packets, piece))

    def _packets(self, piece: Piece) -> list[AudioPacket]:
        """Encode a piece; return the packets of what is kept of it."""
        context = self._encoder.opened()
        made = context.encode(self._encoder.frame(piece.pcm, piece.at)) if piece.pcm.size else []
        made += context.encode(None)
        for packet in made:
            packet.stream = self._stream
        return [p for p in made if piece.start <= (p.pts or 0) + self._early < piece.end]

    def _silent(self, at: int, frames: int) -> Iterator[AudioPacket]:
        """Make the packets of so many frames of silence, each when it is asked for."""
        for start in range(at - self._early, at - self._early + frames * self._frame, self._frame):
            packet = av.Packet(self._silence)
            packet.pts = packet.dts = start
            packet.duration, packet.time_base = self._frame, Fraction(1, self._encoder.rate)
            packet.is_keyframe = True
            packet.stream = self._stream
            yield packet
