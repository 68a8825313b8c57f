"""Settings turned into the mastering of a session: what is under the voice, and how loud it is."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.audio.beds import BEDS, Bed, Loop
from matcue.audio.layers import LevelledBed, WakeTone
from matcue.audio.mastering import Master
from matcue.errors import UsageError, brief
from matcue.recordings import read_recording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.layers import Background
    from matcue.settings import Settings

OFF: Final = "off"
"""No bed."""
WAKING: Final = Fraction(2, 5)
"""Seconds of a lead where a device is known to wake late."""


def master_of(settings: Settings) -> Master:
    """Build the mastering that settings ask for; where they leave leads open there are none.

    Raises:
        UsageError: no bed has the name, or nothing is heard in it.
        FileError: the bed's file cannot be read, or is no sound.
    """
    under: list[Background] = []
    if settings.bed != OFF:
        under.append(
            LevelledBed(bed_named(settings.bed), float(settings.loudness + settings.bed_level))
        )
    if settings.lead:
        under.append(WakeTone(settings.lead))
    return Master(float(settings.loudness), tuple(under))


def with_absolute_bed(choices: Mapping[str, str]) -> dict[str, str]:
    """Copy the choices with the bed's file, if one was chosen, as an absolute path."""
    file = bed_file(choices.get("bed", OFF))
    return {**choices, "bed": str(file.absolute())} if file else dict(choices)


def bed_file(name: str) -> Path | None:
    """Name the file that a bed is made of, seen from the current folder; None for matcue's own.

    Whether it is there is not checked.
    """
    return None if name in {OFF, *BEDS} else Path(name).expanduser()


def bed_named(name: str) -> Bed:
    """Make the bed of a name, or a loop of a sound file, seen from the current folder.

    Raises:
        UsageError: the name is neither a bed's nor a file's.
        FileError: the file cannot be read, or is no sound.
    """
    if name in BEDS:
        return BEDS[name]()
    path = Path(name).expanduser()
    if not path.suffix and not os.path.exists(path):  # noqa: PTH110 - `Path` raises for a long name
        known = ", ".join((OFF, *BEDS))
        raise UsageError(
            f"There is no bed “{brief(name)}”; choose one of {known}, or a sound file."
        )
    return Loop(read_recording(path, channels=2))
