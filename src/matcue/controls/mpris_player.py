"""A session as a player: what MPRIS shows of one, and what can be asked of it there."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from matcue.controls.bindings import Button
from matcue.timeline.commands import Gain, along, into

if TYPE_CHECKING:
    from matcue.app.session import Session
    from matcue.controls.presses import Asked, Buttons
    from matcue.timeline.model import Timeline


SETTLED: Final = 0.5
"""Seconds that a session has to do what it is asked for, at most; a sink's next read decides."""
STEP: Final = 2
"""Decibels of one step louder or quieter: a tenth of the volume that MPRIS shows."""
MICROSECONDS: Final = 1_000_000

_BUTTONS: Final = {
    "Play": Button.PLAY,
    "Pause": Button.PAUSE,
    "PlayPause": Button.PLAY_PAUSE,
    "Next": Button.NEXT,
    "Previous": Button.PREVIOUS,
    "Stop": Button.STOP,
}
_ABOUT: Final[Values] = {
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "Identity": ("s", "matcue"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
_ABLE: Final[Values] = {
    **{f"Can{what}": ("b", True) for what in "GoNext GoPrevious Play Pause Seek Control".split()},
    **dict.fromkeys("Rate MinimumRate MaximumRate".split(), ("d", 1.0)),
}


class Player:
    """A session as a player of tracks: they are its sections, times are in microseconds.

    The volume begins at 1; a tenth of it is one step louder or quieter, whoever asked for it.
    """

    def __init__(self, session: Session, buttons: Buttons) -> None:
        self._session = session
        self._buttons = buttons

    def ask(self, member: str, arguments: tuple[Any, ...], path: str) -> tuple[object, ...] | None:
        """Do what a method does; return what it gives, or None where it cannot be done."""
        shown = self.properties()
        match member, arguments:
            case "Introspect", ():
                return (introspected(path, shown),)
            case "GetAll", (interface,):
                return (shown.get(interface, {}),)
            case "Get", (interface, name):
                value = shown.get(interface, {}).get(name)
                return (value,) if value else None
            case "Set", (interface, name, (signature, value)):
                return self._set(interface, name, signature, value)
            case _:
                return self._do(member, arguments)

    def _do(self, member: str, arguments: tuple[Any, ...]) -> tuple[()]:
        """Do what a method of the player does, and nothing for a method of another interface."""
        match member, arguments:
            case "Seek", (offset,):
                self._session.send(along(_seconds(offset)))
            case "SetPosition", (track, position):
                self._set_position(track, position)
            case _ if button := _BUTTONS.get(member):
                now = self._session.moment().position
                self._send(self._buttons.press(button, time.monotonic(), now))
        return ()

    def settle(self) -> None:
        """Do what presses ask for, once no further press can change it."""
        self._send(self._buttons.settle(time.monotonic()))

    def properties(self) -> dict[str, Values]:
        """Collect all properties by their interface."""
        player = {**_ABLE, **self.changing(), "Position": ("x", self.position())}
        return {ROOT: _ABOUT, PLAYER: player}

    def position(self) -> int:
        """Compute the microseconds since the start of the section."""
        snapshot = self._session.snapshot()
        start = snapshot.timeline.chapters[snapshot.moment.section].start
        return max(snapshot.moment.position - start, 0) * MICROSECONDS // snapshot.timeline.rate

    def changing(self) -> Values:
        """Collect the properties whose changes are signalled."""
        snapshot = self._session.snapshot()
        timeline, section = snapshot.timeline, snapshot.moment.section
        metadata: Values = {
            "mpris:trackid": ("o", _track(section)),
            "mpris:length": ("x", _length(timeline, section)),
            "xesam:title": ("s", timeline.chapters[section].title),
            "xesam:album": ("s", timeline.title),
            "xesam:trackNumber": ("i", section + 1),
        }
        still = self._session.paused or self._session.trouble
        return {
            "PlaybackStatus": ("s", "Paused" if still else "Playing"),
            "Metadata": ("a{sv}", metadata),
            "Volume": ("d", _volume(self._session.level)),
        }

    def _send(self, asked: Asked) -> None:
        """Pass on what is asked for, and wait until the last of it is done."""
        if sent := [self._session.send(each) for each in asked]:
            sent[-1].wait(SETTLED)

    def _set_position(self, track: str, position: int) -> None:
        """Go to a position in the section that plays, given as its track; ignore any other."""
        snapshot = self._session.snapshot()
        section = snapshot.moment.section
        if track == _track(section) and 0 <= position <= _length(snapshot.timeline, section):
            self._session.send(into(section, _seconds(position)))

    def _set(self, interface: str, name: str, signature: str, value: float) -> tuple[()] | None:
        """Set the one property that can be set, the volume, and wait until it is so."""
        if (interface, name, signature) != (PLAYER, "Volume", "d"):
            return None
        lowest, highest = self._session.levels
        now, wanted = self._session.level, _level(value, self._session.level)
        there = min(max(wanted.decibels, lowest.decibels), highest.decibels)
        if there != now.decibels:
            self._session.send(Gain(there)).wait(SETTLED)
        return ()


def _volume(level: Gain) -> float:
    """Convert a gain to a volume as MPRIS shows it."""
    return round(1 + level.decibels / STEP / 10, 2)


def _level(volume: float, now: Gain) -> Gain:
    """Find the gain nearest to a volume; a volume other than that of `now` gives another gain."""
    if volume == _volume(now):
        return now
    steps = round(10 * min(max(-1.0, volume - 1), 1.0))
    if steps * STEP == now.decibels:
        steps += 1 if volume > _volume(now) else -1
    return Gain(steps * STEP)


def _track(section: int) -> str:
    """Name a section as a track."""
    return f"/matcue/section/{section}"


def _length(timeline: Timeline, section: int) -> int:
    """Compute the length of a section in microseconds."""
    return timeline.chapters[section].frames * MICROSECONDS // timeline.rate


def _seconds(microseconds: int) -> Fraction:
    return Fraction(microseconds, MICROSECONDS)


Values = Mapping[str, tuple[str, object]]
"""Properties by name, each with the signature of its type."""

PATH: Final = "/org/mpris/MediaPlayer2"
ROOT: Final = "org.mpris.MediaPlayer2"
PLAYER: Final = f"{ROOT}.Player"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"

METHODS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    ROOT: dict.fromkeys(("Raise", "Quit"), ("", "")),
    PLAYER: {
        **dict.fromkeys("Play Pause PlayPause Next Previous Stop".split(), ("", "")),
        "Seek": ("x", ""),
        "SetPosition": ("ox", ""),
    },
    PROPERTIES: {"Get": ("ss", "v"), "GetAll": ("s", "a{sv}"), "Set": ("ssv", "")},
    "org.freedesktop.DBus.Introspectable": {"Introspect": ("", "s")},
    "org.freedesktop.DBus.Peer": {"Ping": ("", "")},
}
"""The methods by interface and name: the signatures of what each takes and gives."""

SIGNALS: Final[Mapping[str, Mapping[str, str]]] = {
    PLAYER: {"Seeked": "x"},
    PROPERTIES: {"PropertiesChanged": "sa{sv}as"},
}
"""The signals by interface and name: the signature of what each tells."""

WRITABLE: Final = {"Volume"}
"""The properties that can be set."""


def introspected(path: str, properties: Mapping[str, Values]) -> str:
    """Describe in XML what can be asked of an object of ours, or of one on the way to it."""
    if path == PATH:
        told = "".join(_interface(name, properties.get(name, {})) for name in METHODS)
        return f"<node>{told}</node>"
    before, way, after = PATH.partition(f"{path.rstrip('/')}/")
    inner = after.partition("/")[0]
    return f'<node><node name="{inner}"/></node>' if way and not before else "<node/>"


def _interface(name: str, properties: Values) -> str:
    methods = "".join(
        f'<method name="{method}">{_arguments(takes, "in")}{_arguments(gives, "out")}</method>'
        for method, (takes, gives) in METHODS[name].items()
    )
    signals = "".join(
        f'<signal name="{signal}">{_arguments(tells, "out")}</signal>'
        for signal, tells in SIGNALS.get(name, {}).items()
    )
    values = "".join(
        f'<property name="{each}" type="{signature}" '
        f'access="{"readwrite" if each in WRITABLE else "read"}"/>'
        for each, (signature, _) in properties.items()
    )
    return f'<interface name="{name}">{methods}{signals}{values}</interface>'


def _arguments(signature: str, direction: str) -> str:
    """Write the arguments of a signature as XML; of arrays we have only `a{sv}` and `as`."""
    types = re.findall(r"a\{sv\}|as|.", signature)
    return "".join(f'<arg type="{each}" direction="{direction}"/>' for each in types)
