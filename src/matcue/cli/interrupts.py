"""Ctrl-C and the system's wish to end, so that neither is ever lost.

A signal's exception can vanish: C code that runs a bit of Python in the middle (FFmpeg's bindings
do) may drop what was raised there. So what was asked is kept, and long work asks for it again.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from matcue.processes import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_asked: list[int] = []


def listen() -> None:
    """Let the signals that end a program end this one in good order.

    Those that whoever started it chose to ignore, as `nohup` does, stay ignored.
    """
    _asked.clear()
    for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


class Ended(SystemExit):
    """A signal ended the program: its exit code is the one that shells give to that."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.signal = signal.Signals(number).name


def check() -> None:
    """Raise an exception if the program was asked to end.

    Raises:
        KeyboardInterrupt: by Ctrl-C.
        Ended: by another signal.
    """
    if _asked:
        if _asked[0] == signal.SIGINT:
            raise KeyboardInterrupt
        raise Ended(_asked[0])


@contextmanager
def preferred() -> Iterator[None]:
    """Raise what `check` does instead of an error of the system's, if the program was asked to end.

    A terminal that is closed sends a signal, and what is still printed to it fails.
    """
    try:
        yield
    except OSError:
        check()
        raise


def _end(number: int, _: FrameType | None) -> None:
    _asked.append(number)
    check()
