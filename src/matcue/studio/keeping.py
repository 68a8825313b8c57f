"""The clips that are kept, so that nothing is spoken twice."""

from __future__ import annotations

from matcue.audio.store import ClipStore, Kept
from matcue.paths import clips_folder

__all__ = ["Kept", "clear_cache", "kept"]


def kept() -> Kept:
    """What is kept, and where.

    Raises:
        FileError: the folder cannot be looked through.
    """
    return ClipStore(clips_folder()).kept()


def clear_cache() -> Kept:
    """What was kept until now.

    Raises:
        FileError: the folder cannot be looked through, or a clip stays.
    """
    return ClipStore(clips_folder()).clear()
