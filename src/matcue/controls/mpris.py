"""MPRIS, the way in which Linux desktops control players: a session, seen and asked over D-Bus.

The specification is at https://specifications.freedesktop.org/mpris-spec/latest/.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
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

from matcue.controls.mpris_player import (
    METHODS,
    MICROSECONDS,
    PATH,
    PLAYER,
    PROPERTIES,
    SIGNALS,
    Player,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from matcue.app.session import Session
    from matcue.controls.mpris_player import Values
    from matcue.controls.presses import Buttons

GLANCE: Final = 0.1
"""Seconds between two looks at the session, for what has changed."""
PATIENCE: Final = 1.0
"""Seconds that a bus has to let us in, and to give us our name."""
LEAP: Final = MICROSECONDS // 4
"""Who counts by themselves and is more microseconds off is told the position."""

_NAME: Final = f"org.mpris.MediaPlayer2.matcue.instance{os.getpid()}"
_UNKNOWN: Final = "org.freedesktop.DBus.Error.UnknownMethod"


def serve(session: Session, buttons: Buttons, address: str, over: Event) -> None:
    """Show a session on a bus and obey what is pressed there, until `over` is set.

    Where there is no bus, or it lets nobody in, or when it goes away, this returns at once.
    """
    with (
        suppress(OSError, ValueError, RuntimeError, DBusErrorResponse),
        joined(address) as bus,
    ):
        player = Player(session, buttons)
        position = player.position()
        told = _Told(player.changing(), position, time.monotonic(), position)
        while not over.is_set():
            with suppress(TimeoutError):
                _answer(bus, bus.receive(timeout=GLANCE), player)
            player.settle()
            told = _tell(bus, player, told)


@contextmanager
def joined(address: str) -> Iterator[DBusConnection]:
    """Join the session bus at an address, under our name.

    Raises:
        OSError, ValueError, RuntimeError, DBusErrorResponse: it does not let us in.
    """
    with open_dbus_connection(address, auth_timeout=PATIENCE) as bus:
        Proxy(message_bus, bus, timeout=PATIENCE).RequestName(_NAME)
        yield bus


def _answer(bus: DBusConnection, call: Message, player: Player) -> None:
    """Do what a call asks for, and reply to it."""
    if call.header.message_type is not MessageType.method_call:
        return
    reply = _reply(call, player)
    if MessageFlag.no_reply_expected not in call.header.flags:
        bus.send(reply)


def _reply(call: Message, player: Player) -> Message:
    """Do what a call asks for, and build the reply to it."""
    fields = call.header.fields
    member = fields[HeaderFields.member]
    takes, gives = METHODS.get(fields.get(HeaderFields.interface), {}).get(member, (None, ""))
    given = None
    if takes == fields.get(HeaderFields.signature, ""):
        given = player.ask(member, call.body, fields[HeaderFields.path])
    if given is None:
        return new_error(call, _UNKNOWN, "s", (f"matcue has no {member} like this.",))
    return new_method_return(call, gives or None, given)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the clients know: the properties, and the position at a second of the clock.

    `seen` is the position at the last look, None where what they know of it may be wrong.
    """

    properties: Values
    position: int
    at: float
    seen: int | None

    def believed(self, at: float) -> float:
        """Compute the position that they count up to by themselves, in microseconds."""
        plays = self.properties["PlaybackStatus"] == ("s", "Playing")
        return self.position + plays * (at - self.at) * MICROSECONDS


def _tell(bus: DBusConnection, player: Player, told: _Told) -> _Told:
    """Signal to the clients what they do not know; return what they know then.

    A position that stands, as under an answer, is signalled when it goes on: by then they are
    ahead.
    """
    now, position, at = player.changing(), player.position(), time.monotonic()
    believed = told.believed(at)
    if changed := {name: value for name, value in now.items() if value != told.properties[name]}:
        gone: list[str] = []
        _signal(bus, PROPERTIES, "PropertiesChanged", (PLAYER, changed, gone))
        new = "Metadata" in changed
        # clients begin a new track at 0; the next look corrects that if it was entered elsewhere
        return _Told(now, 0 if new else int(believed), at, None if new else position)
    if position != told.seen and abs(position - believed) > LEAP:
        _signal(bus, PLAYER, "Seeked", (position,))
        return _Told(now, position, at, position)
    return replace(told, seen=position)


def _signal(bus: DBusConnection, interface: str, name: str, body: tuple[object, ...]) -> None:
    emitter = DBusAddress(PATH, interface=interface)
    bus.send(new_signal(emitter, name, SIGNALS[interface][name], body))
