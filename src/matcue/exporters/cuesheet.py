"""The cue sheet beside WAV and FLAC, for players that do not read the chapters in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.exporters.metadata import ENCODER
from matcue.units import clock_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.exporters.metadata import Metadata

_SECTORS: Final = 75
"""Sectors of a compact disc in a second; places in a sheet are counted in them."""


def cue_sheet(name: str, metadata: Metadata) -> bytes:
    """Build the cue sheet of the sound file `name`: a track for each chapter, in UTF-8.

    A track begins at the nearest 75th of a second; a name that is not UTF-8 keeps its bytes.
    """
    return "".join(f"{line}\n" for line in _lines(name, metadata)).encode(errors="surrogateescape")


def _lines(name: str, metadata: Metadata) -> Iterator[str]:
    texts = {key: _quoted(text) for key, text in metadata.texts.items()}
    yield f"REM GENRE {texts['genre']}"
    yield f"REM DATE {metadata.date}"
    yield f"REM COMMENT {texts['comment']}"
    yield f"REM ENCODER {_quoted(ENCODER)}"
    yield f"PERFORMER {texts['artist']}"
    yield f"TITLE {texts['title']}"
    yield f"FILE {_quoted(name)} WAVE"
    for number, chapter in enumerate(metadata.timeline.chapters, 1):
        yield f"  TRACK {number:02} AUDIO"
        yield f"    TITLE {_quoted(chapter.title)}"
        yield f"    INDEX 01 {_place(chapter.start)}"


def _quoted(text: str) -> str:
    """Put a text on one line, in double quotes; those inside it become single quotes."""
    one_line = " ".join(text.split())
    return '"{}"'.format(one_line.replace('"', "'"))


def _place(frames: int) -> str:
    minutes, seconds, sectors = clock_parts(frames, _SECTORS)
    return f"{minutes:02}:{seconds:02}:{sectors:02}"
