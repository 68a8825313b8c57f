"""Buttons of headsets, media keyboards, lock screens and phones, as a desktop passes them on."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from math import inf
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from matcue.studio import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.studio import Session

IN_A_ROW: Final = 0.4
"""Seconds between two presses of a headset's only button that are meant together, at most."""
PATIENCE: Final = 0.5
"""Seconds that the end of a session waits for a bus that does not answer."""


class Button(StrEnum):
    """What can be pressed, by its name in MPRIS."""

    PLAY = "Play"
    PAUSE = "Pause"
    PLAY_PAUSE = "PlayPause"
    NEXT = "Next"
    PREVIOUS = "Previous"
    STOP = "Stop"


class Buttons:
    """What presses ask for, told from what was pressed just before.

    A headset's only button pauses and resumes. Pressed twice in a row it goes to the next section,
    three times back to the start of the one that was heard: each press acts at once.
    """

    def __init__(self) -> None:
        self._presses = 0
        self._last = -inf

    def press(self, button: Button, at: float, *, paused: bool) -> tuple[Command, ...]:
        """What a button asks of a session that is `paused` or not; `at` in a clock's seconds."""
        match button:
            case Button.NEXT:
                return (Command.NEXT,)
            case Button.PREVIOUS:
                return (Command.PREVIOUS,)
            case Button.STOP:
                return (Command.STOP,)
            case Button.PLAY:
                return (Command.PAUSE_OR_RESUME,) * paused
            case Button.PAUSE:
                return (Command.PAUSE_OR_RESUME,) * (not paused)
            case Button.PLAY_PAUSE:
                return self._only_button(at, paused=paused)

    def _only_button(self, at: float, *, paused: bool) -> tuple[Command, ...]:
        again = at - self._last <= IN_A_ROW and self._presses < 3
        self._presses, self._last = self._presses + 1 if again else 1, at
        if self._presses == 1:
            return (Command.PAUSE_OR_RESUME,)
        jump = Command.NEXT if self._presses == 2 else Command.PREVIOUS
        return (*(Command.PAUSE_OR_RESUME,) * paused, jump)


@contextmanager
def buttons(session: Session) -> Iterator[None]:
    """Let a Linux desktop's buttons control a session; without a desktop nothing happens.

    They act from a thread of their own: whatever becomes of the bus, the session goes on.
    """
    if sys.platform != "linux" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        yield
        return
    from matcue.controls.mpris import serve

    over = Event()
    serving = Thread(target=serve, args=(session, over), daemon=True)
    serving.start()
    try:
        yield
    finally:
        over.set()
        serving.join(PATIENCE)
