"""The clips that are kept, so that nothing is spoken twice, and the sound devices."""

from __future__ import annotations

from matcue.paths import clips_folder
from matcue.sinks import outputs
from matcue.sinks.output import Output
from matcue.voices.clip_store import ClipStore, StoreInfo

__all__ = ["Output", "StoreInfo", "cache_info", "clear_cache", "devices"]


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
