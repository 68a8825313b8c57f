"""The sink that all formats share: it pulls, and hands the blocks to a writer."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Final, Protocol, Self

from matcue.exporters.whole import file_errors, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from matcue.audio.ports import Block, Source

BLOCK: Final = 16_384
"""Frames pulled at a time: 0.37 s, long enough that the calls cost nothing."""


class Writer(Protocol):
    """The bytes of one format. Every method but `close` may raise `OSError`."""

    def write(self, block: Block) -> None:
        """Take the next frames, mono at the house rate; the block may be empty."""

    def finish(self) -> None:
        """Write all that follows the samples; the file is complete on disk afterwards."""

    def close(self) -> None:
        """Let go of the file, finished or not; never raises."""


class Export:
    """A `Sink` that makes the file `target`, which appears when the `with` is left cleanly."""

    def __init__(
        self, target: Path, writer: Callable[[Path], Writer], progress: Callable[[int], None]
    ) -> None:
        self._target = target
        self._make_writer = writer
        self._progress = progress

    def __enter__(self) -> Self:
        """The sink, open.

        Raises:
            FileError: nothing can be written there.
        """
        with file_errors(self._target), ExitStack() as stack:
            part = stack.enter_context(whole(self._target))
            self._writer = stack.enter_context(closing(self._make_writer(part)))
            self._open = stack.pop_all()
        return self

    def drain(self, source: Source) -> None:
        """Pull `source` until it ends and encode it; see `Sink.drain`.

        Raises:
            FileError: the file cannot be written.
        """
        done, block = 0, source.read(BLOCK)
        while True:
            with file_errors(self._target):
                self._writer.write(block)
            done += len(block)
            self._progress(done)
            if len(block) < BLOCK:
                return
            block = source.read(BLOCK)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Complete the file and give it its name; after an error, remove it.

        Raises:
            FileError: the last of it cannot be written.
        """
        if error:
            self._open.__exit__(kind, error, trace)
            return
        with file_errors(self._target), self._open:
            self._writer.finish()
