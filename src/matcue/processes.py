"""Work in a process or a thread of its own: limited, silent, left behind where it hangs."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from matcue.errors import ChildFailed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

_Answer = TypeVar("_Answer")

PATIENCE: Final = 20.0
"""Seconds that a child's answer may take."""


GLANCE: Final = 0.1
"""Seconds between two looks at whether a process has said something."""


def cores() -> int:
    """Count the cores that this process may use; it can be bound to some of them."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class SilenceWatch:
    """Kills a process that says nothing for `patience` seconds, while the `with` lasts.

    Whoever reads from it then comes to an end, also in the midst of an answer. Looks are counted,
    not seconds: while this process is stopped it hears nothing either.
    """

    def __init__(self, kill: Callable[[], None], patience: float) -> None:
        self._kill = kill
        self._patience = patience
        self._left = patience
        self._over = Event()

    @property
    def killed(self) -> bool:
        """Whether it was killed."""
        return self._left <= 0

    def heard(self) -> None:
        """Begin the seconds anew."""
        self._left = self._patience

    def __enter__(self) -> Self:
        Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(GLANCE):
            self._left -= GLANCE
            if self.killed:
                self._kill()
                return


def run_in_child(
    work: Callable[..., _Answer], *arguments: object, patience: float = PATIENCE
) -> _Answer:
    """Run `work` in a child process, which may hang, crash or print; return its result.

    Args:
        work: is pickled, with its arguments.
        arguments: of the work.
        patience: seconds that it may take.

    Raises:
        ChildFailed: the work raised, crashed, or took longer.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_answer, args=(theirs, work, arguments), daemon=True)
    with shield_from_interrupt():
        process.start()
    theirs.close()
    watch = SilenceWatch(process.kill, patience)
    try:
        with watch:
            done, answer = ours.recv()
    except (EOFError, OSError) as error:
        if watch.killed:
            raise ChildFailed(f"it gave no answer within {patience:g} seconds") from error
        raise ChildFailed("its process ended unexpectedly") from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if not done:
        raise ChildFailed(answer)
    return cast("_Answer", answer)


def _answer(connection: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    silence_child()
    try:
        connection.send((True, work(*arguments)))
    except Exception as error:  # noqa: BLE001 - the parent raises it as `ChildFailed`
        connection.send((False, words_of(error)))


ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""What ends a program, and is often sent to all that it has started as well."""


@contextmanager
def shield_from_interrupt() -> Iterator[None]:
    """Block Ctrl-C and its like while a process is started, which inherits the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # starting it would let the interrupt through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {getattr(signal, name) for name in ENDING})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def silence_child() -> None:
    """Leave Ctrl-C and its like to the parent, and discard what this process prints.

    In a group of its own the process gets no signal that is for all that the parent has started.
    Who asks this one alone to end is heard.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
        own = {signal.SIGTERM, signal.SIGHUP}
        for number in own:
            signal.signal(number, signal.SIG_IGN)  # drops the one that came while it was blocked
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, own)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


@contextmanager
def silence_stderr() -> Iterator[None]:
    """Discard file descriptor 2 meanwhile: sound libraries print there what they tried."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


_TAKEN: Final = Path("/proc/self/statm")
"""Where Linux tells what this process takes, in pages."""
_LIMITING: Final = Lock()


@contextmanager
def limit_memory(more: int) -> Iterator[None]:
    """Let this process get at most `more` bytes more meanwhile; what asks for others gets none.

    Only Linux has such a limit. One thread at a time sets it, and the others wait.
    """
    if sys.platform != "linux" or not _TAKEN.exists():
        yield
        return
    from resource import RLIM_INFINITY, RLIMIT_AS, getpagesize, getrlimit, setrlimit

    with _LIMITING:
        now = int(_TAKEN.read_text(encoding="ascii").split()[0]) * getpagesize()
        before, highest = getrlimit(RLIMIT_AS)
        allowed = [now + more, *(each for each in (before, highest) if each != RLIM_INFINITY)]
        setrlimit(RLIMIT_AS, (min(allowed), highest))
        try:
            yield
        finally:
            setrlimit(RLIMIT_AS, (before, highest))


def in_thread(work: Callable[[], _Answer]) -> Future[_Answer]:
    """Start `work` in a daemon thread, which does not delay exit; return its future."""
    from concurrent.futures import Future

    answer: Future[_Answer] = Future()

    def do() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the answer is asked for
            answer.set_exception(error)

    Thread(target=do, daemon=True).start()
    return answer
