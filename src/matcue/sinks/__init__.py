"""Where sound goes: the devices of this machine and memory. A sink pulls; nothing is pushed.

Engines load when their sink is opened by name, not before.
"""

from __future__ import annotations

import subprocess
from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.errors import UsageError

if TYPE_CHECKING:
    from matcue.audio.ports import Sink

AUTO: Final = "miniaudio"
"""What `auto` means."""
SINKS: Final = {
    "miniaudio": "matcue.sinks.miniaudio:MiniaudioSink",
    "simpleaudio": "matcue.sinks.simpleaudio:SimpleaudioSink",
    "null": "matcue.sinks.miniaudio:NullSink",
}
"""What a person may choose, and the `module:Class` behind it."""


def resolve(name: str) -> str:
    """The sink's own name, where a person said `auto`."""
    return AUTO if name == "auto" else name


def wakes_late(name: str) -> bool:
    """Whether a sink plays to a Bluetooth device, which swallows first syllables after silence.

    PulseAudio and PipeWire tell, by their program `pactl`; where it is not there, nobody knows.
    """
    if resolve(name) == "null":
        return False
    try:
        told = subprocess.run(
            ["pactl", "get-default-sink"],  # noqa: S607 - it is where the system has it
            capture_output=True,
            check=False,
            timeout=1,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"bluez" in told.stdout


def open_sink(name: str) -> Sink:
    """The sink called `name`, to be entered with `with`; its device is opened there.

    Raises:
        UsageError: no sink is called so.
    """
    if (name := resolve(name)) not in SINKS:
        raise UsageError(f"There is no sink “{name}”; choose one of auto, {', '.join(SINKS)}.")
    module, cls = SINKS[name].split(":")
    sink: Sink = getattr(import_module(module), cls)()
    return sink
