"""Buttons of headsets, media keyboards, lock screens and phones, as a desktop passes them on."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from math import inf
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from matcue.controls.table import Button
from matcue.studio import Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcue.studio import Move, Session

    Asked = tuple[Command | Move, ...]

IN_A_ROW: Final = 0.4
"""Seconds between two presses of a headset's only button that are meant together, at most."""
PATIENCE: Final = 0.5
"""Seconds that the end of a session waits for a bus that does not answer."""


class Buttons:
    """What presses ask for, told from what was pressed just before; `asked` are their commands.

    The first press of a headset's only button acts at once. Whether the second is the last one is
    sure `IN_A_ROW` seconds later: only then does it act, in place of the first. The third one acts
    at once, also in place of the first. After two or three the session plays.
    """

    def __init__(self, asked: Mapping[str, str]) -> None:
        self._asked = {Button(button): Command(command) for button, command in asked.items()}
        self._counts = not self._asked.keys().isdisjoint({Button.TWICE, Button.THRICE})
        self._presses = 0
        self._last = -inf
        self._position = 0

    def press(self, button: Button, at: float, position: int) -> Asked:
        """What a button asks for, at a second of a clock and a frame of the session."""
        if button is not Button.PLAY_PAUSE:
            return (*self.settle(inf), *self._commands(button))
        before = self.settle(at)
        again = self._counts and self._presses in {1, 2} and at - self._last <= IN_A_ROW
        self._presses, self._last = self._presses + 1 if again else 1, at
        if self._presses == 1:
            self._position = position
            return (*before, *self._commands(button))
        return self._instead(Button.THRICE) if self._presses == 3 else ()

    def settle(self, at: float) -> Asked:
        """What two presses ask for, as soon as it is sure that no third one comes."""
        if self._presses != 2 or at - self._last <= IN_A_ROW:
            return ()
        self._presses = 0
        return self._instead(Button.TWICE)

    def _instead(self, button: Button) -> Asked:
        """What a button asks for where the first press found the session."""
        position = self._position
        return (lambda _, __: position, Command.RESUME, *self._commands(button))

    def _commands(self, button: Button) -> tuple[Command, ...]:
        return (self._asked[button],) if button in self._asked else ()


@contextmanager
def buttons(session: Session, asked: Mapping[str, str]) -> Iterator[None]:
    """Let a Linux desktop's buttons control a session; without a desktop nothing happens.

    They act from a thread of their own: whatever becomes of the bus, the session goes on.
    """
    address = bus_address()
    if sys.platform != "linux" or not address:
        yield
        return
    from matcue.controls.mpris import serve

    over = Event()
    serving = Thread(target=serve, args=(session, Buttons(asked), address, over), daemon=True)
    serving.start()
    try:
        yield
    finally:
        over.set()
        serving.join(PATIENCE)


def bus_address() -> str:
    """Where the session bus is; empty where there is none.

    Where nothing tells, as in a login over SSH, it is where systemd puts it.
    """
    told = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if told is None and runtime and (socket := Path(runtime, "bus")).is_socket():
        return f"unix:path={quote(os.fspath(socket))}"
    return told or ""
