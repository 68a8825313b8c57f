"""What a file says about itself, in the terms that several formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import matcue
from matcue.units import Rate, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.timeline.model import Timeline

ENCODER: Final = f"matcue {matcue.__version__}"
"""The program that made the file."""

_MILLISECOND: Final = Rate(1000)


def tags(timeline: Timeline, comment: str) -> dict[str, str]:
    """Name to text, by FFmpeg's names of tags."""
    return {
        "title": timeline.title,
        "artist": "matcue",
        "album": "matcue",
        "genre": "Spoken Word",
        "comment": comment,
    }


def milliseconds(frames: int) -> int:
    """The millisecond nearest to a position, by the rounding rule of the house.

    >>> milliseconds(44100), milliseconds(22), milliseconds(23)
    (1000, 0, 1)
    """
    return to_frames(to_seconds(frames), _MILLISECOND)


def vorbis_chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Chapters as tags, for formats that carry Vorbis comments and no chapters of their own."""
    for number, chapter in enumerate(timeline.chapters):
        seconds, rest = divmod(milliseconds(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        yield f"CHAPTER{number:03}", f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
        yield f"CHAPTER{number:03}NAME", chapter.title
