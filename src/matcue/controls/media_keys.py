"""Buttons of headsets, media keyboards, lock screens and phones, as a desktop passes them on."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from matcue.controls.presses import Buttons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcue.app.session import Session

PATIENCE: Final = 0.5
"""Seconds that the end of a session waits for a bus that does not answer."""


@contextmanager
def buttons(session: Session, asked: Mapping[str, str]) -> Iterator[None]:
    """Let a Linux desktop's buttons control a session; without a desktop nothing happens.

    They act from a thread of their own: whatever becomes of the bus, the session goes on.
    """
    if not has_buttons():
        yield
        return
    from matcue.controls.mpris import serve

    over = Event()
    serving = Thread(target=serve, args=(session, Buttons(asked), bus_address(), over), daemon=True)
    serving.start()
    try:
        yield
    finally:
        over.set()
        serving.join(PATIENCE)


def has_buttons() -> bool:
    """Tell whether there is a desktop here that can pass buttons on."""
    return sys.platform == "linux" and bool(bus_address())


def bus_address() -> str:
    """Find the address of the session bus; empty where there is none.

    Where the environment has none, as in a login over SSH, it is where systemd puts it.
    """
    told = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if told is None and runtime and (socket := Path(runtime, "bus")).is_socket():
        return f"unix:path={quote(os.fspath(socket))}"
    return told or ""
