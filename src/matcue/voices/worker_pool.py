"""A voice in processes of its own: an engine that hangs or crashes costs one retry."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from matcue.errors import VoiceClosed, VoiceError, brief
from matcue.processes import SilenceWatch, shield_from_interrupt, silence_child
from matcue.voices import engine, engine_location, load_engine, with_voice
from matcue.voices.synthesizer import Synthesizer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from matcue.audio.samples import Pcm

PATIENCE: Final = 60.0
"""Seconds after which a worker that says nothing is taken to hang; loading is the longest wait."""
IDLE: Final = 60.0
"""Seconds without a text after which a worker ends, and gives its memory back."""


_LOST: Final = (EOFError, OSError, TypeError)
"""What a connection raises whose other end died, or which another thread closed meanwhile."""


class WorkerVoice:
    """The voice of a name, its engine started at the first word, ended by `close`.

    What several threads ask for at once is spoken at once, by as many workers.
    """

    def __init__(
        self, name: str, speed: float, patience: float = PATIENCE, idle: float = IDLE
    ) -> None:
        self.name = name
        self._speed = speed
        self._patience = patience
        self._idle_for = idle
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._closed = False

    @cached_property
    def identity(self) -> str:
        """All that the samples depend on but the text; asked of the engine without starting it."""
        return Synthesizer(self.name, engine(self.name), self._speed).identity

    def speak(self, text: str) -> Pcm:
        """Speak the words of `text`; a worker that died or hangs is replaced once.

        Raises:
            VoiceError: the engine refused, or failed twice.
        """
        try:
            return self._ask(text)
        except _LOST:
            pass
        try:
            return self._ask(text)
        except _LOST as error:
            reason = f"its process ended or hung twice at “{brief(text)}”"
            raise VoiceError(self.name, f"{reason}; choose another with --voice") from error

    def known_frames(self, _: str) -> None:
        """Return None: to know a length takes a worker."""

    def close(self) -> None:
        """End all workers, also while other threads wait for them."""
        self._closed = True
        for worker in tuple(self._workers):
            worker.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, text: str) -> Pcm:
        worker = self._idle_or_new()
        try:
            answer = worker.ask(text, self._patience)
        except _LOST:
            worker.end()
            raise
        self._idle.append(worker)
        if isinstance(answer, str):
            raise VoiceError(self.name, answer)
        return np.frombuffer(answer, np.int16)

    def _idle_or_new(self) -> _Worker:
        """Take an idle worker, or start one; the voice may be closed meanwhile."""
        if not self._closed:
            with suppress(IndexError):
                return self._idle.pop()
            worker = _Worker(self.name, self._speed, self._idle_for)
            self._workers.add(worker)
            # `close` may have run meanwhile, without knowing this worker
            if not self._closed:
                return worker
            worker.end()
        raise VoiceClosed(self.name, "it was closed")


class _Worker:
    """A process with an engine: it answers one text after another."""

    def __init__(self, name: str, speed: float, idle: float) -> None:
        self._ending = Lock()
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        arguments = (theirs, name, engine_location(name), speed, idle)
        self.process = context.Process(target=serve, args=arguments, daemon=True)
        with shield_from_interrupt():
            self.process.start()
        # while the parent holds that end too, a dead worker gives no EOFError
        theirs.close()

    def ask(self, text: str, patience: float) -> str | bytes:
        """Ask for `text`; return its samples, or the reason why there are none.

        It raises one of `_LOST` if the process is gone or hangs, or the connection was closed.
        """
        with SilenceWatch(self.process.kill, patience):
            self._connection.send(text)
            answer: str | bytes = self._connection.recv()
        return answer

    def end(self) -> None:
        """Kill the process; it may have ended already, or another thread may be ending it."""
        with self._ending:
            self.process.kill()
            self.process.join()
            self._connection.close()


def serve(connection: Connection, name: str, location: str, speed: float, idle: float) -> None:
    """Answer each text with its samples, or with the reason why there are none, until the end.

    The end comes as well when nothing was asked for `idle` seconds.

    The keyboard's interrupt is for the parent; what an engine prints is discarded.
    """
    silence_child()
    speaker = Synthesizer(name, with_voice(load_engine(location), name), speed)
    while connection.poll(idle):
        try:
            text = connection.recv()
        except EOFError:
            return
        try:
            answer: str | bytes = speaker.speak(text).tobytes()
        except VoiceError as error:
            answer = error.reason
        connection.send(answer)
