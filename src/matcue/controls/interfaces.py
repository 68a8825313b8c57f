"""The interfaces of D-Bus through which a session is seen: their names, methods and signals.

Those of players are at https://specifications.freedesktop.org/mpris-spec/latest/, the others at
https://dbus.freedesktop.org/doc/dbus-specification.html#standard-interfaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

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
    """The XML that tells what can be asked of an object of ours, or of one on the way to it."""
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
    """The arguments of a signature; of arrays we have only `a{sv}` and `as`."""
    types = re.findall(r"a\{sv\}|as|.", signature)
    return "".join(f'<arg type="{each}" direction="{direction}"/>' for each in types)
