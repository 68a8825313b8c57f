"""Keys of the terminal, one at a time and without Return; the terminal is given back as it was."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final

from matcue.studio import Command

KEYS: Final = {
    " ": Command.PAUSE_OR_RESUME,
    "n": Command.NEXT,
    "p": Command.PREVIOUS,
    "q": Command.STOP,
}
"""What each key asks for."""

Listen = Callable[[float], Command | None]
"""Waits some seconds for a key: what it asks for, or None."""


def has_keys() -> bool:
    """Whether there is a terminal whose keys can be read."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def keyboard(aside: Callable[[], AbstractContextManager[None]] = nullcontext) -> Iterator[Listen]:
    """A function that waits for a key; where there is no terminal it only waits.

    While it waits, the shell may stop the program (Ctrl-Z): the terminal is as it was meanwhile,
    in the midst of `aside`.
    """
    if not has_keys():
        yield _nobody
    elif sys.platform == "win32":
        yield lambda seconds: KEYS.get(_windows_key(seconds))
    else:
        import termios
        import tty

        from matcue.controls.stops import Stops

        file, stops = sys.stdin.fileno(), Stops()
        before = termios.tcgetattr(file)

        def listen(seconds: float) -> Command | None:
            key = _key(file, seconds)
            if stops.wanted:
                with aside():
                    termios.tcsetattr(file, termios.TCSADRAIN, before)
                    stops.stop()
                    tty.setcbreak(file)
            return KEYS.get(key)

        try:
            tty.setcbreak(file)
            with stops.noticed():
                yield listen
        finally:
            termios.tcsetattr(file, termios.TCSADRAIN, before)


def _nobody(seconds: float) -> None:
    time.sleep(seconds)


def _key(file: int, seconds: float) -> str:
    import select

    ready, _, _ = select.select([file], [], [], seconds)
    return os.read(file, 1).decode("ascii", "ignore").lower() if ready else ""


def _windows_key(seconds: float) -> str:
    if sys.platform == "win32":
        import msvcrt

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                return msvcrt.getwch().lower()
            time.sleep(0.02)
    return ""
