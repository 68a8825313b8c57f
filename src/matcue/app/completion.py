"""The names that a shell completes; nothing is loaded here that takes time."""

from __future__ import annotations

from matcue.errors import DeviceError
from matcue.paths import bundled, routine_folders
from matcue.routine import library
from matcue.sinks import outputs
from matcue.sinks.output import DEFAULT
from matcue.voices.catalog import own_voices, voice_names

__all__ = [
    "device_names",
    "exercise_names",
    "own_voices",
    "routine_names",
    "topics",
    "voice_names",
]


def routine_names() -> tuple[str, ...]:
    """List the names of all routines, those that cannot be read too."""
    return tuple(library.names(routine_folders()))


def exercise_names() -> tuple[str, ...]:
    """List the keys of all exercises, those that cannot be read too."""
    return tuple(library.names([folder / library.EXERCISES for folder in routine_folders()]))


def topics() -> tuple[str, ...]:
    """List the names of the guide's pages."""
    return tuple(sorted(path.stem for path in bundled("docs/guide").glob("*.md")))


def device_names() -> tuple[str, ...]:
    """List what chooses a sound device, without spaces where there is such a word."""
    try:
        return (DEFAULT, *(output.id or output.name for output in outputs()))
    except DeviceError:
        return (DEFAULT,)
