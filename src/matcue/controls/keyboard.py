"""Keys of the terminal, one at a time and without Return; the terminal is given back as it was."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Event
from typing import Final

from matcue.controls.key_codes import is_unfinished, keys_in
from matcue.timeline.commands import Command

SOON: Final = 0.05
"""Seconds within which the rest of a key arrives, or of a text that is pasted."""

Listen = Callable[[float], tuple[Command, ...]]
"""Waits some seconds for keys: what they ask for."""

_WINDOWS: Final = {
    "H": "up",
    "P": "down",
    "K": "left",
    "M": "right",
    "G": "home",
    "O": "end",
    "I": "page up",
    "Q": "page down",
    "R": "insert",
    "S": "delete",
}
"""The keys that are no characters, by the second of the two codes that Windows gives them."""


def has_keys() -> bool:
    """Tell whether there is a terminal whose keys can be read."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def keyboard(
    asked: Mapping[str, str],
    aside: Callable[[], AbstractContextManager[None]] = nullcontext,
    soon: float = SOON,
) -> Iterator[Listen]:
    """Yield a function that waits for keys.

    Where there is no terminal, or it has gone, it only waits. While it waits, the shell may stop
    the program (Ctrl-Z): meanwhile the terminal is as it was, inside the context of `aside`.

    Args:
        asked: key to command.
        aside: a context for the time that the program is stopped.
        soon: seconds within which the rest of a key arrives.
    """

    def commands(keys: tuple[str, ...]) -> tuple[Command, ...]:
        return tuple(Command(asked[key]) for key in keys if key in asked)

    if not has_keys():
        yield _nobody
    elif sys.platform == "win32":
        yield lambda seconds: commands(_windows_keys(seconds))
    else:
        import termios
        import tty

        file, stops = sys.stdin.fileno(), Suspension()
        before = termios.tcgetattr(file)

        def listen(seconds: float) -> tuple[Command, ...]:
            typed = _typed(file, seconds, soon)
            if stops.wanted:
                with aside():
                    termios.tcsetattr(file, termios.TCSADRAIN, before)
                    stops.stop()
                    tty.setcbreak(file)
            return commands(keys_in(typed))

        try:
            tty.setcbreak(file)
            with stops.noticed():
                yield listen
        finally:
            with suppress(termios.error):
                termios.tcsetattr(file, termios.TCSADRAIN, before)


def _nobody(seconds: float) -> tuple[Command, ...]:
    time.sleep(seconds)
    return ()


def _typed(file: int, seconds: float, soon: float) -> bytes:
    """Read what is typed on a terminal, whole; nothing after some seconds without a key."""
    import select

    typed = b""
    while select.select([file], [], [], soon if typed else seconds)[0]:
        more = _read(file)
        if not more:
            # a terminal that has gone is always ready to be read: do not spin
            time.sleep(seconds)
            break
        typed += more
        if not is_unfinished(typed):
            break
    return typed


def _read(file: int) -> bytes:
    """Read what is there; nothing from a terminal that has gone."""
    with suppress(OSError):
        return os.read(file, 1024)
    return b""


def _windows_keys(seconds: float) -> tuple[str, ...]:
    if sys.platform == "win32":
        import msvcrt

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                code = msvcrt.getwch()
                if code in "\0\xe0" and msvcrt.kbhit():
                    return tuple(filter(None, [_WINDOWS.get(msvcrt.getwch())]))
                return keys_in(code.encode("utf-8", "ignore"))
            time.sleep(0.02)
    return ()


class Suspension:
    """A stop (Ctrl-Z) that was asked for; it comes when the program is ready for it."""

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
        """Put off a stop until the program is ready for it; one that was ignored stays ignored."""
        before = signal.getsignal(signal.SIGTSTP)
        if before != signal.SIG_IGN:
            signal.signal(signal.SIGTSTP, lambda *_: self._wanted.set())
        try:
            yield
        finally:
            signal.signal(signal.SIGTSTP, before)
