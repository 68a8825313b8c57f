"""The sink that all formats share: it pulls, and hands the blocks to a writer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol, Self, TypeVar

import soxr

from matcue.atomic import atomic_file, file_errors
from matcue.audio.samples import from_pcm, to_pcm
from matcue.errors import VerifyError
from matcue.processes import cores
from matcue.routine.enums import Quality
from matcue.units import HOUSE_RATE, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from matcue.audio.loudness import Loudness
    from matcue.audio.samples import Pcm, Source
    from matcue.exporters.metadata import Metadata
    from matcue.timeline.model import Timeline
    from matcue.units import Frames, Rate

_Part = TypeVar("_Part")
BLOCK: Final = 1 << 16
"""Frames pulled at a time: 1.5 s, so that two threads seldom wait for each other."""
ENCODING: Final = "Encoding"
CHECKING: Final = "Checking"


@dataclass(frozen=True, slots=True)
class EncodedSound:
    """Sound that is encoded in an MP4 file: which voice speaks, and for how many frames."""

    path: Path
    voice: str
    frames: Frames

    def of(self, timeline: Timeline) -> Path | None:
        """Return the file if it has the sound of a timeline; another voice may have spoken."""
        same = (self.voice, self.frames) == (timeline.voice, timeline.frames)
        return self.path if same else None


@dataclass(frozen=True, slots=True)
class RecordingSpec:
    """What is recorded: its timeline, on how many channels, and how much of the sound is kept.

    It is encoded in so many `threads`; how many there are makes no difference to the bytes. A
    format in `SAME_SOUND` takes the packets of the sound that is `encoded` already, if it is this.
    """

    timeline: Timeline
    channels: int = 1
    quality: Quality = Quality.STANDARD
    threads: int = field(default_factory=cores)
    encoded: EncodedSound | None = None


class Writer(Protocol):
    """The bytes of one format. Every method but `close` may raise `OSError`.

    Attributes:
        rate: of the samples that it takes.
    """

    rate: Rate

    def write(self, pcm: Pcm) -> None:
        """Encode the next samples; there may be none."""

    def finish(self, metadata: Metadata) -> None:
        """Write all but the samples; the file is complete on disk afterwards."""

    def close(self) -> None:
        """Close the file, finished or not; never raises."""


class ReadbackProtocol(Protocol):
    """What a file must hold, in one format."""

    def add(self, pcm: Pcm) -> None:
        """Note the next samples, at the house rate; there may be none."""

    @property
    def loudness(self) -> Loudness:
        """Of all frames; none can be added afterwards."""

    def differences(self, path: Path, progress: Callable[[int], None]) -> tuple[str, ...]:
        """List in words what in a complete file is not as it should be; empty if all is.

        `progress` is called with the frames that have been looked at, at the house rate.

        Raises:
            OSError: it cannot be read.
        """


def pcm_blocks(source: Source) -> Iterator[Pcm]:
    """Pull a source to its end in 16-bit blocks, as heard live; the last may be empty."""
    block = source.read(BLOCK)
    while len(block) == BLOCK:
        yield to_pcm(block)
        block = source.read(BLOCK)
    yield to_pcm(block)


def resampled(parts: Iterator[Pcm], rate: Rate) -> Iterator[Pcm]:
    """Resample the sound from the house rate to `rate`."""
    if rate == HOUSE_RATE:
        yield from parts
        return
    first = next(parts)
    stream = soxr.ResampleStream(HOUSE_RATE, rate, first.shape[1], dtype="float32")
    for pcm in chain([first], parts):
        yield to_pcm(stream.resample_chunk(from_pcm(pcm)))
    yield to_pcm(stream.resample_chunk(from_pcm(first[:0]), last=True))


def read_ahead(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Yield the same parts; while one is processed, a thread makes the next."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = pool.submit(next, parts, None)
            yield part


class Exporter:
    """A `Sink` that makes the file `target`, which appears when the `with` is left cleanly.

    Before it appears, it is opened again and checked.

    Args:
        target: the file.
        writer: of its format, by the path to write.
        check: what it must hold.
        metadata_of: makes its metadata from its loudness.
        progress: called after each block with the stage and the frames done so far.
    """

    def __init__(
        self,
        target: Path,
        writer: Callable[[Path], Writer],
        check: ReadbackProtocol,
        metadata_of: Callable[[Loudness], Metadata],
        progress: Callable[[str, int], None],
    ) -> None:
        self._target = target
        self._make_writer = writer
        self._check = check
        self._metadata_of = metadata_of
        self._progress = progress

    def __enter__(self) -> Self:
        """Open the target for writing and return the exporter.

        Raises:
            FileError: nothing can be written there.
        """
        with file_errors(self._target), ExitStack() as stack:
            self._part = stack.enter_context(atomic_file(self._target))
            self._writer = stack.enter_context(closing(self._make_writer(self._part)))
            self._open = stack.pop_all()
        return self

    @property
    def loudness(self) -> Loudness:
        """Of all that was drained; nothing can be drained afterwards."""
        return self._check.loudness

    def drain(self, source: Source) -> None:
        """Pull `source` until it ends and encode it; see `Sink.drain`.

        Raises:
            FileError: the file cannot be written.
        """
        done, rate = 0, self._writer.rate
        for pcm in read_ahead(resampled(self._noted(source), rate)):
            with file_errors(self._target):
                self._writer.write(pcm)
            done += len(pcm)
            self._progress(ENCODING, to_frames(to_seconds(done, rate)))

    def _noted(self, source: Source) -> Iterator[Pcm]:
        for pcm in pcm_blocks(source):
            self._check.add(pcm)
            yield pcm

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Complete the file, check it and rename it to its target; after an error, remove it.

        Raises:
            FileError: the last of it cannot be written.
            VerifyError: it is not what was to be written.
        """
        if error:
            self._open.__exit__(kind, error, trace)
            return
        with file_errors(self._target), self._open:
            self._writer.finish(self._metadata_of(self.loudness))
            if found := self._check.differences(self._part, partial(self._progress, CHECKING)):
                raise VerifyError(str(self._target), found)
