"""What there is: routines, exercises, pages of the guide, voices, sound devices, kept clips.

Shells complete these names, so nothing is loaded here that takes time.
"""

from __future__ import annotations

from matcue.errors import DeviceError
from matcue.exporters import FORMATS
from matcue.paths import bundled, clips_folder, routine_folders
from matcue.routine import lookup
from matcue.sinks import SINKS, outputs
from matcue.sinks.output import DEFAULT, Output
from matcue.voices.catalog import own_voices, voice_catalog, voice_names
from matcue.voices.clip_store import ClipStore, StoreInfo

__all__ = [
    "Output",
    "StoreInfo",
    "cache_info",
    "clear_cache",
    "device_names",
    "devices",
    "exercise_names",
    "format_names",
    "languages",
    "own_voices",
    "routine_names",
    "sink_names",
    "topics",
    "voice_names",
]


def routine_names() -> tuple[str, ...]:
    """List the names of all routines, those that cannot be read too."""
    return tuple(lookup.names(routine_folders()))


def exercise_names() -> tuple[str, ...]:
    """List the keys of all exercises, those that cannot be read too."""
    return tuple(lookup.names([folder / lookup.EXERCISES for folder in routine_folders()]))


def topics() -> tuple[str, ...]:
    """List the names of the guide's pages."""
    return tuple(sorted(path.stem for path in bundled("docs/guide").glob("*.md")))


def device_names() -> tuple[str, ...]:
    """List what chooses a sound device, without spaces where there is such a word."""
    try:
        return (DEFAULT, *(output.id or output.name for output in outputs()))
    except DeviceError:
        return (DEFAULT,)


def sink_names() -> tuple[str, ...]:
    """List what chooses a sink."""
    return ("auto", *SINKS)


def format_names() -> tuple[str, ...]:
    """List the formats of sound and of the page that plays it, without the dots of suffixes."""
    return tuple(suffix.removeprefix(".") for suffix in FORMATS)


def languages() -> tuple[str, ...]:
    """List the languages of all voices, as tags in small letters, also those of whole languages."""
    spoken = (each.card.language for known in voice_catalog().voices.values() for each in known)
    tags = {tag.casefold() for tag in spoken if tag}
    return tuple(sorted(tags | {tag.partition("-")[0] for tag in tags}))


def cache_info() -> StoreInfo:
    """Measure what is kept, and tell where.

    Raises:
        FileError: the folder cannot be looked through.
    """
    return ClipStore(clips_folder()).kept()


def clear_cache() -> StoreInfo:
    """Remove all clips; return what was kept until now.

    Raises:
        FileError: the folder cannot be looked through, or a clip stays.
    """
    return ClipStore(clips_folder()).clear()


def devices() -> tuple[Output, ...]:
    """List the sound devices of this machine; empty where there is none.

    Raises:
        DeviceError: the sound system does not answer.
    """
    return outputs()
