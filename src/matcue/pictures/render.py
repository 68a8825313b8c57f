"""Where a timeline is drawn: a picture file, in the format that its suffix names."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, check_writable, file_errors
from matcue.errors import ChildFailed, FileError, SuffixError, brief
from matcue.processes import run_in_child

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.model import Timeline


_COVER: Final = "matcue.pictures.cover"
PATIENCE: Final = 60.0
"""Seconds that a cover may take."""
PICTURES: Final = (".svg", ".png")
"""Suffixes, in lower case."""


def check_plot(target: Path) -> None:
    """Check, before the work is done, that a picture can be made at `target`.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    _suffix(target)
    check_writable(target)


def draw_plot(timeline: Timeline, target: Path) -> None:
    """Draw a timeline to a file, atomically.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: the file cannot be written.
    """
    _draw("matcue.pictures.plot", timeline, target)


def draw_cover(timeline: Timeline, target: Path) -> None:
    """Draw the cover of a timeline to a file, atomically.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: the file cannot be written.
    """
    _draw(_COVER, timeline, target)


def cover_png(timeline: Timeline) -> bytes:
    """Draw the cover of a timeline as PNG, in a child process.

    Raises:
        FileError: it cannot be drawn.
    """
    try:
        return run_in_child(draw_with, _COVER, timeline, ".png", patience=PATIENCE)
    except ChildFailed as error:
        raise FileError("cover.png", error.reason) from error


def _draw(module: str, timeline: Timeline, target: Path) -> None:
    suffix = _suffix(target)
    with file_errors(target):
        picture = draw_with(module, timeline, suffix)
        with atomic_file(target) as part:
            part.write_bytes(picture)


def _suffix(target: Path) -> str:
    """Return the suffix of a file, one of `PICTURES`; case does not matter."""
    suffix = target.suffix.lower()
    if suffix not in PICTURES:
        raise SuffixError(str(target), PICTURES)
    return suffix


def draw_with(module: str, timeline: Timeline, suffix: str) -> bytes:
    """Draw a timeline with a module, as the content of a file with this suffix.

    Raises:
        OSError: matplotlib's settings are such that it does not even load.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        draw = import_module(module).draw
    except ValueError as error:
        said = f"matplotlib does not start; look at its settings, like matplotlibrc: {brief(error)}"
        raise OSError(said) from error
    picture: bytes = draw(timeline, suffix)
    return picture
