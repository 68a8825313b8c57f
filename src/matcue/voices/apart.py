"""Work done in a process of its own: it may hang, crash or print, and nobody is disturbed."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from matcue.errors import VoiceError, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

_Answer = TypeVar("_Answer")

PATIENCE: Final = 20.0
"""Seconds that an answer may take."""


def apart(
    name: str, work: Callable[..., _Answer], *arguments: object, patience: float = PATIENCE
) -> _Answer:
    """What `work` returns, which a process of its own has done; it must be picklable.

    Raises:
        VoiceError: of the voice `name`: it failed, crashed, or took longer than `patience` seconds.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_do, args=(theirs, work, arguments), daemon=True)
    with undisturbed():
        process.start()
    theirs.close()
    try:
        if not ours.poll(patience):
            raise VoiceError(name, f"it gave no answer within {patience:g} seconds")
        done, answer = ours.recv()
    except (EOFError, OSError) as error:
        raise VoiceError(name, "its process ended unexpectedly") from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if not done:
        raise VoiceError(name, answer)
    return cast("_Answer", answer)


@contextmanager
def undisturbed() -> Iterator[None]:
    """A process that is started meanwhile never hears the keyboard's interrupt, not even first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it would let the interrupt through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def be_quiet() -> None:
    """Leave the keyboard's interrupt to the parent, and print to nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _do(connection: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    be_quiet()
    try:
        connection.send((True, work(*arguments)))
    except Exception as error:  # noqa: BLE001 - told by the parent, as a VoiceError
        connection.send((False, words_of(error)))
