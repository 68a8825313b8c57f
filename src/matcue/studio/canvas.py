"""Where a timeline is drawn: a picture file, in the format that its suffix names."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from matcue.errors import FileError, SuffixError, brief
from matcue.exporters.whole import check, file_errors, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcue.timeline.model import Timeline

PICTURES: Final = (".svg", ".png")
"""Suffixes, in lower case."""


def check_plot(target: Path) -> None:
    """Nothing, if a picture can be made there; to be asked before the work is done.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    _suffix(target)
    check(target)


def plot(timeline: Timeline, target: Path) -> None:
    """Draw a timeline to a file, whole or not at all.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: the file cannot be written.
    """
    suffix = _suffix(target)
    with file_errors(target):
        picture = _drawer(target)(timeline, suffix)
        with whole(target) as part:
            part.write_bytes(picture)


def _drawer(target: Path) -> Callable[[Timeline, str], bytes]:
    """What draws; it is loaded here, since that is slow.

    matplotlib reads settings that are not used, from the current folder too; what it says of them
    is not for the person at the keyboard.

    Raises:
        FileError: they are such that it does not even load.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        from matcue.plot import draw
    except ValueError as error:
        said = f"matplotlib does not start; look at its settings, like matplotlibrc: {brief(error)}"
        raise FileError(str(target), said) from error
    return draw


def _suffix(target: Path) -> str:
    """The one of `PICTURES` that a file asks for; capitals do not matter."""
    suffix = target.suffix.lower()
    if suffix not in PICTURES:
        raise SuffixError(str(target), PICTURES)
    return suffix
