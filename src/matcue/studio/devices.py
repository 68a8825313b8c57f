"""The sound devices of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.errors import DeviceError
from matcue.sinks import outputs
from matcue.sinks.output import DEFAULT

if TYPE_CHECKING:
    from matcue.sinks.output import Output


def devices() -> tuple[Output, ...]:
    """The sound devices of this machine; empty where there is none.

    Raises:
        DeviceError: the sound system does not answer.
    """
    return outputs()


def device_names() -> tuple[str, ...]:
    """What can be written to choose a sound device, without spaces where there is such a word."""
    try:
        return (DEFAULT, *(output.id or output.name for output in outputs()))
    except DeviceError:
        return (DEFAULT,)
