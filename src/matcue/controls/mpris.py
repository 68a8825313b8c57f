"""MPRIS, the way in which Linux desktops control players: a session, seen and asked over D-Bus.

The specification is at https://specifications.freedesktop.org/mpris-spec/latest/.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from matcue.controls.buttons import Button, Buttons
from matcue.studio import Command

if TYPE_CHECKING:
    from collections.abc import Mapping
    from threading import Event

    from matcue.studio import Session

GLANCE: Final = 0.1
"""Seconds between two looks at the session, for what has changed."""
PATIENCE: Final = 1.0
"""Seconds that a bus has to let us in, and to give us our name."""
SETTLED: Final = 0.5
"""Seconds that a session has to pause or resume, at most; a sink's next read decides."""
MICROSECONDS: Final = 1_000_000

_NAME: Final = f"org.mpris.MediaPlayer2.matcue.instance{os.getpid()}"
_PATH: Final = "/org/mpris/MediaPlayer2"
_UNKNOWN: Final = "org.freedesktop.DBus.Error.UnknownMethod"

Values = dict[str, tuple[str, object]]
"""Properties by name, each with the signature of its type."""


class _Interface(StrEnum):
    ROOT = "org.mpris.MediaPlayer2"
    PLAYER = "org.mpris.MediaPlayer2.Player"
    PROPERTIES = "org.freedesktop.DBus.Properties"


_ROOT: Final[Values] = {
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "Identity": ("s", "matcue"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
_ABLE: Final[Values] = {
    **{f"Can{what}": ("b", True) for what in "GoNext GoPrevious Play Pause Control".split()},
    "CanSeek": ("b", False),
    **dict.fromkeys("Rate MinimumRate MaximumRate Volume".split(), ("d", 1.0)),
}


def serve(session: Session, over: Event) -> None:
    """Show a session on the session bus and obey what is pressed there, until `over` is set.

    Where there is no bus, or it lets nobody in, or when it goes away, this is all over at once.
    """
    with (
        suppress(OSError, ValueError, RuntimeError, DBusErrorResponse),
        open_dbus_connection(auth_timeout=PATIENCE) as bus,
    ):
        Proxy(message_bus, bus, timeout=PATIENCE).RequestName(_NAME)
        buttons = Buttons()
        told = _changing(session)
        while not over.is_set():
            with suppress(TimeoutError):
                _answer(bus, bus.receive(timeout=GLANCE), session, buttons)
            now = _changing(session)
            if changed := {name: value for name, value in now.items() if value != told[name]}:
                bus.send(_news(changed))
            told = now


def reach() -> None:
    """Nothing, if the session bus lets us in and gives us our name.

    Raises:
        OSError, ValueError, RuntimeError, DBusErrorResponse: it does not.
    """
    with open_dbus_connection(auth_timeout=PATIENCE) as bus:
        Proxy(message_bus, bus, timeout=PATIENCE).RequestName(_NAME)


def _answer(bus: DBusConnection, call: Message, session: Session, buttons: Buttons) -> None:
    """Do what a call asks for, and reply to it."""
    if call.header.message_type is not MessageType.method_call:
        return
    reply = _reply(call, session, buttons)
    if MessageFlag.no_reply_expected not in call.header.flags:
        bus.send(reply)


def _reply(call: Message, session: Session, buttons: Buttons) -> Message:
    """The reply to a call, after what it asks for was done."""
    fields = call.header.fields
    shown: Mapping[str, Values] = {_Interface.ROOT: _ROOT, _Interface.PLAYER: _player(session)}
    match fields.get(HeaderFields.interface), fields[HeaderFields.member], call.body:
        case _Interface.PROPERTIES, "GetAll", (str(interface),):
            return new_method_return(call, "a{sv}", (shown.get(interface, {}),))
        case _Interface.PROPERTIES, "Get", (str(interface), str(name)) if name in shown.get(
            interface, {}
        ):
            return new_method_return(call, "v", (shown[interface][name],))
        case _Interface.PLAYER, member, () if member in set(Button):
            _press(Button(member), session, buttons)
            return new_method_return(call)
        case _, member, _:
            return new_error(call, _UNKNOWN, "s", (f"matcue has no {member} like this.",))


def _press(button: Button, session: Session, buttons: Buttons) -> None:
    """Pass on what a button asks for; who asks next finds the session paused, or resumed."""
    paused = session.paused
    commands = buttons.press(button, time.monotonic(), paused=paused)
    for command in commands:
        session.send(command)
    until = time.monotonic() + SETTLED
    while Command.PAUSE_OR_RESUME in commands and time.monotonic() < until:
        if session.paused is not paused:
            return
        time.sleep(0.01)


def _player(session: Session) -> Values:
    """The properties of the player; lengths and positions in microseconds."""
    now = session.moment()
    position = now.position - session.timeline.chapters[now.section].start
    return {
        **_ABLE,
        **_changing(session),
        "Position": ("x", position * MICROSECONDS // session.timeline.rate),
    }


def _changing(session: Session) -> Values:
    """The properties whose changes are told."""
    section, timeline = session.moment().section, session.timeline
    chapter = timeline.chapters[section]
    return {
        "PlaybackStatus": ("s", "Paused" if session.paused else "Playing"),
        "Metadata": (
            "a{sv}",
            {
                "mpris:trackid": ("o", f"/matcue/section/{section}"),
                "mpris:length": ("x", chapter.frames * MICROSECONDS // timeline.rate),
                "xesam:title": ("s", chapter.title),
                "xesam:album": ("s", timeline.title),
            },
        ),
    }


def _news(changed: Values) -> Message:
    """What tells everybody what has changed."""
    emitter = DBusAddress(_PATH, interface=_Interface.PROPERTIES)
    gone: list[str] = []
    body = (_Interface.PLAYER, changed, gone)
    return new_signal(emitter, "PropertiesChanged", "sa{sv}as", body)
