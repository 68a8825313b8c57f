"""Where a timeline is drawn: a picture file, in the format that its suffix names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, check_writable, file_errors
from matcue.drawing import drawn
from matcue.errors import ChildFailed, FileError, SuffixError
from matcue.processes import run_in_child

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.model import Timeline

_COVER: Final = "matcue.cover"
PATIENCE: Final = 60.0
"""Seconds that a cover may take."""
PICTURES: Final = (".svg", ".png")
"""Suffixes, in lower case."""


def check_plot(target: Path) -> None:
    """Nothing, if a picture can be made there; to be asked before the work is done.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    _suffix(target)
    check_writable(target)


def plot(timeline: Timeline, target: Path) -> None:
    """Draw a timeline to a file, whole or not at all.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: the file cannot be written.
    """
    _draw("matcue.plot", timeline, target)


def paint(timeline: Timeline, target: Path) -> None:
    """Draw the cover of a timeline to a file, whole or not at all.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: the file cannot be written.
    """
    _draw(_COVER, timeline, target)


def cover(timeline: Timeline) -> bytes:
    """The cover of a timeline as PNG, drawn in a process of its own.

    Raises:
        FileError: it cannot be drawn.
    """
    try:
        return run_in_child(drawn, _COVER, timeline, ".png", patience=PATIENCE)
    except ChildFailed as error:
        raise FileError("cover.png", error.reason) from error


def _draw(module: str, timeline: Timeline, target: Path) -> None:
    suffix = _suffix(target)
    with file_errors(target):
        picture = drawn(module, timeline, suffix)
        with atomic_file(target) as part:
            part.write_bytes(picture)


def _suffix(target: Path) -> str:
    """The one of `PICTURES` that a file asks for; capitals do not matter."""
    suffix = target.suffix.lower()
    if suffix not in PICTURES:
        raise SuffixError(str(target), PICTURES)
    return suffix
