"""The loudness tags of M4A, which FFmpeg cannot write: ReplayGain, and Apple's Sound Check."""

# mypy: allow-untyped-calls
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mutagen import MutagenError
from mutagen.mp4 import MP4

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.exporters.tags import Label

_APPLE: Final = "----:com.apple.iTunes:"
"""How the name of a tag begins that the format has none for."""


def add_loudness(path: Path, label: Label) -> None:
    """Nothing; a finished file then tells how loud it is, if its label does.

    Raises:
        OSError: the file cannot be written.
    """
    gains = {name.lower(): text for name, text in label.replay_gain.items()}
    if not gains:
        return
    try:
        file = MP4(path)
        for name, text in (gains | label.sound_check).items():
            file[_APPLE + name] = text.encode()
        file.save()
    except MutagenError as error:
        raise OSError(f"the loudness cannot be written: {error}") from error
