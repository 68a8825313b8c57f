"""Ctrl-Z: the shell stops the program, and the terminal is the shell's until it goes on."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stops:
    """Whether a stop was asked for; it comes when the program says that it is ready for it."""

    def __init__(self) -> None:
        self._wanted = Event()

    @property
    def wanted(self) -> bool:
        """Whether the program should stop as soon as it can."""
        return self._wanted.is_set()

    def stop(self) -> None:
        """Stop here; return when the shell lets the program go on."""
        self._wanted.clear()
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Meanwhile a stop waits until it is welcome; who ignored it, goes on ignoring it."""
        before = signal.getsignal(signal.SIGTSTP)
        if before != signal.SIG_IGN:
            signal.signal(signal.SIGTSTP, lambda *_: self._wanted.set())
        try:
            yield
        finally:
            signal.signal(signal.SIGTSTP, before)
