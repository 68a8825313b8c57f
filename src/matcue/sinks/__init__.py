"""Where sound goes: the devices of this machine and memory. A sink pulls; nothing is pushed.

Engines load when their sink is opened by name, not before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.errors import DeviceError, UsageError
from matcue.sinks.output import DEFAULT

if TYPE_CHECKING:
    from matcue.audio.samples import Speakers
    from matcue.sinks.output import Output

AUTO: Final = "miniaudio"
"""What `auto` means."""
SINKS: Final = {
    "miniaudio": "matcue.sinks.miniaudio:MiniaudioSink",
    "simpleaudio": "matcue.sinks.tape:SimpleaudioSink",
    "null": "matcue.sinks.miniaudio:NullSink",
}
"""What a person may choose, and the `module:Class` behind it."""


def resolve(name: str) -> str:
    """Replace `auto` by the name of the sink that it means."""
    return AUTO if name == "auto" else name


def wakes_late(name: str, device: str = DEFAULT) -> bool:
    """Tell whether a sink plays to Bluetooth, which swallows first syllables after silence.

    Known with PulseAudio and PipeWire; where neither is there, the answer is no.
    """
    if resolve(name) == "null":
        return False
    try:
        found = outputs()
    except DeviceError:
        return False
    wanted = [each for each in found if each.is_called(device)]
    return any("bluez" in each.id for each in wanted)


def outputs() -> tuple[Output, ...]:
    """List the sound devices of this machine; empty where there is none.

    Raises:
        DeviceError: the sound system does not answer.
    """
    found: tuple[Output, ...] = import_module("matcue.sinks.devices").outputs()
    return found


def open_sink(name: str, device: str = DEFAULT, channels: int = 1) -> Speakers:
    """Create the sink called `name`, to be entered with `with`, which opens its device.

    Args:
        name: of the sink.
        device: as a person chose it.
        channels: of what is played: 1, or 2 for left and right.

    Raises:
        UsageError: no sink is called so, or it cannot choose its device.
    """
    if (name := resolve(name)) not in SINKS:
        raise UsageError(f"There is no sink “{name}”; choose one of auto, {', '.join(SINKS)}.")
    if device != DEFAULT and name != AUTO:
        raise UsageError(
            f"The sink {name} has no choice of devices; take `--sink {AUTO}`, or `--device "
            f"{DEFAULT}`."
        )
    module, cls = SINKS[name].split(":")
    make = getattr(import_module(module), cls)
    speakers: Speakers = make(device, channels) if name == AUTO else make(channels=channels)
    return speakers
