"""A voice in a process of its own: an engine that hangs or crashes costs one retry."""

from __future__ import annotations

from functools import cached_property
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from matcue.audio.clip import from_pcm, to_pcm
from matcue.errors import VoiceClosed, VoiceError, brief
from matcue.voices import engine, load, location, of_name
from matcue.voices.apart import be_quiet
from matcue.voices.speaker import Speaker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from matcue.audio.ports import Block

PATIENCE: Final = 60.0
"""Seconds after which a worker that says nothing is taken to hang; loading is the longest wait."""


_LOST: Final = (EOFError, OSError, TypeError)
"""What a connection raises whose other end died, or which another thread closed meanwhile."""


class WorkerVoice:
    """The voice of a name, its engine started at the first word, ended by `close`."""

    def __init__(self, name: str, speed: float, patience: float = PATIENCE) -> None:
        self.name = name
        self._speed = speed
        self._patience = patience
        self._worker: tuple[Connection, SpawnProcess] | None = None
        self._closed = False

    @cached_property
    def identity(self) -> str:
        """All that the samples depend on but the text; asked of the engine without starting it."""
        return Speaker(self.name, engine(self.name), self._speed).identity

    def speak(self, text: str) -> Block:
        """The words of `text` as a clip; a worker that died or hangs is started once more.

        Raises:
            VoiceError: the engine refused, or failed twice.
        """
        try:
            return self._ask(text)
        except _LOST:
            self._end()
        try:
            return self._ask(text)
        except _LOST as error:
            self._end()
            reason = f"its process ended or hung twice at “{brief(text)}”"
            raise VoiceError(self.name, f"{reason}; choose another with --voice") from error

    def close(self) -> None:
        """End the worker, also while another thread waits for it."""
        self._closed = True
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, text: str) -> Block:
        if self._closed:
            raise VoiceClosed(self.name, "it was closed")
        connection, _ = self._worker = self._worker or _start(self.name, self._speed)
        if self._closed:
            self._end()
            raise VoiceClosed(self.name, "it was closed")
        connection.send(text)
        if not connection.poll(self._patience):
            raise TimeoutError
        answer = connection.recv()
        if isinstance(answer, str):
            raise VoiceError(self.name, answer)
        return from_pcm(np.frombuffer(answer, np.int16))

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            connection, process = worker
            process.kill()
            process.join()
            connection.close()


def _start(name: str, speed: float) -> tuple[Connection, SpawnProcess]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, name, location(name), speed), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def serve(connection: Connection, name: str, location: str, speed: float) -> None:
    """Answer each text with its samples, or with the reason why there are none, until the end.

    The keyboard's interrupt is for the parent, and an engine's own printing is for nobody.
    """
    be_quiet()
    speaker = Speaker(name, of_name(load(location), name), speed)
    while True:
        try:
            text = connection.recv()
        except EOFError:
            return
        try:
            answer: str | bytes = to_pcm(speaker.speak(text)).tobytes()
        except VoiceError as error:
            answer = error.reason
        connection.send(answer)
